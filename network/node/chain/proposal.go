package chain

import (
	"math"

	"github.com/ethereum/go-ethereum/common"

	abci "github.com/cometbft/cometbft/abci/types"
	cmttypes "github.com/cometbft/cometbft/types"
	sdk "github.com/cosmos/cosmos-sdk/types"
)

// senderShare is the part of a block that one sender has before all others had theirs.
const senderShare = 4

// prepareProposal fills a block. With no gas price, what came first goes first; so that a flood from one sender does
// not crowd out the others, beyond a share of the block its transactions get only what the others leave.
func (app *App) prepareProposal(ctx sdk.Context, request *abci.RequestPrepareProposal) (*abci.ResponsePrepareProposal, error) {
	block := newBlock(ctx, request.MaxTxBytes)
	used := make(map[common.Address]uint64)
	var later []sdk.Tx
	app.pool.SelectBy(ctx, nil, func(tx sdk.Tx) bool {
		message, err := ethereumMessage(tx)
		if err != nil {
			return true
		}
		sender, gas := common.BytesToAddress(message.GetFrom()), message.GetGas()
		if used[sender]+gas > block.maxGas/senderShare && used[sender] > 0 {
			used[sender] = block.maxGas // all its later ones too: they come in the order of their nonces
			later = append(later, tx)
			return true
		}
		used[sender] += gas
		return block.add(app, tx, gas)
	})
	for _, tx := range later {
		if message, _ := ethereumMessage(tx); !block.add(app, tx, message.GetGas()) {
			break
		}
	}
	return &abci.ResponsePrepareProposal{Txs: spoil(block.txs)}, nil
}

// processProposal refuses a block that no honest validator makes: bytes that are no transaction, or more gas than a
// block has. Signatures, nonces and admission are left to the execution, where what does not hold changes nothing:
// checking them twice costs a quarter of the throughput, and a validator who fills blocks so is known by name.
func (app *App) processProposal(ctx sdk.Context, request *abci.RequestProcessProposal) (*abci.ResponseProcessProposal, error) {
	rejected := &abci.ResponseProcessProposal{Status: abci.ResponseProcessProposal_REJECT}
	block := newBlock(ctx, math.MaxInt64)
	for _, bytes := range request.Txs {
		tx, err := app.TxDecode(bytes)
		if err != nil {
			return rejected, nil
		}
		message, err := ethereumMessage(tx)
		if err != nil || !block.fits(message.GetGas(), 0) {
			return rejected, nil
		}
		block.gas += message.GetGas()
	}
	return &abci.ResponseProcessProposal{Status: abci.ResponseProcessProposal_ACCEPT}, nil
}

type block struct {
	txs         [][]byte
	gas, maxGas uint64
	bytesLeft   int64
}

func newBlock(ctx sdk.Context, maxBytes int64) *block {
	return &block{maxGas: uint64(ctx.ConsensusParams().Block.MaxGas), bytesLeft: maxBytes}
}

func (b *block) fits(gas uint64, bytes int64) bool {
	return gas <= b.maxGas-b.gas && bytes <= b.bytesLeft
}

// add reports whether there was room.
func (b *block) add(app *App, tx sdk.Tx, gas uint64) bool {
	bytes, err := app.TxEncode(tx)
	size := cmttypes.ComputeProtoSizeForTxs([]cmttypes.Tx{bytes})
	if err != nil || !b.fits(gas, size) {
		return false
	}
	b.txs, b.gas, b.bytesLeft = append(b.txs, bytes), b.gas+gas, b.bytesLeft-size
	return true
}
