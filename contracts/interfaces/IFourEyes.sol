// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// What takes two people at one institution: a maker proposes an act, a different person approves it, and it is done
/// with this contract as the actor. Roles that take two people are granted to this contract, not to a person.
interface IFourEyes {
    struct Proposal {
        address maker;
        uint40 expiresAt; // Unix seconds; not valid at that second any more
        bool isClosed; // done or withdrawn
        address target;
        bytes32 callHash; // keccak256 of the call
        bytes32 reason;
    }

    event Proposed(
        uint256 indexed id,
        address indexed maker,
        address indexed target,
        bytes call,
        bytes32 reason,
        uint256 expiresAt
    );
    event Approved(uint256 indexed id, address indexed checker);
    event Withdrawn(uint256 indexed id, address indexed member);
    event MemberAdded(address indexed member);
    event MemberRemoved(address indexed member);
    event RecoveryAnnounced(address[] members, uint256 effectiveFrom, bytes32 reason);
    event RecoveryOpposed(address indexed member, bool isStopped);
    event Recovered(address[] members);

    error NotAMember(address account);
    error MemberAlready(address account);
    error TooFewMembers(uint256 members, uint256 needed);
    error TooManyMembers(uint256 members, uint256 allowed);
    error MakerIsChecker(address account);
    error ProposalUnknown(uint256 id, uint256 proposals);
    error ProposalClosed(uint256 id);
    error ProposalExpired(uint256 timestamp, uint256 expiresAt);
    error ProposalLivesTooLong(uint256 expiresAt, uint256 allowed);
    error ProposalDiffers(bytes32 callHash, bytes32 proposed);
    error ProposalReasonMissing();
    error NotItself(address caller);
    error NoRecovery();
    error OpposedAlready(address member);
    error RecoveryTooEarly(uint256 timestamp, uint256 effectiveFrom);

    /// Members only. `expiresAt` is at most {MAX_LIFE_SECONDS} ahead.
    function propose(
        address target,
        bytes calldata call,
        bytes32 reason,
        uint256 expiresAt
    ) external returns (uint256 id);

    /// Members only, never the maker. `call` is what was proposed, shown again so that the checker signs what was read.
    /// Does it, and reverts with its refusal.
    function approve(uint256 id, bytes calldata call) external returns (bytes memory result);

    /// Members only: closes a proposal undone, one's own or another's.
    function withdraw(uint256 id) external;

    /// By proposal of this contract to itself only.
    function addMember(address member) external;

    /// By proposal of this contract to itself only. Three stay at least.
    function removeMember(address member) external;

    /// The network's governor, when members have lost their keys: new members after {RECOVERY_SECONDS}, in which
    /// two of the members can stop it.
    function announceRecovery(address[] calldata members, bytes32 reason) external;

    /// Members only: the second who opposes an announced recovery ends it.
    function opposeRecovery() external;

    /// Anyone, once the time is over.
    function recover(address[] calldata members) external;

    function isMember(address account) external view returns (bool);

    function members() external view returns (address[] memory);

    function proposal(uint256 id) external view returns (Proposal memory);

    function proposals() external view returns (uint256 count);
}
