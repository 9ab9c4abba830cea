package chain

import (
	"bytes"
	"errors"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	storetypes "github.com/cosmos/cosmos-sdk/store/v2/types"
	sdk "github.com/cosmos/cosmos-sdk/types"
	authkeeper "github.com/cosmos/cosmos-sdk/x/auth/keeper"
	evmkeeper "github.com/cosmos/evm/x/vm/keeper"
	"github.com/cosmos/evm/x/vm/statedb"
	evmtypes "github.com/cosmos/evm/x/vm/types"
)

// state is where the EVM reads and writes: the library's own places, reached without the checksummed names that it
// makes up for a trace at each of them, and with accounts written only if they changed.
type state struct {
	*evmkeeper.Keeper
	accounts authkeeper.AccountKeeper
	key      storetypes.StoreKey
}

var errNobodyHasCoins = errors.New("nobody has coins here")

// GetAccount is nil where there is none.
func (s state) GetAccount(ctx sdk.Context, address common.Address) *statedb.Account {
	account := s.accounts.GetAccount(ctx, address.Bytes())
	if account == nil {
		return nil
	}
	return statedb.NewAccount(
		account.GetSequence(), new(uint256.Int), new(big.Int), s.GetCodeHash(ctx, address).Bytes(),
	)
}

// SetAccount is called for each contract too of which only the storage changed, and for what was only touched: an account
// that is empty is not kept (EIP-161).
func (s state) SetAccount(ctx sdk.Context, address common.Address, changed statedb.Account) error {
	if !changed.Balance.IsZero() {
		return errNobodyHasCoins
	}
	account := s.accounts.GetAccount(ctx, address.Bytes())
	isNew := account == nil
	if isNew && changed.Nonce == 0 && !changed.HasCodeHash() {
		return nil
	}
	if isNew {
		account = s.accounts.NewAccountWithAddress(ctx, address.Bytes())
	}
	if isNew || account.GetSequence() != changed.Nonce {
		if err := account.SetSequence(changed.Nonce); err != nil {
			return err
		}
		s.accounts.SetAccount(ctx, account)
	}
	if hash := s.GetCodeHash(ctx, address); !bytes.Equal(hash[:], changed.CodeHash) {
		if evmtypes.IsEmptyCodeHash(changed.CodeHash) {
			s.DeleteCodeHash(ctx, address)
		} else {
			s.SetCodeHash(ctx, address[:], changed.CodeHash)
		}
	}
	return nil
}

func (s state) GetCodeHash(ctx sdk.Context, address common.Address) common.Hash {
	hash := ctx.KVStore(s.key).Get(append(evmtypes.KeyPrefixCodeHash[:1:1], address[:]...))
	if len(hash) == 0 {
		hash = evmtypes.EmptyCodeHash
	}
	return common.BytesToHash(hash)
}

func (s state) GetCode(ctx sdk.Context, hash common.Hash) []byte {
	return ctx.KVStore(s.key).Get(append(evmtypes.KeyPrefixCode[:1:1], hash[:]...))
}

func (s state) GetState(ctx sdk.Context, address common.Address, slot common.Hash) common.Hash {
	return common.BytesToHash(ctx.KVStore(s.key).Get(evmtypes.StateKey(address, slot.Bytes())))
}

// SetState keeps no zeros: a slot that has one is as if nothing had ever been there.
func (s state) SetState(ctx sdk.Context, address common.Address, slot common.Hash, value []byte) {
	if common.BytesToHash(value) == (common.Hash{}) {
		s.DeleteState(ctx, address, slot)
		return
	}
	ctx.KVStore(s.key).Set(evmtypes.StateKey(address, slot.Bytes()), value)
}

func (s state) DeleteState(ctx sdk.Context, address common.Address, slot common.Hash) {
	ctx.KVStore(s.key).Delete(evmtypes.StateKey(address, slot.Bytes()))
}
