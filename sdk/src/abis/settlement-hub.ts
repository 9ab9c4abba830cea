// Written by scripts/abis.ts from the compiled contracts.

export const settlementHubAbi = [
  {"anonymous":false,"inputs":[{"indexed":false,"name":"authority","type":"address"}],"name":"AuthorityUpdated","type":"event"},
  {"anonymous":false,"inputs":[{"indexed":true,"name":"caller","type":"address"}],"name":"CallerAdmitted","type":"event"},
  {"anonymous":false,"inputs":[{"indexed":true,"name":"caller","type":"address"}],"name":"CallerDismissed","type":"event"},
  {"anonymous":false,"inputs":[{"indexed":true,"name":"paymentId","type":"bytes32"},{"indexed":true,"name":"payerBank","type":"uint16"},{"indexed":true,"name":"payeeBank","type":"uint16"},{"indexed":false,"name":"currency","type":"uint16"},{"indexed":false,"name":"amountMinor","type":"uint256"}],"name":"ReservesSettled","type":"event"},
  {"anonymous":false,"inputs":[{"indexed":true,"name":"bank","type":"uint16"},{"indexed":true,"name":"currency","type":"uint16"},{"indexed":false,"name":"amountMinor","type":"uint256"},{"indexed":false,"name":"balanceMinor","type":"uint256"}],"name":"SettlementBalanceDefunded","type":"event"},
  {"anonymous":false,"inputs":[{"indexed":true,"name":"bank","type":"uint16"},{"indexed":true,"name":"currency","type":"uint16"},{"indexed":false,"name":"amountMinor","type":"uint256"},{"indexed":false,"name":"balanceMinor","type":"uint256"}],"name":"SettlementBalanceFunded","type":"event"},
  {"inputs":[],"name":"PARTICIPANTS","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"name":"caller","type":"address"}],"name":"admitCaller","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[],"name":"authority","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"name":"bank","type":"uint16"},{"name":"currency","type":"uint16"},{"name":"amountMinor","type":"uint256"}],"name":"defund","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[{"name":"caller","type":"address"}],"name":"dismissCaller","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[{"name":"bank","type":"uint16"},{"name":"currency","type":"uint16"},{"name":"amountMinor","type":"uint256"}],"name":"fund","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[{"name":"caller","type":"address"}],"name":"isAdmittedCaller","outputs":[{"name":"","type":"bool"}],"stateMutability":"view","type":"function"},
  {"inputs":[],"name":"isConsumingScheduledOp","outputs":[{"name":"","type":"bytes4"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"name":"newAuthority","type":"address"}],"name":"setAuthority","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[{"components":[{"name":"paymentId","type":"bytes32"},{"name":"currency","type":"uint16"},{"name":"payerBank","type":"uint16"},{"name":"payeeBank","type":"uint16"},{"name":"payer","type":"address"},{"name":"payee","type":"address"},{"name":"amountMinor","type":"uint256"}],"name":"s","type":"tuple"}],"name":"settle","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[{"name":"bank","type":"uint16"},{"name":"currency","type":"uint16"}],"name":"settlementBalance","outputs":[{"name":"balanceMinor","type":"uint256"}],"stateMutability":"view","type":"function"},
] as const;
