// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// A participant's number in the network. A type of its own, so that no currency or amount is ever taken for a bank.
type BankId is uint16;

/// A bank's departments: each is a role of its own in {NetworkAuthority}, granted by the bank's administration.
enum Duty {
    Administration, // grants and revokes the other duties; undoes what one person may do alone; sets limits and caps
    Onboarding, // customers, merchants and terminals
    Issuance, // issues and redeems deposits
    Treasury, // funds and defunds the settlement balance
    Acquiring, // captures, voids and refunds for the bank's merchants
    Compliance, // freezes deposits, pauses functions: at once, by one person
    Attestation, // signs what the bank's own ledger says
    Relaying // brings customers' approvals to the chain, which needs a sender that is admitted, and no other right
}

enum Status {
    None, // never enrolled
    Active,
    Suspended, // may become active again
    Closed // final
}

function sameBank(BankId a, BankId b) pure returns (bool) {
    return BankId.unwrap(a) == BankId.unwrap(b);
}

using {sameBank as ==} for BankId global;
