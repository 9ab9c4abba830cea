package chain

import (
	"context"
	"errors"
	"math/big"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	ethtypes "github.com/ethereum/go-ethereum/core/types"
	ethfilters "github.com/ethereum/go-ethereum/eth/filters"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/cosmos/evm/rpc/backend"
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

// logged are blocks with a log in each.
type logged struct {
	backend.BackendI
	head   int64
	onRead func()
}

func (l logged) BlockNumber(context.Context) (hexutil.Uint64, error) {
	return hexutil.Uint64(l.head), nil
}

func (l logged) GetLogsByHeight(context.Context, *int64) ([][]*ethtypes.Log, error) {
	l.onRead()
	return [][]*ethtypes.Log{{{}}}, nil
}

var allBlocks = ethfilters.FilterCriteria{FromBlock: common.Big0}

func TestNoBlockIsReadForAClientThatIsGone(t *testing.T) {
	const goneAfter = 10
	chain := &logged{head: 100}
	asked := &replaced{chain, newLogBlocks(chain)}
	leaves := func(while string) {
		ctx, leave := context.WithCancel(t.Context())
		defer leave()
		read := 0
		chain.onRead = func() {
			if read++; read == goneAfter {
				leave()
			}
		}
		if _, err := asked.GetLogs(ctx, allBlocks); !errors.Is(err, context.Canceled) || read != goneAfter {
			t.Errorf("it left after %d blocks, and %d were read %s: %v", goneAfter, read, while, err)
		}
	}
	leaves("to know which have logs")
	chain.onRead = func() {}
	if _, err := asked.GetLogs(t.Context(), allBlocks); err != nil {
		t.Fatal(err)
	}
	leaves("of those that have")
}

func TestLongQuestionsAboutLogsWaitForOneAnother(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var reading atomic.Int64
		chain, end := &logged{head: briefScan + 1, onRead: func() {}}, make(chan struct{})
		asked := &replaced{chain, newLogBlocks(chain)}
		ask := func(ctx context.Context, until int64) error {
			_, err := asked.GetLogs(ctx, ethfilters.FilterCriteria{FromBlock: common.Big0, ToBlock: big.NewInt(until)})
			return err
		}
		if err := ask(t.Context(), chain.head); err != nil {
			t.Fatal(err)
		}
		chain.onRead = func() {
			reading.Add(1)
			<-end
		}
		left, leave := context.WithCancel(t.Context())
		for range longScans {
			go func() { _ = ask(t.Context(), chain.head) }()
		}
		synctest.Wait()
		go func() { _ = ask(left, chain.head) }()
		go func() { _ = ask(t.Context(), chain.head) }()
		synctest.Wait()
		if got := reading.Load(); got != longScans {
			t.Errorf("%d are answered at once", got)
		}
		go func() { _ = ask(t.Context(), briefScan) }()
		synctest.Wait()
		if got := reading.Load(); got != longScans+1 {
			t.Error("a brief one waits too")
		}
		leave()
		close(end)
		synctest.Wait()
		if got := reading.Load(); got != (longScans+1)*chain.head+briefScan {
			t.Errorf("in the end %d blocks were read", got)
		}
	})
}
