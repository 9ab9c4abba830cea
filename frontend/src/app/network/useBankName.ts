import { useNetwork } from "./useNetwork.ts";

/** A bank's name by its number. */
export function useBankName(): (bank: number) => string {
  const { banks } = useNetwork().deployment;
  return (bank) => banks.find(({ id }) => id === bank)?.name ?? String(bank);
}
