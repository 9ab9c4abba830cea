/** The standing of banks, customers, merchants and terminals, as the registries number it (Types.sol). */
export const STATUS = { none: 0, active: 1, suspended: 2, closed: 3 } as const;
