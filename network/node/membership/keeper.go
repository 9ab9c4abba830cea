// Package membership makes the answers of the membership contract rules of the chain: which validators make its
// blocks, and whose transactions go into them. The operator changes them by transactions to that contract.
package membership

import (
	"github.com/ethereum/go-ethereum/common"

	storetypes "github.com/cosmos/cosmos-sdk/store/v2/types"
	sdk "github.com/cosmos/cosmos-sdk/types"
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

// Contracts answer questions, which change nothing.
type Contracts interface {
	Ask(ctx sdk.Context, from, to common.Address, question []byte, gas uint64) ([]byte, error)
}

type Keeper struct {
	evm       *evmkeeper.Keeper
	contracts Contracts
	key       storetypes.StoreKey
}

func NewKeeper(evm *evmkeeper.Keeper, contracts Contracts, key storetypes.StoreKey) Keeper {
	return Keeper{evm, contracts, key}
}
