// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ICustomerRegistry} from "./ICustomerRegistry.sol";
import {IMerchantRegistry} from "./IMerchantRegistry.sol";
import {INetworkAuthority} from "./INetworkAuthority.sol";
import {IParticipantRegistry} from "./IParticipantRegistry.sol";

/// Who takes part in the chain itself: which validators make its blocks, and whose transactions go into them. The
/// chain's own nodes found it at genesis and ask it: what it answers is a rule of consensus.
interface IChainMembership {
    struct Validator {
        bytes32 key; // Ed25519
        uint32 power;
        string name;
    }

    event ValidatorSet(bytes32 indexed key, uint32 power, string name);
    event HandedOver(
        INetworkAuthority authority,
        IParticipantRegistry participants,
        ICustomerRegistry customers,
        IMerchantRegistry merchants
    );

    error FounderRequired(address account, address founder);
    error ControlRequired(address account);
    error AlreadyHandedOver(INetworkAuthority authority);
    error ValidatorInvalid(bytes32 key);
    error ValidatorUnknown(bytes32 key);
    error TooManyValidators(uint256 count, uint256 max);
    /// The loss of this validator alone would stop the chain.
    error ValidatorIndispensable(bytes32 key, uint32 power, uint256 total);

    /// From now on the authority and the registries say who takes part, and the founder no longer does.
    /// Founder only, once: when the network is deployed.
    function handOver(
        INetworkAuthority authority,
        IParticipantRegistry participants,
        ICustomerRegistry customers,
        IMerchantRegistry merchants
    ) external;

    /// Adds a validator or gives it another power, from the block after the next. Control only; before the network is
    /// handed over, the founder. Afterwards no validator may have a third of all power.
    function setValidator(bytes32 key, uint32 power, string calldata name) external;

    /// The same rule for those who remain. A bank whose validator is lost is replaced before it is removed.
    function removeValidator(bytes32 key) external;

    function validators() external view returns (Validator[] memory);

    /// Whether transactions of `sender` go in: an active customer or terminal, whoever holds a role or a duty, and a
    /// bank's signatories.
    function isAdmitted(address sender) external view returns (bool);

    /// Whether `sender` may also create contracts: who governs the code of the network.
    function mayDeploy(address sender) external view returns (bool);

    /// Of all that {isAdmitted} and {mayDeploy} go by; zero until the network is handed over.
    function authority() external view returns (INetworkAuthority);

    function founder() external view returns (address);
}
