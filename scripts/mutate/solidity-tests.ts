import {
  type Artifact,
  type ArtifactId,
  CollectStackTraces,
  EdrContext,
  L1_CHAIN_TYPE,
  l1SolidityTestRunnerFactory,
  type SolidityTestRunnerConfigArgs,
  type SuiteResult,
  TestStatus,
} from "@nomicfoundation/edr";
import { root } from "../command.ts";

/** A test that did not pass. */
export interface Failure {
  suite: string;
  test: string;
}

const SETTINGS: SolidityTestRunnerConfigArgs = {
  projectRoot: root,
  hardfork: "osaka",
  disableBlockGasLimit: true,
  disableTransactionGasCap: true,
  fuzz: { runs: 32, seed: "0x4e67" },
  collectStackTraces: CollectStackTraces.OnFailure,
};

/** Runs Solidity tests on whatever code it is given, all in this process. */
export class SolidityTests {
  readonly #context = new EdrContext();

  async register(): Promise<this> {
    await this.#context.registerSolidityTestRunnerFactory(L1_CHAIN_TYPE, l1SolidityTestRunnerFactory());
    return this;
  }

  /** `gasLimit` is what one test may use: a loop without an end comes to one. */
  async run(artifacts: Artifact[], suites: ArtifactId[], gasLimit: bigint): Promise<Failure[]> {
    const results = await new Promise<SuiteResult[]>((resolve, reject) => {
      const finished: SuiteResult[] = [];
      const take = (result: SuiteResult) => {
        if (finished.push(result) === suites.length) resolve(finished);
      };
      const tracing = { buildInfos: [], ignoreContracts: true };
      this.#context
        .runSolidityTests(L1_CHAIN_TYPE, artifacts, suites, { ...SETTINGS, gasLimit }, tracing, take)
        .catch(reject);
    });
    return results.flatMap(({ id, testResults }) =>
      testResults
        .filter(({ status }) => status === TestStatus.Failure)
        .map(({ name }) => ({ suite: id.name, test: name })),
    );
  }
}
