package membership

import (
	"context"
	"encoding/json"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/grpc-ecosystem/grpc-gateway/runtime"

	abci "github.com/cometbft/cometbft/abci/types"
	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/codec"
	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/cosmos-sdk/types/module"
)

var (
	_ module.HasABCIGenesis  = Module{}
	_ module.HasABCIEndBlock = Module{}
	_ module.AppModuleBasic  = Module{}
)

// Genesis is how the contract is founded: its creation code with its constructor's arguments, which name the
// validators.
type Genesis struct {
	Creation hexutil.Bytes `json:"creation"`
}

type Module struct{ keeper Keeper }

func NewModule(keeper Keeper) Module { return Module{keeper} }

func (m Module) InitGenesis(ctx sdk.Context, _ codec.JSONCodec, data json.RawMessage) []abci.ValidatorUpdate {
	var genesis Genesis
	if err := json.Unmarshal(data, &genesis); err != nil {
		panic(err)
	}
	if err := m.keeper.found(ctx, genesis.Creation); err != nil {
		panic(err)
	}
	updates, err := m.keeper.update(ctx)
	if err != nil {
		panic(err)
	}
	return updates
}

// EndBlock tells consensus what the block's transactions changed. A contract that does not answer changes nothing:
// a chain that goes on with the old validators can be mended, one that halts cannot.
func (m Module) EndBlock(ctx context.Context) ([]abci.ValidatorUpdate, error) {
	sdkCtx := sdk.UnwrapSDKContext(ctx)
	updates, err := m.keeper.update(sdkCtx)
	if err != nil {
		sdkCtx.Logger().Error("the validators stay as they were", "error", err)
	}
	return updates, nil
}

func (Module) Name() string                                                { return ModuleName }
func (Module) IsAppModule()                                                {}
func (Module) IsOnePerModuleType()                                         {}
func (Module) RegisterLegacyAminoCodec(*codec.LegacyAmino)                 {}
func (Module) RegisterInterfaces(codectypes.InterfaceRegistry)             {}
func (Module) RegisterGRPCGatewayRoutes(client.Context, *runtime.ServeMux) {}
func (Module) DefaultGenesis(codec.JSONCodec) json.RawMessage              { return nil }
func (Module) ExportGenesis(sdk.Context, codec.JSONCodec) json.RawMessage  { return nil }
func (Module) ValidateGenesis(codec.JSONCodec, client.TxEncodingConfig, json.RawMessage) error {
	return nil
}
