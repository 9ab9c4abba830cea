import type { Entry } from "./book.ts";

/**
 * Entries from the largest on, of which some are there. What is gone never comes back, so that searches may remember
 * how far to skip: all of them together take little more than one look at each entry.
 */
export class ByAmount {
  readonly #entries: readonly Entry[];
  readonly #isThere: (entry: Entry) => boolean;
  /** From each place, the next one that may be there: towards smaller ones, and towards larger ones. */
  readonly #smaller: Int32Array;
  readonly #larger: Int32Array;

  constructor(fromLargest: readonly Entry[], isThere: (entry: Entry) => boolean) {
    this.#entries = fromLargest;
    this.#isThere = isThere;
    this.#smaller = new Int32Array(fromLargest.length);
    this.#larger = new Int32Array(fromLargest.length);
    for (let place = 0; place < fromLargest.length; place++) {
      this.#smaller[place] = place + 1;
      this.#larger[place] = place - 1;
    }
  }

  largest(): Entry | undefined {
    return this.#entries[this.#find(0, this.#smaller)];
  }

  smallest(): Entry | undefined {
    return this.#entries[this.#find(this.#entries.length - 1, this.#larger)];
  }

  /** The smallest that is of this amount or more. */
  smallestFrom(amountMinor: bigint): Entry | undefined {
    const end = this.#firstPlace((amount) => amount < amountMinor);
    return this.#entries[this.#find(end - 1, this.#larger)];
  }

  /** From the largest that is of this amount or less; the caller may take away what it is given, and lower the amount. */
  *upTo(amountMinor: () => bigint): Generator<Entry> {
    for (let place = this.#find(0, this.#smaller); ; place = this.#find(place + 1, this.#smaller)) {
      const most = amountMinor();
      if (this.#isAbove(place, most))
        place = this.#find(
          this.#firstPlace((amount) => amount <= most),
          this.#smaller,
        );
      const entry = this.#entries[place];
      if (entry === undefined) return;
      yield entry;
    }
  }

  #isAbove(place: number, amountMinor: bigint): boolean {
    const entry = this.#entries[place];
    return entry !== undefined && entry.obligation.amountMinor > amountMinor;
  }

  /** The first place from which on all amounts are so. */
  #firstPlace(isSo: (amountMinor: bigint) => boolean): number {
    let [low, high] = [0, this.#entries.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isSo((this.#entries[middle] as Entry).obligation.amountMinor)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #find(from: number, next: Int32Array): number {
    let found = from;
    for (let entry = this.#entries[found]; entry !== undefined && !this.#isThere(entry); entry = this.#entries[found]) {
      found = next[found] as number;
    }
    for (let seen = from; seen !== found;) {
      const after = next[seen] as number;
      next[seen] = found;
      seen = after;
    }
    return found;
  }
}
