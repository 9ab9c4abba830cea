package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"sort"
	"sync"

	ethtypes "github.com/ethereum/go-ethereum/core/types"
	ethfilters "github.com/ethereum/go-ethereum/eth/filters"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/cosmos/evm/rpc/backend"
	"github.com/cosmos/evm/rpc/namespaces/ethereum/eth/filters"
)

const (
	// maxLogs are what one answer may have: some 50 MB.
	maxLogs = 100_000
	// longScans are how many questions about more than briefScan blocks with logs are answered at once.
	longScans = 2
	briefScan = 1_000
)

// logBlocks knows which blocks have logs: most blocks of a chain that makes two a second are empty, and the library
// reads each of them for every question.
type logBlocks struct {
	backend backend.BackendI
	scans   chan struct{}
	lock    sync.Mutex
	until   int64 // looked at so far
	heights []int64
}

func newLogBlocks(backend backend.BackendI) *logBlocks {
	return &logBlocks{backend: backend, scans: make(chan struct{}, longScans)}
}

// within tells the blocks that have logs, after looking at those that came since it was last asked.
func (b *logBlocks) within(ctx context.Context, from, to, head int64) ([]int64, error) {
	b.lock.Lock()
	defer b.lock.Unlock()
	for height := b.until + 1; height <= head; height++ {
		logs, err := b.read(ctx, height)
		if err != nil {
			return nil, err
		}
		if len(logs) > 0 {
			b.heights = append(b.heights, height)
		}
		b.until = height
	}
	first := sort.Search(len(b.heights), func(i int) bool { return b.heights[i] >= from })
	after := sort.Search(len(b.heights), func(i int) bool { return b.heights[i] > to })
	return b.heights[first:after:after], nil
}

// read is for as long as there is somebody who waits for the answer.
func (b *logBlocks) read(ctx context.Context, height int64) ([]*ethtypes.Log, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	logs, err := b.backend.GetLogsByHeight(ctx, &height)
	return slices.Concat(logs...), err
}

var errNoSuchBlocks = errors.New("invalid block range params")

// GetLogs takes 0 for the first block, where the library would add the latest block's logs, and has no limit of
// blocks: the library's is reached after an hour and a half.
func (r *replaced) GetLogs(ctx context.Context, asked ethfilters.FilterCriteria) ([]*ethtypes.Log, error) {
	if asked.BlockHash != nil {
		logs, err := r.backend.GetLogs(ctx, *asked.BlockHash)
		if err != nil {
			return nil, err
		}
		return append([]*ethtypes.Log{}, matching(slices.Concat(logs...), asked)...), nil
	}
	latest, err := r.backend.BlockNumber(ctx) // its header cannot be told until its transactions are indexed
	if err != nil {
		return nil, err
	}
	head := int64(latest)
	from, to := blockOf(asked.FromBlock, head), blockOf(asked.ToBlock, head)
	if from > to || to > head || from < 1 {
		return nil, errNoSuchBlocks
	}
	heights, err := r.logs.within(ctx, from, to, head)
	if err != nil {
		return nil, err
	}
	if len(heights) > briefScan {
		select {
		case r.logs.scans <- struct{}{}:
			defer func() { <-r.logs.scans }()
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	found := []*ethtypes.Log{} // an empty list is not null
	for _, height := range heights {
		logs, err := r.logs.read(ctx, height)
		if err != nil {
			return nil, err
		}
		found = append(found, matching(logs, asked)...)
		if len(found) > maxLogs {
			return nil, fmt.Errorf("query returned more than %d results", maxLogs)
		}
	}
	return found, nil
}

// blockOf reads a bound of a range; none is the latest block.
func blockOf(number *big.Int, head int64) int64 {
	if number == nil {
		return head
	}
	switch asked := number.Int64(); asked {
	case rpc.LatestBlockNumber.Int64(), rpc.FinalizedBlockNumber.Int64(), rpc.SafeBlockNumber.Int64():
		return head
	case 0, rpc.EarliestBlockNumber.Int64():
		return 1
	default:
		return asked
	}
}

func matching(logs []*ethtypes.Log, asked ethfilters.FilterCriteria) []*ethtypes.Log {
	return filters.FilterLogs(logs, nil, nil, asked.Addresses, asked.Topics)
}
