/** One difference between a network and its manifest, and where it stands. */
export interface Step {
  /** What puts it right, for a person. */
  sentence: string;
  /** Whose act it is. */
  by: string;
  standing: Standing;
}

export type Standing =
  | { is: "done" }
  /** By this key, at once. */
  | { is: "possible" }
  /** By this key, after an announcement. */
  | { is: "to be announced"; delaySeconds: number }
  /** Unix seconds. */
  | { is: "announced"; from: number }
  /** By another key. */
  | { is: "another's" }
  /** After what stands before it. */
  | { is: "waiting" }
  /** No transaction puts it right. */
  | { is: "for people" };
