package chain

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/params"
	"github.com/spf13/cast"

	"cosmossdk.io/log/v2"
	abci "github.com/cometbft/cometbft/abci/types"
	cmttypes "github.com/cometbft/cometbft/types"
	servertypes "github.com/cosmos/cosmos-sdk/server/types"
	sdk "github.com/cosmos/cosmos-sdk/types"
	evmmempool "github.com/cosmos/evm/mempool"
	"github.com/cosmos/evm/server"
	srvflags "github.com/cosmos/evm/server/flags"
	"github.com/cosmos/evm/x/vm/statedb"
)

// pool is the node's pool of transactions. What the library would accept and silently drop is refused here by name.
type pool struct {
	*evmmempool.Mempool
	app *App
	// inFlight is how many transactions of one sender may wait at once.
	inFlight uint64
}

func (app *App) usePool(logger log.Logger, options servertypes.AppOptions) {
	config := server.ResolveMempoolConfig(app.checkTransaction, options, logger)
	encoder := evmmempool.NewTxEncoder(app.TxConfig())
	app.pool = &pool{
		app:      app,
		inFlight: cast.ToUint64(options.Get(srvflags.EVMMempoolAccountSlots)),
		Mempool: evmmempool.NewMempool(
			app.CreateQueryContext, logger, existing{app.state}, app.feeMarket, app.TxConfig(),
			evmmempool.NewTxRechecker(config.AnteHandler, encoder),
			evmmempool.NewTxRechecker(config.AnteHandler, encoder),
			config, 1, // transactions of the other kind wait nowhere, and 0 would mean no limit
		),
	}
	app.SetMempool(app.pool)
	app.SetInsertTxHandler(app.pool.NewInsertTxHandler(app.TxDecode))
	app.SetReapTxsHandler(app.pool.NewReapTxsHandler())
	app.SetCheckTxHandler(func(sdk.RunTx, *abci.RequestCheckTx) (*abci.ResponseCheckTx, error) {
		return nil, errors.New("transactions are sent by eth_sendRawTransaction")
	})
	app.SetPrepareProposal(app.prepareProposal)
	app.SetProcessProposal(app.processProposal)
}

// SetEventBus begins to follow the chain. After a restart the library takes the first block that it is told of for
// none, and would refuse every transaction until the second: it is told twice of the one that is there.
func (p *pool) SetEventBus(bus *cmttypes.EventBus) {
	p.Mempool.SetEventBus(bus)
	if p.app.LastBlockHeight() > 1 {
		p.NotifyNewBlock()
		p.NotifyNewBlock()
	}
}

// Insert takes what a client sent to this node.
func (p *pool) Insert(ctx context.Context, tx sdk.Tx) error {
	message, err := ethereumMessage(tx)
	if err != nil {
		return err
	}
	sender, transaction := common.BytesToAddress(message.GetFrom()), message.AsTransaction()
	if transaction.Gas() > params.MaxTxGas {
		return fmt.Errorf("a transaction has at most %d gas (EIP-7825), not %d", params.MaxTxGas, transaction.Gas())
	}
	state, err := p.app.CreateQueryContext(0, false)
	if err != nil {
		return err
	}
	if next := p.app.evm.GetNonce(state, sender); transaction.Nonce() >= next+p.inFlight {
		return fmt.Errorf("%d transactions of %s wait already", p.inFlight, sender)
	}
	if err := p.app.membership.Admit(state, sender, transaction.To() == nil); err != nil {
		return err
	}
	return p.Mempool.Insert(ctx, tx)
}

// existing shows the pool every account as existing. One that does not would count as delegated (EIP-7702), and of
// such the pool keeps one transaction and drops the rest after it has acknowledged them.
type existing struct{ state }

func (e existing) GetAccount(ctx sdk.Context, address common.Address) *statedb.Account {
	if account := e.state.GetAccount(ctx, address); account != nil {
		return account
	}
	return statedb.NewEmptyAccount()
}
