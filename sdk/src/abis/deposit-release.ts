// Written by scripts/abis.ts from the compiled contracts.

export const depositReleaseAbi = [
  {"anonymous":false,"inputs":[{"indexed":false,"name":"authority","type":"address"}],"name":"AuthorityUpdated","type":"event"},
  {"anonymous":false,"inputs":[{"indexed":true,"name":"implementation","type":"address"}],"name":"ImplementationOffered","type":"event"},
  {"inputs":[],"name":"authority","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"},
  {"inputs":[],"name":"isConsumingScheduledOp","outputs":[{"name":"","type":"bytes4"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"name":"newImplementation","type":"address"}],"name":"offer","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[],"name":"offered","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"name":"implementation","type":"address"}],"name":"requireOffered","outputs":[],"stateMutability":"view","type":"function"},
  {"inputs":[{"name":"newAuthority","type":"address"}],"name":"setAuthority","outputs":[],"stateMutability":"nonpayable","type":"function"},
] as const;
