// Package membership makes the answers of the membership contract rules of the chain: which validators make its
// blocks, and whose transactions go into them. The operator changes them by transactions to that contract.
package membership

import (
	storetypes "github.com/cosmos/cosmos-sdk/store/v2/types"
	evmkeeper "github.com/cosmos/evm/x/vm/keeper"
)

const (
	ModuleName = "membership"
	StoreKey   = ModuleName
)

// What the store keeps: the validators that consensus was told last, and when a sender was last found admitted.
var (
	validatorsKey   = []byte{0}
	admissionPrefix = []byte{1}
)

type Keeper struct {
	evm *evmkeeper.Keeper
	key storetypes.StoreKey
}

func NewKeeper(evm *evmkeeper.Keeper, key storetypes.StoreKey) Keeper {
	return Keeper{evm: evm, key: key}
}
