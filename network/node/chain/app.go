// Package chain is the application that the validators agree on: the EVM, and a contract that says who takes part.
package chain

import (
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/spf13/cast"

	// The tracers of debug_trace* register themselves.
	_ "github.com/ethereum/go-ethereum/eth/tracers/native"

	"cosmossdk.io/log/v2"
	abci "github.com/cometbft/cometbft/abci/types"
	cmttypes "github.com/cometbft/cometbft/proto/tendermint/types"
	dbm "github.com/cosmos/cosmos-db"
	"github.com/cosmos/cosmos-sdk/baseapp"
	"github.com/cosmos/cosmos-sdk/baseapp/txnrunner"
	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/grpc/cmtservice"
	nodeservice "github.com/cosmos/cosmos-sdk/client/grpc/node"
	"github.com/cosmos/cosmos-sdk/runtime"
	"github.com/cosmos/cosmos-sdk/server/api"
	serverconfig "github.com/cosmos/cosmos-sdk/server/config"
	servertypes "github.com/cosmos/cosmos-sdk/server/types"
	storetypes "github.com/cosmos/cosmos-sdk/store/v2/types"
	sdk "github.com/cosmos/cosmos-sdk/types"
	sdkmempool "github.com/cosmos/cosmos-sdk/types/mempool"
	"github.com/cosmos/cosmos-sdk/types/module"
	"github.com/cosmos/cosmos-sdk/version"
	"github.com/cosmos/cosmos-sdk/x/auth"
	authkeeper "github.com/cosmos/cosmos-sdk/x/auth/keeper"
	authtx "github.com/cosmos/cosmos-sdk/x/auth/tx"
	authtypes "github.com/cosmos/cosmos-sdk/x/auth/types"
	"github.com/cosmos/cosmos-sdk/x/bank"
	bankkeeper "github.com/cosmos/cosmos-sdk/x/bank/keeper"
	banktypes "github.com/cosmos/cosmos-sdk/x/bank/types"
	"github.com/cosmos/cosmos-sdk/x/consensus"
	consensuskeeper "github.com/cosmos/cosmos-sdk/x/consensus/keeper"
	consensustypes "github.com/cosmos/cosmos-sdk/x/consensus/types"
	"github.com/cosmos/evm/encoding"
	evmaddress "github.com/cosmos/evm/encoding/address"
	srvflags "github.com/cosmos/evm/server/flags"
	"github.com/cosmos/evm/x/feemarket"
	feemarketkeeper "github.com/cosmos/evm/x/feemarket/keeper"
	feemarkettypes "github.com/cosmos/evm/x/feemarket/types"
	evm "github.com/cosmos/evm/x/vm"
	evmkeeper "github.com/cosmos/evm/x/vm/keeper"
	"github.com/cosmos/evm/x/vm/runner"
	evmtypes "github.com/cosmos/evm/x/vm/types"

	"jiaozi/node/membership"
)

const (
	Name = "jiaozi-node"
	// Denom is the native coin. Nobody has any: gas costs nothing.
	Denom = "jiao"
)

type App struct {
	*baseapp.BaseApp
	encoding   encoding.Config
	stores     *stores
	accounts   authkeeper.AccountKeeper
	feeMarket  feemarketkeeper.Keeper
	evm        *evmkeeper.Keeper
	state      state
	membership membership.Keeper
	pool       *pool
	close      func() error

	onPending []func(common.Hash)
}

// Encoding is how transactions and accounts are written, by the application and by those who ask it.
func Encoding(chainID uint64) encoding.Config {
	config := encoding.MakeConfig(chainID)
	authtypes.RegisterInterfaces(config.InterfaceRegistry)
	banktypes.RegisterInterfaces(config.InterfaceRegistry)
	consensustypes.RegisterInterfaces(config.InterfaceRegistry)
	feemarkettypes.RegisterInterfaces(config.InterfaceRegistry)
	evmtypes.RegisterInterfaces(config.InterfaceRegistry)
	return config
}

// New goes on with the chain that is on the disk, or waits for the genesis of one.
func New(logger log.Logger, db dbm.DB, options servertypes.AppOptions, base ...func(*baseapp.BaseApp)) (*App, error) {
	chainID := cast.ToUint64(options.Get(srvflags.EVMChainID))
	app := &App{encoding: Encoding(chainID)}
	codec, registry := app.encoding.Codec, app.encoding.InterfaceRegistry

	app.BaseApp = baseapp.NewBaseApp(Name, logger, db, app.encoding.TxConfig.TxDecoder(), base...)
	app.SetVersion(version.Version)
	app.SetInterfaceRegistry(registry)
	app.SetTxEncoder(app.encoding.TxConfig.TxEncoder())

	keys := storetypes.NewKVStoreKeys(
		authtypes.StoreKey, banktypes.StoreKey, consensustypes.StoreKey,
		feemarkettypes.StoreKey, evmtypes.StoreKey, membership.StoreKey,
	)
	objects := storetypes.NewObjectStoreKeys(evmtypes.ObjectKey)
	app.MountKVStores(keys)
	app.MountObjectStores(objects)
	stores := []storetypes.StoreKey{objects[evmtypes.ObjectKey]}
	for _, key := range keys {
		stores = append(stores, key)
	}
	app.stores = newStores(options, app.CommitMultiStore().GetPruning().KeepRecent)
	app.CommitMultiStore().SetInterBlockCache(app.stores)
	app.SetQueryMultiStore(past{app.CommitMultiStore(), app.stores, stores})

	// Parameters change with the software of all nodes, by nobody's message.
	nobody := authtypes.NewModuleAddress("nobody")
	params := consensuskeeper.NewKeeper(
		codec, runtime.NewKVStoreService(keys[consensustypes.StoreKey]), nobody.String(), runtime.EventService{},
	)
	app.SetParamStore(params.ParamsStore)
	prefix := sdk.GetConfig().GetBech32AccountAddrPrefix()
	app.accounts = authkeeper.NewAccountKeeper(
		codec, runtime.NewKVStoreService(keys[authtypes.StoreKey]), authtypes.ProtoBaseAccount,
		map[string][]string{
			authtypes.FeeCollectorName: nil,
			evmtypes.ModuleName:        {authtypes.Minter, authtypes.Burner},
		},
		evmaddress.NewEvmCodec(prefix), prefix, nobody.String(),
	)
	coins := bankkeeper.NewBaseKeeper(
		codec, runtime.NewKVStoreService(keys[banktypes.StoreKey]), app.accounts, nil, nobody.String(), logger,
	)
	app.feeMarket = feemarketkeeper.NewKeeper(codec, nobody, keys[feemarkettypes.StoreKey])

	app.evm = evmkeeper.NewKeeper(
		codec, keys[evmtypes.StoreKey], objects[evmtypes.ObjectKey], stores, nobody,
		app.accounts, coins, membership.Staking{Denom: Denom}, app.feeMarket, &params, nil,
		chainID, cast.ToString(options.Get(srvflags.EVMTracer)),
	).WithStaticPrecompiles(vm.PrecompiledContractsOsaka)
	// The library stops at Prague; P-256 at 0x100 and `clz` come with Osaka.
	evmtypes.GetEthChainConfig().OsakaTime = new(uint64)
	app.state = state{app.evm, app.accounts, keys[evmtypes.StoreKey]}
	execution := execution{app.state, newAnalyses()}
	app.membership = membership.NewKeeper(app.evm, execution, keys[membership.StoreKey])

	ethereum := evmModule{
		evm.NewAppModule(app.evm, app.accounts, coins, app.accounts.AddressCodec()),
		execution,
	}
	modules := module.NewManager(
		auth.NewAppModule(codec, app.accounts, nil, nil),
		bank.NewAppModule(codec, coins, app.accounts, nil),
		consensus.NewAppModule(codec, params),
		feemarket.NewAppModule(app.feeMarket),
		ethereum,
		membership.NewModule(app.membership), // founds its contract in the EVM, and reads it after all else
	)
	if err := modules.RegisterServices(
		module.NewConfigurator(codec, app.MsgServiceRouter(), app.GRPCQueryRouter()),
	); err != nil {
		return nil, err
	}
	app.SetInitChainer(func(ctx sdk.Context, request *abci.RequestInitChain) (*abci.ResponseInitChain, error) {
		var genesis map[string]json.RawMessage
		if err := json.Unmarshal(request.AppStateBytes, &genesis); err != nil {
			return nil, err
		}
		return modules.InitGenesis(ctx, codec, genesis)
	})
	app.SetPreBlocker(func(ctx sdk.Context, _ *abci.RequestFinalizeBlock) (*sdk.ResponsePreBlock, error) {
		return modules.PreBlock(ctx)
	})
	app.SetBeginBlocker(modules.BeginBlock)
	app.SetEndBlocker(modules.EndBlock)
	app.SetAnteHandler(app.checkTransaction)
	runner.SetRunner(app.BaseApp, txnrunner.NewDefaultRunner(app.TxDecode)) // counts logs within the block
	app.usePool(logger, options)
	app.close = sync.OnceValue(func() error {
		return errors.Join(app.pool.Close(), app.BaseApp.Close(), app.stores.Close())
	})

	if err := errors.Join(app.LoadLatestVersion(), app.stores.failed); err != nil {
		return nil, fmt.Errorf("the chain on the disk cannot go on: %w", err)
	}
	if height := app.LastBlockHeight(); height > 0 {
		// The library would wait for the next block, and crash at a transaction that comes before.
		ethereum.HydrateGlobals(sdk.NewContext(app.CommitMultiStore(), cmttypes.Header{Height: height + 1}, false, logger))
	}
	return app, nil
}

// CreateQueryContext is for what is asked, and sent, now or of a block before. After a restart the library knows of no
// newest block until the next one is made, which on a chain that stands still is not soon.
func (app *App) CreateQueryContext(height int64, prove bool) (sdk.Context, error) {
	ctx, err := app.BaseApp.CreateQueryContext(height, prove)
	newest := app.LastCommitID()
	if err == nil || height != 0 || newest.Version == 0 {
		return ctx, err
	}
	if ctx, err = app.BaseApp.CreateQueryContext(newest.Version, prove); err != nil {
		return ctx, err
	}
	header := ctx.BlockHeader()
	header.AppHash = newest.Hash // the pool crashes at a block without one
	return ctx.WithBlockHeader(header), nil
}

// RegisterPendingTxListener is for those who subscribe to pending transactions.
func (app *App) RegisterPendingTxListener(listener func(common.Hash)) {
	app.onPending = append(app.onPending, listener)
}

func (app *App) tellPending(hash common.Hash) {
	for _, listener := range app.onPending {
		listener(hash)
	}
}

func (app *App) GetMempool() sdkmempool.ExtMempool { return app.pool }

// TxConfig is how transactions are written.
func (app *App) TxConfig() client.TxConfig { return app.encoding.TxConfig }

// Close may be called more than once, which the pool's may not.
func (app *App) Close() error { return app.close() }

func (app *App) RegisterAPIRoutes(*api.Server, serverconfig.APIConfig) {}

func (app *App) RegisterTxService(ctx client.Context) {
	authtx.RegisterTxService(app.GRPCQueryRouter(), ctx, app.Simulate, app.encoding.InterfaceRegistry)
}

func (app *App) RegisterTendermintService(ctx client.Context) {
	cmtservice.RegisterTendermintService(ctx, app.GRPCQueryRouter(), app.encoding.InterfaceRegistry, app.Query)
}

func (app *App) RegisterNodeService(ctx client.Context, config serverconfig.Config) {
	nodeservice.RegisterNodeService(ctx, app.GRPCQueryRouter(), config, app.CommitMultiStore().EarliestVersion)
}
