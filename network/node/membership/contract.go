package membership

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/crypto"

	storetypes "github.com/cosmos/cosmos-sdk/store/v2/types"
	sdk "github.com/cosmos/cosmos-sdk/types"
	authtypes "github.com/cosmos/cosmos-sdk/x/auth/types"
	"github.com/cosmos/evm/x/vm/statedb"
)

// gasLimit bounds what one question to the contract may cost a node.
const gasLimit = 10_000_000

// questions are what the nodes ask of contracts/network/ChainMembership.sol.
var questions = mustParse(`[
	{"type":"function","name":"isAdmitted","inputs":[{"name":"sender","type":"address"}],"outputs":[{"type":"bool"}]},
	{"type":"function","name":"mayDeploy","inputs":[{"name":"sender","type":"address"}],"outputs":[{"type":"bool"}]},
	{"type":"function","name":"validators","inputs":[],"outputs":[{"type":"tuple[]","components":[
		{"name":"key","type":"bytes32"},{"name":"power","type":"uint32"},{"name":"name","type":"string"}]}]}
]`)

// founder deploys the contract at genesis and does nothing else, so the address is the same on every network.
var founder = common.BytesToAddress(authtypes.NewModuleAddress(ModuleName))

// Address is where the contract stands on every network.
var Address = crypto.CreateAddress(founder, 0)

// found runs the contract's creation code, with its constructor's arguments, on the state of genesis.
func (k Keeper) found(ctx sdk.Context, creation []byte) error {
	message := core.Message{
		From: founder, Data: creation, GasLimit: gasLimit,
		Value: new(big.Int), GasPrice: new(big.Int), GasFeeCap: new(big.Int), GasTipCap: new(big.Int),
	}
	ctx = ctx.WithGasMeter(storetypes.NewInfiniteGasMeter())
	state := statedb.New(ctx, k.evm, statedb.NewEmptyTxConfig())
	result, err := k.evm.ApplyMessage(ctx, state, message, nil, true, false, true)
	if err != nil {
		return fmt.Errorf("founding the membership contract: %w", err)
	}
	if result.Failed() {
		return fmt.Errorf("founding the membership contract: %s", result.VmError)
	}
	if k.evm.GetAccountOrEmpty(ctx, Address).CodeHash == nil {
		return fmt.Errorf("the membership contract does not stand at %s", Address)
	}
	return nil
}

func (k Keeper) ask(ctx sdk.Context, question string, args ...any) ([]any, error) {
	data, err := questions.Pack(question, args...)
	if err != nil {
		return nil, err
	}
	// What it costs may not show in the transaction that is being checked.
	answer, err := k.contracts.Ask(ctx.WithGasMeter(storetypes.NewInfiniteGasMeter()), founder, Address, data, gasLimit)
	if err != nil {
		return nil, fmt.Errorf("asking %s: %w", question, err)
	}
	return questions.Unpack(question, answer)
}

func mustParse(definition string) abi.ABI {
	parsed, err := abi.JSON(strings.NewReader(definition))
	if err != nil {
		panic(err)
	}
	return parsed
}
