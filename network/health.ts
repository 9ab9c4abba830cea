import { statfs } from "node:fs/promises";
import type { ChainHealth, NodeHealth, ValidatorHealth } from "@jiaozi/sdk/chain-health";
import { type Hex, sha256 } from "viem";
import { folderBytes } from "./folder-bytes.ts";
import { readValidators, type Validator } from "./membership.ts";
import { askConsensus, type Node, rpcUrlOf, validatorOf } from "./nodes.ts";
import { httpProvider } from "./rpc-provider.ts";

const LOOKED_AT = 50;
/** Who signed none of the newest is down, whatever it did before. */
const NEWEST = 5;
/** The last votes of the newest block may still be on their way. */
const COMPLETE_AFTER = 1;
const STANDSTILL_MILLISECONDS = 10_000;
/** However many pages ask, the nodes are asked once in so long. */
const FRESH_MILLISECONDS = 1_000;
const ADDRESS_DIGITS = 40;

interface Block {
  height: number;
  madeAt: number;
  /** Whose votes made it final. */
  signers: ReadonlySet<string>;
}

interface NodeAnswer {
  health: NodeHealth;
  madeAt: number;
  isCatchingUp: boolean;
  waiting: number;
}

type Member = Validator & { power: number };

/** Watches a network by its nodes' own ports, which nobody else is let to. A node that does not answer is down. */
export function watchNetwork(nodes: readonly Node[]): () => Promise<ChainHealth> {
  const provider = httpProvider(nodes.map(rpcUrlOf));
  let members: readonly Member[] = nodes.map((node) => ({ ...validatorOf(node), power: 1 }));
  let blocks: readonly Block[] = [];
  let newest = { height: 0, madeAt: Date.now() };

  async function look(): Promise<ChainHealth> {
    const answers = await Promise.all(nodes.map(askNode));
    const best = answers.reduce((one, other) =>
      (other?.health.height ?? 0) > (one?.health.height ?? 0) ? other : one,
    );
    const witness = nodes[answers.indexOf(best)];
    if (best && witness) {
      newest = { height: best.health.height, madeAt: best.madeAt };
      members = await readValidators(provider).catch(() => members);
      blocks = await lastBlocks(witness, blocks, best.health.height - COMPLETE_AFTER).catch(() => blocks);
    }
    const stands = Date.now() - newest.madeAt > STANDSTILL_MILLISECONDS;
    return {
      height: newest.height,
      secondsSinceBlock: Math.max(0, Math.round((Date.now() - newest.madeAt) / 1000)),
      blockMilliseconds: intervalOf(blocks),
      lookedAt: blocks.length,
      waiting: Math.max(0, ...answers.map((answer) => answer?.waiting ?? 0)),
      validators: withFollowers(members, nodes).map((member) => {
        const answer = answers[nodes.findIndex(({ key }) => key === member.key)];
        const hasSigned = ({ signers }: Block) => signers.has(addressOf(member.key));
        const isHeard = !stands && blocks.slice(-NEWEST).some(hasSigned);
        return {
          ...member,
          state: answer ? (answer.isCatchingUp ? "catching up" : "running") : isHeard ? "elsewhere" : "down",
          signed: blocks.filter(hasSigned).length,
          ...(answer && { node: answer.health }),
        } satisfies ValidatorHealth;
      }),
    };
  }

  let asked = { at: 0, health: Promise.resolve<ChainHealth | undefined>(undefined) };
  return async () => {
    if (Date.now() - asked.at >= FRESH_MILLISECONDS) asked = { at: Date.now(), health: look() };
    return (await asked.health) ?? look();
  };
}

/** Also the nodes that have no vote. */
function withFollowers(members: readonly Member[], nodes: readonly Node[]): Member[] {
  const followers = nodes.filter(({ key }) => !members.some((member) => member.key === key));
  return [...members, ...followers.map((node) => ({ ...validatorOf(node), power: 0 }))];
}

async function askNode(node: Node): Promise<NodeAnswer | undefined> {
  try {
    const [{ sync_info: sync }, { n_peers: peers }, pool, diskBytes, disk] = await Promise.all([
      askConsensus<{ sync_info: { latest_block_height: string; latest_block_time: string; catching_up: boolean } }>(
        node,
        "status",
      ),
      askConsensus<{ n_peers: string }>(node, "net_info"),
      httpProvider([rpcUrlOf(node)]).request({ method: "txpool_status" }) as Promise<{ pending: Hex; queued: Hex }>,
      folderBytes(node.home),
      statfs(node.home),
    ]);
    return {
      health: {
        height: Number(sync.latest_block_height),
        peers: Number(peers),
        diskBytes,
        freeBytes: disk.bavail * disk.bsize,
      },
      madeAt: Date.parse(sync.latest_block_time),
      isCatchingUp: sync.catching_up,
      waiting: Number(pool.pending) + Number(pool.queued),
    };
  } catch {
    return undefined;
  }
}

/** Up to `until`: those that are known already are not asked for again. */
async function lastBlocks(witness: Node, known: readonly Block[], until: number): Promise<Block[]> {
  const first = Math.max(1, until - LOOKED_AT + 1);
  const kept = known.filter(({ height }) => height >= first && height <= until);
  const next = (kept.at(-1)?.height ?? first - 1) + 1;
  const heights = Array.from({ length: Math.max(0, until - next + 1) }, (_, n) => next + n);
  return [...kept, ...(await Promise.all(heights.map((height) => readBlock(witness, height))))];
}

async function readBlock(witness: Node, height: number): Promise<Block> {
  const { signed_header: signed } = await askConsensus<{
    signed_header: { header: { time: string }; commit: { signatures: { validator_address: string }[] } };
  }>(witness, `commit?height=${height}`);
  const signers = new Set(signed.commit.signatures.map(({ validator_address }) => validator_address));
  return { height, madeAt: Date.parse(signed.header.time), signers };
}

function intervalOf(blocks: readonly Block[]): number {
  const [first, last] = [blocks[0], blocks.at(-1)];
  if (!first || !last || first === last) return 0;
  return Math.round((last.madeAt - first.madeAt) / (last.height - first.height));
}

/** As CometBFT names a validator in a block. */
function addressOf(key: Hex): string {
  return sha256(key)
    .slice(2, 2 + ADDRESS_DIGITS)
    .toUpperCase();
}
