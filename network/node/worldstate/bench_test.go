package worldstate

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math/rand"
	"testing"
	"time"

	"cosmossdk.io/log/v2"
	dbm "github.com/cosmos/cosmos-db"
	"github.com/cosmos/cosmos-sdk/store/v2/cache"
	"github.com/cosmos/cosmos-sdk/store/v2/iavl"
	storetypes "github.com/cosmos/cosmos-sdk/store/v2/types"
)

const (
	changesOfABlock = 1_000
	filledAtOnce    = 50_000
	treeNodes       = 150_000 // in memory, as the nodes are configured
	treePlaces      = 10_000
)

// BenchmarkBlock reads and writes a thousand places in each block, of a state with few and with many: in the library's
// tree, and by key.
func BenchmarkBlock(b *testing.B) {
	for _, places := range []int{1_000, 100_000, 1_000_000} {
		for _, kept := range []struct {
			how  string
			open func(*testing.B) storetypes.CommitKVStore
		}{
			{"in the tree", func(b *testing.B) storetypes.CommitKVStore {
				return cache.NewCommitKVStoreCache(openTree(b), treePlaces)
			}},
			{"by key", func(b *testing.B) storetypes.CommitKVStore {
				store, err := Open(openTree(b), openDB(b, "world"), 0)
				if err != nil {
					b.Fatal(err)
				}
				return store
			}},
		} {
			b.Run(fmt.Sprintf("%d places %s", places, kept.how), func(b *testing.B) {
				store := kept.open(b)
				fill(store, places)
				random := rand.New(rand.NewSource(1))
				begun := time.Now()
				for b.Loop() {
					for range changesOfABlock {
						place := placeNumber(random.Intn(places))
						store.Get(place)
						store.Set(place, valueNumber(random.Int()))
					}
					store.WorkingHash()
					store.Commit()
				}
				b.ReportMetric(float64(time.Since(begun).Microseconds())/float64(b.N*changesOfABlock), "µs/change")
			})
		}
	}
}

func openTree(b *testing.B) storetypes.CommitKVStore {
	key := storetypes.NewKVStoreKey("tree")
	tree, err := iavl.LoadStoreWithOpts(
		openDB(b, "tree"), log.NewNopLogger(), key, storetypes.CommitID{}, 0, treeNodes, true,
	)
	if err != nil {
		b.Fatal(err)
	}
	return tree
}

func openDB(b *testing.B, name string) dbm.DB {
	db, err := dbm.NewGoLevelDB(name, b.TempDir(), nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	return db
}

func fill(store storetypes.CommitKVStore, places int) {
	for n := range places {
		store.Set(placeNumber(n), valueNumber(n))
		if n%filledAtOnce == filledAtOnce-1 {
			store.Commit()
		}
	}
	store.Commit()
}

// placeNumber is like a slot of a contract's mapping: where it stands among the others has nothing to do with its number.
func placeNumber(n int) []byte {
	slot := sha256.Sum256(valueNumber(n))
	return append(make([]byte, 21, 21+len(slot)), slot[:]...)
}

func valueNumber(n int) []byte {
	return binary.BigEndian.AppendUint64(make([]byte, 24), uint64(n))
}
