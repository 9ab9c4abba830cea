/** The short reverse domain that names the network inside an EMV code (object 00 of our account template). */
export const NETWORK_GUIDS = { production: "hk.jiaozi", test: "test.jiaozi" } as const;
