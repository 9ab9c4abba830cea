// Written by scripts/abis.ts from the compiled contracts.

export const customerRegistryAbi = [
  {"anonymous":false,"inputs":[{"indexed":false,"name":"authority","type":"address"}],"name":"AuthorityUpdated","type":"event"},
  {"anonymous":false,"inputs":[{"indexed":true,"name":"bank","type":"uint16"},{"indexed":true,"name":"account","type":"address"},{"indexed":false,"name":"identity","type":"bytes24"},{"indexed":false,"name":"tier","type":"uint8"},{"indexed":false,"name":"validUntil","type":"uint40"}],"name":"CustomerEnrolled","type":"event"},
  {"anonymous":false,"inputs":[{"indexed":true,"name":"bank","type":"uint16"},{"indexed":true,"name":"account","type":"address"},{"indexed":false,"name":"status","type":"uint8"},{"indexed":false,"name":"reason","type":"bytes32"}],"name":"CustomerStatusChanged","type":"event"},
  {"anonymous":false,"inputs":[{"indexed":false,"name":"version","type":"uint64"}],"name":"Initialized","type":"event"},
  {"anonymous":false,"inputs":[{"indexed":true,"name":"implementation","type":"address"}],"name":"Upgraded","type":"event"},
  {"inputs":[],"name":"UPGRADE_INTERFACE_VERSION","outputs":[{"name":"","type":"string"}],"stateMutability":"view","type":"function"},
  {"inputs":[],"name":"authority","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"name":"bank","type":"uint16"},{"name":"account","type":"address"}],"name":"customer","outputs":[{"components":[{"name":"identity","type":"bytes24"},{"name":"status","type":"uint8"},{"name":"tier","type":"uint8"},{"name":"validUntil","type":"uint40"}],"name":"","type":"tuple"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"name":"bank","type":"uint16"},{"name":"account","type":"address"},{"name":"identity","type":"bytes24"},{"name":"tier","type":"uint8"},{"name":"validUntil","type":"uint40"}],"name":"enrol","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[{"name":"authority","type":"address"}],"name":"initialize","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[],"name":"isConsumingScheduledOp","outputs":[{"name":"","type":"bytes4"}],"stateMutability":"view","type":"function"},
  {"inputs":[],"name":"proxiableUUID","outputs":[{"name":"","type":"bytes32"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"name":"bank","type":"uint16"},{"name":"from","type":"address"},{"name":"to","type":"address"}],"name":"requireActive","outputs":[],"stateMutability":"view","type":"function"},
  {"inputs":[{"name":"newAuthority","type":"address"}],"name":"setAuthority","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[{"name":"bank","type":"uint16"},{"name":"account","type":"address"},{"name":"status","type":"uint8"},{"name":"reason","type":"bytes32"}],"name":"setStatus","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[{"name":"newImplementation","type":"address"},{"name":"data","type":"bytes"}],"name":"upgradeToAndCall","outputs":[],"stateMutability":"payable","type":"function"},
] as const;
