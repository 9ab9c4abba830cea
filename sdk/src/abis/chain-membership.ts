// Written by scripts/abis.ts from the compiled contracts.

export const chainMembershipAbi = [
  {"anonymous":false,"inputs":[{"indexed":false,"name":"authority","type":"address"},{"indexed":false,"name":"participants","type":"address"},{"indexed":false,"name":"customers","type":"address"},{"indexed":false,"name":"merchants","type":"address"}],"name":"HandedOver","type":"event"},
  {"anonymous":false,"inputs":[{"indexed":true,"name":"key","type":"bytes32"},{"indexed":false,"name":"power","type":"uint32"},{"indexed":false,"name":"name","type":"string"}],"name":"ValidatorSet","type":"event"},
  {"inputs":[],"name":"MAX_VALIDATORS","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"},
  {"inputs":[],"name":"authority","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"},
  {"inputs":[],"name":"founder","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"name":"to","type":"address"},{"name":"participants","type":"address"},{"name":"customers","type":"address"},{"name":"merchants","type":"address"}],"name":"handOver","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[{"name":"sender","type":"address"}],"name":"isAdmitted","outputs":[{"name":"","type":"bool"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"name":"sender","type":"address"}],"name":"mayDeploy","outputs":[{"name":"","type":"bool"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"name":"key","type":"bytes32"}],"name":"removeValidator","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[{"name":"key","type":"bytes32"},{"name":"power","type":"uint32"},{"name":"name","type":"string"}],"name":"setValidator","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[],"name":"validators","outputs":[{"components":[{"name":"key","type":"bytes32"},{"name":"power","type":"uint32"},{"name":"name","type":"string"}],"name":"","type":"tuple[]"}],"stateMutability":"view","type":"function"},
] as const;
