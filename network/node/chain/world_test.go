package chain

import (
	"crypto/sha256"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

func TestABlockIsAskedForTheStateAfterIt(t *testing.T) {
	contract := create(t, keepsInput)
	var heights []int64
	values := []common.Hash{common.BigToHash(big.NewInt(7)), {}, common.BigToHash(big.NewInt(8))}
	for _, value := range values {
		network.send(network.founder, &contract, value[:])
		heights = append(heights, network.height)
	}
	for i, height := range heights {
		ctx, err := network.app.CreateQueryContext(height, false)
		if err != nil {
			t.Fatal(err)
		}
		if kept := network.app.evm.GetState(ctx, contract, slot); kept != values[i] {
			t.Errorf("after block %d slot 1 was %s, not %s", height, kept, values[i])
		}
	}
}

func TestABlockThatIsNotThereYetCannotBeAsked(t *testing.T) {
	if _, err := network.app.CreateQueryContext(network.height+1, false); err == nil {
		t.Error("it answered")
	}
}

func TestTheStateOfAChainCannotBeReplaced(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("it was")
		}
	}()
	stores := *network.app.stores
	stores.GetStoreCache(network.app.state.key, stores.tree)
}

func TestOnlyADigestOfTheStateIsInTheTree(t *testing.T) {
	create(t, keepsInput)
	entries := network.app.stores.tree.Iterator(nil, nil)
	defer func() { _ = entries.Close() }()
	if !entries.Valid() || len(entries.Value()) != sha256.Size {
		t.Fatal("there is no digest")
	}
	if entries.Next(); entries.Valid() {
		t.Errorf("there is %x too", entries.Key())
	}
}
