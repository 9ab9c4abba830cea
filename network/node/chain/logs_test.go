package chain

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/rpc"
)

// The library takes 0 for the latest block, and so tells its logs twice to who asks from the beginning on.
func TestARangeOfLogsBeginsWithTheFirstBlock(t *testing.T) {
	const head = 7
	for asked, wanted := range map[int64]int64{
		0: 1, rpc.EarliestBlockNumber.Int64(): 1, 3: 3, rpc.LatestBlockNumber.Int64(): head, rpc.FinalizedBlockNumber.Int64(): head,
	} {
		if got := blockOf(big.NewInt(asked), head); got != wanted {
			t.Errorf("%d is block %d, not %d", asked, wanted, got)
		}
	}
	if got := blockOf(nil, head); got != head {
		t.Errorf("no number is block %d, not %d", head, got)
	}
}
