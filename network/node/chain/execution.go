package chain

import (
	"context"
	"encoding/hex"
	"math/big"
	"strconv"

	"github.com/ethereum/go-ethereum/core/tracing"
	ethtypes "github.com/ethereum/go-ethereum/core/types"

	cmttypes "github.com/cometbft/cometbft/types"
	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/cosmos-sdk/types/module"
	evm "github.com/cosmos/evm/x/vm"
	"github.com/cosmos/evm/x/vm/statedb"
	evmtypes "github.com/cosmos/evm/x/vm/types"
)

// evmModule is the library's module, with our way to execute a transaction.
type evmModule struct {
	evm.AppModule
	execution execution
}

func (m evmModule) RegisterServices(configurator module.Configurator) {
	evmtypes.RegisterMsgServer(configurator.MsgServer(), m.execution)
	evmtypes.RegisterQueryServer(configurator.QueryServer(), m.execution)
}

// execution runs the transactions of a block on our state and with nobody told of each opcode: the library's own way
// calls a tracer that does nothing before every one of them.
type execution struct{ state }

// untraced is no tracer; to the library none at all would mean the one that does nothing.
var untraced = &tracing.Hooks{}

// EthereumTx executes a transaction whose signature, nonce and sender were checked. One that fails in the EVM changes
// nothing but the nonce, and is answered with its reason.
func (e execution) EthereumTx(within context.Context, message *evmtypes.MsgEthereumTx) (*evmtypes.MsgEthereumTxResponse, error) {
	ctx := sdk.UnwrapSDKContext(within)
	transaction := message.AsTransaction()
	config, err := e.EVMConfig(ctx, ctx.BlockHeader().ProposerAddress)
	if err != nil {
		return nil, err
	}
	place := e.TxConfig(ctx, transaction.Hash())
	changed, commit := ctx.CacheContext()
	result, err := e.ApplyMessageWithConfig(
		changed, statedb.New(changed, e.state, place), *message.AsMessage(config.BaseFee), untraced,
		true, false, config, place, false, nil,
	)
	if err != nil {
		e.ResetGasMeterAndConsumeGas(ctx, ctx.GasMeter().Limit())
		return nil, err
	}
	if !result.Failed() {
		if logs := evmtypes.LogsToEthereum(result.Logs); len(logs) > 0 {
			bloom := ethtypes.CreateBloom(&ethtypes.Receipt{Logs: logs})
			e.SetTxBloom(changed, new(big.Int).SetBytes(bloom.Bytes()))
		}
		commit()
	}
	used, err := e.AddTransientGasUsed(ctx, result.GasUsed)
	if err != nil {
		return nil, err
	}
	e.ResetGasMeterAndConsumeGas(ctx, used)
	ctx.EventManager().EmitEvent(outcome(ctx, transaction, result))
	return result, nil
}

// outcome is what JSON-RPC reads of a transaction that was executed.
func outcome(ctx sdk.Context, transaction *ethtypes.Transaction, result *evmtypes.MsgEthereumTxResponse) sdk.Event {
	event := sdk.NewEvent(
		evmtypes.EventTypeEthereumTx,
		sdk.NewAttribute(sdk.AttributeKeyAmount, transaction.Value().String()),
		sdk.NewAttribute(evmtypes.AttributeKeyEthereumTxHash, result.Hash),
		sdk.NewAttribute(evmtypes.AttributeKeyTxGasUsed, strconv.FormatUint(result.GasUsed, 10)),
		sdk.NewAttribute(evmtypes.AttributeKeyTxHash, hex.EncodeToString(cmttypes.Tx(ctx.TxBytes()).Hash())),
	)
	if result.Failed() {
		event = event.AppendAttributes(sdk.NewAttribute(evmtypes.AttributeKeyEthereumTxFailed, result.VmError))
	}
	return event
}
