import { OperatorPlace } from "../../features/operator/OperatorPlace.tsx";

/** Needs neither a key nor a chain that answers: it is looked at when the chain does not. */
export function Operator() {
  return <OperatorPlace />;
}
