// Written by scripts/abis.ts from the compiled contracts.

export const depositBeaconAbi = [
  {"anonymous":false,"inputs":[{"indexed":false,"name":"authority","type":"address"}],"name":"AuthorityUpdated","type":"event"},
  {"anonymous":false,"inputs":[{"indexed":true,"name":"implementation","type":"address"}],"name":"ImplementationAdopted","type":"event"},
  {"anonymous":false,"inputs":[{"indexed":true,"name":"implementation","type":"address"}],"name":"ImplementationOffered","type":"event"},
  {"inputs":[{"name":"newImplementation","type":"address"}],"name":"adopt","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[],"name":"authority","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"},
  {"inputs":[],"name":"bank","outputs":[{"name":"","type":"uint16"}],"stateMutability":"view","type":"function"},
  {"inputs":[],"name":"implementation","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"},
  {"inputs":[],"name":"isConsumingScheduledOp","outputs":[{"name":"","type":"bytes4"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"name":"newImplementation","type":"address"}],"name":"offer","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[],"name":"offered","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"name":"newAuthority","type":"address"}],"name":"setAuthority","outputs":[],"stateMutability":"nonpayable","type":"function"},
] as const;
