import { QueryClient } from "@tanstack/react-query";

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        queryKeyHashFn: hashKey,
        networkMode: "always", // the chain may be on this machine, whatever the browser thinks of the internet
        retry: 1, // the transport below has tried again already
        staleTime: 1_000,
      },
      mutations: { networkMode: "always" },
    },
  });
}

/** As TanStack's own, for keys that hold amounts and block numbers too. */
function hashKey(key: readonly unknown[]): string {
  return JSON.stringify(key, (_, value: unknown) => {
    if (typeof value === "bigint") return `${value}n`;
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}
