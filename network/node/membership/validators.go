package membership

import (
	"encoding/binary"
	"errors"

	"github.com/ethereum/go-ethereum/accounts/abi"

	abci "github.com/cometbft/cometbft/abci/types"
	sdk "github.com/cosmos/cosmos-sdk/types"
)

type validator struct {
	Key   [32]byte
	Power uint32
	Name  string
}

const storedBytes = 32 + 4

// update returns what consensus must be told of the contract's validators, and remembers it as told.
func (k Keeper) update(ctx sdk.Context) ([]abci.ValidatorUpdate, error) {
	answer, err := k.ask(ctx, "validators")
	if err != nil {
		return nil, err
	}
	now := *abi.ConvertType(answer[0], new([]validator)).(*[]validator)
	if len(now) == 0 {
		return nil, errors.New("a chain without validators could never have another block")
	}
	store := ctx.KVStore(k.key)
	updates := changes(decode(store.Get(validatorsKey)), now)
	if len(updates) > 0 {
		store.Set(validatorsKey, encode(now))
	}
	return updates, nil
}

// changes is what leads from one set to the other, in an order that is the same on every node.
func changes(before, after []validator) []abci.ValidatorUpdate {
	powers := make(map[[32]byte]uint32, len(before))
	for _, v := range before {
		powers[v.Key] = v.Power
	}
	var updates []abci.ValidatorUpdate
	for _, v := range after {
		if powers[v.Key] != v.Power {
			updates = append(updates, abci.Ed25519ValidatorUpdate(v.Key[:], int64(v.Power)))
		}
		delete(powers, v.Key)
	}
	for _, v := range before {
		if _, left := powers[v.Key]; left {
			updates = append(updates, abci.Ed25519ValidatorUpdate(v.Key[:], 0))
		}
	}
	return updates
}

func encode(set []validator) []byte {
	stored := make([]byte, 0, len(set)*storedBytes)
	for _, v := range set {
		stored = binary.BigEndian.AppendUint32(append(stored, v.Key[:]...), v.Power)
	}
	return stored
}

func decode(stored []byte) []validator {
	set := make([]validator, len(stored)/storedBytes)
	for i := range set {
		one := stored[i*storedBytes:]
		set[i] = validator{Key: [32]byte(one), Power: binary.BigEndian.Uint32(one[32:])}
	}
	return set
}
