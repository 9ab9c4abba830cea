import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { subscribeToLinks } from "./enrolmentLink.ts";
import { createKey, forgetKey, importKey, loadKey, rememberGenesis, type RoleKey } from "./keyStore.ts";
import type { Role } from "./role.ts";
import type { Hex } from "viem";

interface RoleKeyState {
  status: "loading" | "none" | "ready" | "failed";
  key: RoleKey | undefined;
  create: () => Promise<void>;
  /** Ties a key that was never used to the chain it is used on first. */
  tieTo: (genesisHash: Hex) => Promise<void>;
  replace: (privateKey: Hex) => Promise<void>;
  forget: () => Promise<void>;
}

export function useRoleKey(role: Role): RoleKeyState {
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ["key", role],
    // A query may not answer `undefined`
    queryFn: async () => (await loadKey(role)) ?? null,
    staleTime: Infinity,
    structuralSharing: false,
  });
  const reread = () => queries.invalidateQueries({ queryKey: ["key", role] });

  useEffect(() => subscribeToLinks(() => void queries.invalidateQueries({ queryKey: ["key", role] })), [queries, role]);

  return {
    status: query.isError ? "failed" : query.data === undefined ? "loading" : query.data ? "ready" : "none",
    key: query.data ?? undefined,
    create: async () => {
      await createKey(role);
      await reread();
    },
    tieTo: async (genesisHash) => {
      await rememberGenesis(role, genesisHash);
      await reread();
    },
    replace: async (privateKey) => {
      await importKey(role, privateKey);
      await reread();
    },
    forget: async () => {
      await forgetKey(role);
      await reread();
    },
  };
}
