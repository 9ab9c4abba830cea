package membership

import (
	"context"

	"cosmossdk.io/core/address"
	sdk "github.com/cosmos/cosmos-sdk/types"
	stakingtypes "github.com/cosmos/cosmos-sdk/x/staking/types"
	evmaddress "github.com/cosmos/evm/encoding/address"
)

// Staking is what the EVM asks of a chain with stakes. Here nothing is staked: COINBASE is the proposer's consensus
// address, whatever the set is.
type Staking struct{ Denom string }

func (Staking) GetValidatorByConsAddr(_ context.Context, proposer sdk.ConsAddress) (stakingtypes.Validator, error) {
	return stakingtypes.Validator{OperatorAddress: sdk.ValAddress(proposer).String()}, nil
}

func (Staking) GetHistoricalInfo(context.Context, int64) (stakingtypes.HistoricalInfo, error) {
	return stakingtypes.HistoricalInfo{}, stakingtypes.ErrNoHistoricalInfo
}

func (Staking) ValidatorAddressCodec() address.Codec {
	return evmaddress.NewEvmCodec(sdk.GetConfig().GetBech32ValidatorAddrPrefix())
}

func (s Staking) BondDenom(context.Context) (string, error) { return s.Denom, nil }
