package chain

import (
	"encoding/json"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/params"

	sdkmath "cosmossdk.io/math"
	cmttypes "github.com/cometbft/cometbft/types"
	"github.com/cosmos/cosmos-sdk/version"
	authtypes "github.com/cosmos/cosmos-sdk/x/auth/types"
	banktypes "github.com/cosmos/cosmos-sdk/x/bank/types"
	genutiltypes "github.com/cosmos/cosmos-sdk/x/genutil/types"
	"github.com/cosmos/evm/encoding"
	feemarkettypes "github.com/cosmos/evm/x/feemarket/types"
	evmtypes "github.com/cosmos/evm/x/vm/types"

	"jiaozi/node/membership"
)

// Description is all in which the genesis of one network differs from that of another.
type Description struct {
	// ChainID names the network among validators; EVMChainID is the one in transactions.
	ChainID    string    `json:"chainId"`
	EVMChainID uint64    `json:"evmChainId"`
	Time       time.Time `json:"time"`
	// Membership creates the contract that says who takes part, with the first validators.
	Membership hexutil.Bytes `json:"membership"`
}

const (
	maxBlockBytes = 4 << 20
	// More, and a block of plain transfers takes longer to execute than validators wait for it.
	maxBlockGas = 60_000_000
)

// Genesis is the same, byte for byte, for the same description.
func Genesis(description Description) ([]byte, error) {
	codec := encoding.MakeConfig(description.EVMChainID).Codec
	members, err := json.Marshal(membership.Genesis{Creation: description.Membership})
	if err != nil {
		return nil, err
	}
	state, err := json.Marshal(map[string]json.RawMessage{
		authtypes.ModuleName:      codec.MustMarshalJSON(authtypes.DefaultGenesisState()),
		banktypes.ModuleName:      codec.MustMarshalJSON(coinGenesis()),
		feemarkettypes.ModuleName: codec.MustMarshalJSON(feeGenesis()),
		evmtypes.ModuleName:       codec.MustMarshalJSON(evmGenesis()),
		membership.ModuleName:     members,
	})
	if err != nil {
		return nil, err
	}
	consensus := cmttypes.DefaultConsensusParams()
	consensus.Block.MaxBytes, consensus.Block.MaxGas = maxBlockBytes, maxBlockGas
	return json.MarshalIndent(genutiltypes.AppGenesis{
		AppName:       Name,
		AppVersion:    version.Version,
		GenesisTime:   description.Time,
		ChainID:       description.ChainID,
		InitialHeight: 1,
		AppState:      state,
		Consensus:     &genutiltypes.ConsensusGenesis{Params: consensus},
	}, "", "  ")
}

func coinGenesis() *banktypes.GenesisState {
	genesis := banktypes.DefaultGenesisState()
	genesis.DenomMetadata = []banktypes.Metadata{{
		Base: Denom, Display: "coin", Name: "Native coin", Symbol: "COIN",
		DenomUnits: []*banktypes.DenomUnit{{Denom: Denom}, {Denom: "coin", Exponent: 18}},
	}}
	return genesis
}

// feeGenesis makes gas free for good: no base fee that could rise, no least price, and no charge for unused gas.
func feeGenesis() *feemarkettypes.GenesisState {
	genesis := feemarkettypes.DefaultGenesisState()
	genesis.Params.NoBaseFee = true
	genesis.Params.BaseFee = sdkmath.LegacyZeroDec()
	genesis.Params.MinGasPrice = sdkmath.LegacyZeroDec()
	genesis.Params.MinGasMultiplier = sdkmath.LegacyZeroDec()
	return genesis
}

func evmGenesis() *evmtypes.GenesisState {
	genesis := evmtypes.DefaultGenesisState()
	genesis.Params.EvmDenom = Denom
	genesis.Params.ExtendedDenomOptions = &evmtypes.ExtendedDenomOptions{ExtendedDenom: Denom}
	genesis.Params.ActiveStaticPrecompiles = []string{common.HexToAddress("0x100").Hex()} // P-256
	for _, contract := range evmtypes.DefaultPreinstalls {
		// The others include factories, through which anyone could create contracts.
		if contract.Name == "Multicall3" || common.HexToAddress(contract.Address) == params.HistoryStorageAddress {
			genesis.Preinstalls = append(genesis.Preinstalls, contract)
		}
	}
	return genesis
}
