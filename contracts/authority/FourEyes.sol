// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {IFourEyes} from "../interfaces/IFourEyes.sol";

contract FourEyes is IFourEyes, AccessManaged {
    using EnumerableSet for EnumerableSet.AddressSet;

    /// A maker, a checker, and one who is there when either is not.
    uint256 public constant MIN_MEMBERS = 3;
    uint256 public constant MAX_MEMBERS = 32;
    uint256 public constant MAX_LIFE_SECONDS = 7 days;
    uint256 public constant RECOVERY_SECONDS = 7 days;

    EnumerableSet.AddressSet private _members;
    Proposal[] private _proposals;
    bytes32 private _recoveryHash;
    uint256 private _recoveryFrom;
    address private _opponent;

    modifier onlyMember() {
        require(_members.contains(msg.sender), NotAMember(msg.sender));
        _;
    }

    modifier onlyItself() {
        require(msg.sender == address(this), NotItself(msg.sender));
        _;
    }

    constructor(address authority, address[] memory first) AccessManaged(authority) {
        _seat(first);
    }

    /// @inheritdoc IFourEyes
    function propose(
        address target,
        bytes calldata call,
        bytes32 reason,
        uint256 expiresAt
    ) external onlyMember returns (uint256 id) {
        require(reason != 0, ProposalReasonMissing());
        require(block.timestamp < expiresAt, ProposalExpired(block.timestamp, expiresAt));
        uint256 latest = block.timestamp + MAX_LIFE_SECONDS;
        require(expiresAt <= latest, ProposalLivesTooLong(expiresAt, latest));

        id = _proposals.length;
        _proposals.push(Proposal(msg.sender, uint40(expiresAt), false, target, keccak256(call), reason));
        emit Proposed(id, msg.sender, target, call, reason, expiresAt);
    }

    /// @inheritdoc IFourEyes
    function approve(uint256 id, bytes calldata call) external onlyMember returns (bytes memory result) {
        Proposal storage proposed = _open(id);
        require(proposed.maker != msg.sender, MakerIsChecker(msg.sender));
        // A maker who has left proposes nothing any more.
        require(_members.contains(proposed.maker), NotAMember(proposed.maker));
        require(keccak256(call) == proposed.callHash, ProposalDiffers(keccak256(call), proposed.callHash));

        proposed.isClosed = true;
        emit Approved(id, msg.sender);

        return Address.functionCall(proposed.target, call);
    }

    /// @inheritdoc IFourEyes
    function withdraw(uint256 id) external onlyMember {
        _open(id).isClosed = true;
        emit Withdrawn(id, msg.sender);
    }

    /// @inheritdoc IFourEyes
    function addMember(address member) external onlyItself {
        uint256 count = _members.length();
        require(count < MAX_MEMBERS, TooManyMembers(count + 1, MAX_MEMBERS));
        require(_members.add(member), MemberAlready(member));
        emit MemberAdded(member);
    }

    /// @inheritdoc IFourEyes
    function removeMember(address member) external onlyItself {
        require(_members.remove(member), NotAMember(member));
        require(_members.length() >= MIN_MEMBERS, TooFewMembers(_members.length(), MIN_MEMBERS));
        emit MemberRemoved(member);
    }

    /// @inheritdoc IFourEyes
    function announceRecovery(address[] calldata newMembers, bytes32 reason) external restricted {
        require(reason != 0, ProposalReasonMissing());
        _requireSeats(newMembers.length);

        _recoveryHash = keccak256(abi.encode(newMembers));
        _recoveryFrom = block.timestamp + RECOVERY_SECONDS;
        delete _opponent;
        emit RecoveryAnnounced(newMembers, _recoveryFrom, reason);
    }

    /// @inheritdoc IFourEyes
    function opposeRecovery() external onlyMember {
        require(_recoveryHash != 0, NoRecovery());
        require(_opponent != msg.sender, OpposedAlready(msg.sender));
        // One alone, who perhaps is why the bank must be recovered, does not stop it.
        if (_members.contains(_opponent)) delete _recoveryHash;
        else _opponent = msg.sender;
        emit RecoveryOpposed(msg.sender, _recoveryHash == 0);
    }

    /// @inheritdoc IFourEyes
    function recover(address[] calldata newMembers) external {
        require(_recoveryHash != 0 && keccak256(abi.encode(newMembers)) == _recoveryHash, NoRecovery());
        require(block.timestamp >= _recoveryFrom, RecoveryTooEarly(block.timestamp, _recoveryFrom));

        delete _recoveryHash;
        address[] memory old = _members.values(); // at most MAX_MEMBERS
        for (uint256 i = 0; i < old.length; ++i) {
            // It is there: the list was just read.
            // slither-disable-next-line unused-return
            _members.remove(old[i]);
            emit MemberRemoved(old[i]);
        }
        _seat(newMembers);
        emit Recovered(newMembers);
    }

    /// @inheritdoc IFourEyes
    function isMember(address account) external view returns (bool) {
        return _members.contains(account);
    }

    /// @inheritdoc IFourEyes
    function members() external view returns (address[] memory) {
        return _members.values();
    }

    /// @inheritdoc IFourEyes
    function proposal(uint256 id) external view returns (Proposal memory) {
        require(id < _proposals.length, ProposalUnknown(id, _proposals.length));
        return _proposals[id];
    }

    /// @inheritdoc IFourEyes
    function proposals() external view returns (uint256) {
        return _proposals.length;
    }

    function _seat(address[] memory newMembers) private {
        _requireSeats(newMembers.length);
        for (uint256 i = 0; i < newMembers.length; ++i) {
            require(newMembers[i] != address(0), NotAMember(address(0)));
            require(_members.add(newMembers[i]), MemberAlready(newMembers[i]));
            emit MemberAdded(newMembers[i]);
        }
    }

    function _requireSeats(uint256 count) private pure {
        require(count >= MIN_MEMBERS, TooFewMembers(count, MIN_MEMBERS));
        require(count <= MAX_MEMBERS, TooManyMembers(count, MAX_MEMBERS));
    }

    function _open(uint256 id) private view returns (Proposal storage proposed) {
        require(id < _proposals.length, ProposalUnknown(id, _proposals.length));
        proposed = _proposals[id];
        require(!proposed.isClosed, ProposalClosed(id));
        require(block.timestamp < proposed.expiresAt, ProposalExpired(block.timestamp, proposed.expiresAt));
    }
}
