package chain

import (
	"context"
	"encoding/hex"
	"math/big"
	"strconv"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/lru"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/tracing"
	ethtypes "github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/params"

	cmttypes "github.com/cometbft/cometbft/types"
	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/cosmos-sdk/types/module"
	antetypes "github.com/cosmos/evm/ante/types"
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
	evmtypes.RegisterQueryServer(configurator.QueryServer(), m.execution.Keeper)
}

// execution runs the transactions of a block as go-ethereum does, on our state. The library's own way calls a tracer
// that does nothing before every opcode, looks its parameters up at every call, and reads through every contract anew
// in each transaction to find where code may jump to.
type execution struct {
	state
	analyses analyses
}

// EthereumTx executes a transaction whose signature, nonce and sender were checked, and whose nonce was taken. One that
// fails in the EVM changes nothing else, and is answered with its reason.
func (e execution) EthereumTx(within context.Context, message *evmtypes.MsgEthereumTx) (*evmtypes.MsgEthereumTxResponse, error) {
	ctx := sdk.UnwrapSDKContext(within)
	transaction := message.AsTransaction()
	result, err := e.run(ctx, transaction, message.AsMessage(new(big.Int)))
	if err != nil {
		e.ResetGasMeterAndConsumeGas(ctx, ctx.GasMeter().Limit())
		return nil, err
	}
	used, err := e.AddTransientGasUsed(ctx, result.GasUsed)
	if err != nil {
		return nil, err
	}
	e.ResetGasMeterAndConsumeGas(ctx, used)
	ctx.EventManager().EmitEvent(outcome(ctx, transaction, result))
	return result, nil
}

func (e execution) run(ctx sdk.Context, transaction *ethtypes.Transaction, message *core.Message) (*evmtypes.MsgEthereumTxResponse, error) {
	changes := statedb.New(ctx, e.state, e.TxConfig(ctx, transaction.Hash()))
	changes.SetNonce(message.From, message.Nonce, tracing.NonceChangeUnspecified) // go-ethereum takes it here
	machine := e.machine(ctx, changes)
	done, err := core.ApplyMessage(machine, message, nil)
	if err != nil {
		return nil, err
	}
	if err := changes.Commit(); err != nil {
		return nil, err
	}
	result := &evmtypes.MsgEthereumTxResponse{
		GasUsed:        done.UsedGas,
		MaxUsedGas:     done.MaxUsedGas,
		Ret:            done.ReturnData,
		Hash:           transaction.Hash().Hex(),
		BlockHash:      ctx.HeaderHash(),
		BlockTimestamp: machine.Context.Time,
	}
	if done.Failed() {
		result.VmError = done.Err.Error()
	}
	if logs := changes.Logs(); len(logs) > 0 {
		bloom := ethtypes.CreateBloom(&ethtypes.Receipt{Logs: logs})
		e.SetTxBloom(ctx, new(big.Int).SetBytes(bloom.Bytes()))
		result.Logs = evmtypes.NewLogsFromEth(logs)
	}
	return result, nil
}

// Ask calls a contract that changes nothing.
func (e execution) Ask(ctx sdk.Context, from, to common.Address, question []byte, gas uint64) ([]byte, error) {
	answer, _, err := e.machine(ctx, statedb.New(ctx, e.state, statedb.NewEmptyTxConfig())).StaticCall(from, to, question, gas)
	return answer, err
}

func (e execution) machine(ctx sdk.Context, changes *statedb.StateDB) *vm.EVM {
	machine := vm.NewEVM(e.blockContext(ctx), changes, evmtypes.GetEthChainConfig(), vm.Config{NoBaseFee: true})
	machine.SetJumpDestCache(e.analyses)
	return machine
}

func (e execution) blockContext(ctx sdk.Context) vm.BlockContext {
	header := ctx.BlockHeader()
	return vm.BlockContext{
		CanTransfer: core.CanTransfer,
		Transfer:    core.Transfer,
		GetHash:     e.GetHashFn(ctx),
		Coinbase:    common.BytesToAddress(header.ProposerAddress),
		GasLimit:    antetypes.BlockGasLimit(ctx),
		BlockNumber: big.NewInt(header.Height),
		Time:        uint64(header.Time.Unix()),
		Difficulty:  new(big.Int),
		BaseFee:     new(big.Int),
		BlobBaseFee: big.NewInt(params.BlobTxMinBlobGasprice),
		Random:      &common.MaxHash,
	}
}

// analyses are kept of where a contract's code may jump to: it takes longer than most calls.
type analyses struct {
	*lru.Cache[common.Hash, vm.BitVec]
}

// cachedAnalyses is more contracts than a network has.
const cachedAnalyses = 1_000

func newAnalyses() analyses { return analyses{lru.NewCache[common.Hash, vm.BitVec](cachedAnalyses)} }

func (a analyses) Load(code common.Hash) (vm.BitVec, bool) { return a.Get(code) }

func (a analyses) Store(code common.Hash, analysis vm.BitVec) { a.Add(code, analysis) }

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
