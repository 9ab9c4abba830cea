import { serviceOf } from "./description.ts";
import type { Node } from "./nodes.ts";

/** What one node knows of a block, without its transactions. */
export interface Header {
  height: number;
  hash: string;
  /** Of everything that is known after the block before it. */
  appHash: string;
  proposer: string;
  time: Date;
}

/** The most that a node tells at once. */
const PAGE = 20;

/** A node's own blocks from one height to another, both included, in their order. */
export async function readHeaders({ validator }: Node, first: number, last: number): Promise<Header[]> {
  const headers: Header[] = [];
  for (let from = first; from <= last; from += PAGE) {
    const range = `minHeight=${from}&maxHeight=${Math.min(last, from + PAGE - 1)}`;
    const response = await fetch(`http://${serviceOf(validator, "consensus")}/blockchain?${range}`);
    const { result } = (await response.json()) as { result: { block_metas: BlockMeta[] } };
    headers.push(...result.block_metas.toReversed().map(toHeader)); // the newest comes first
  }
  return headers;
}

interface BlockMeta {
  block_id: { hash: string };
  header: { height: string; app_hash: string; proposer_address: string; time: string };
}

function toHeader({ block_id, header }: BlockMeta): Header {
  return {
    height: Number(header.height),
    hash: block_id.hash,
    appHash: header.app_hash,
    proposer: header.proposer_address,
    time: new Date(header.time),
  };
}
