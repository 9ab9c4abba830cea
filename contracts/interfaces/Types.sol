// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// A participant's number in the network. A type of its own, so that no currency or amount is ever taken for a bank.
type BankId is uint16;

/// A bank's departments: each is a role of its own in {NetworkAuthority}, granted by the bank's administration.
enum Duty {
    Administration, // grants and revokes the other duties of the same bank
    Onboarding, // customers, merchants and terminals
    Issuance, // issues and redeems deposits
    Treasury // funds and defunds the settlement balance
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
