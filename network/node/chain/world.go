package chain

import (
	"path/filepath"

	"github.com/spf13/cast"

	dbm "github.com/cosmos/cosmos-db"
	"github.com/cosmos/cosmos-sdk/client/flags"
	sdkserver "github.com/cosmos/cosmos-sdk/server"
	servertypes "github.com/cosmos/cosmos-sdk/server/types"
	"github.com/cosmos/cosmos-sdk/store/v2"
	"github.com/cosmos/cosmos-sdk/store/v2/cachemulti"
	storetypes "github.com/cosmos/cosmos-sdk/store/v2/types"
	evmtypes "github.com/cosmos/evm/x/vm/types"

	"jiaozi/node/worldstate"
)

// worldName is the folder beside the application's own.
const worldName = "world"

// stores are the application's, with the EVM's kept in its own way. The library lets nobody add a way to keep a store;
// but a cache may stand before each of them, and this one holds everything.
type stores struct {
	storetypes.MultiStorePersistentCache
	open   func(tree storetypes.CommitKVStore) (*worldstate.Store, error)
	tree   storetypes.CommitKVStore
	world  *worldstate.Store
	failed error // the library has no way to be told
}

func newStores(options servertypes.AppOptions, keep uint64) *stores {
	folder := filepath.Join(cast.ToString(options.Get(flags.FlagHome)), "data")
	return &stores{
		MultiStorePersistentCache: store.NewCommitKVStoreCacheManager(),
		open: func(tree storetypes.CommitKVStore) (*worldstate.Store, error) {
			db, err := dbm.NewDB(worldName, sdkserver.GetAppDBBackend(options), folder)
			if err != nil {
				return nil, err
			}
			return worldstate.Open(tree, db, keep)
		},
	}
}

func (s *stores) GetStoreCache(key storetypes.StoreKey, tree storetypes.CommitKVStore) storetypes.CommitKVStore {
	if key.Name() != evmtypes.StoreKey {
		return s.MultiStorePersistentCache.GetStoreCache(key, tree)
	}
	if s.world != nil { // by a snapshot that is restored: none has what the EVM stored
		panic("the state of a chain cannot be replaced")
	}
	s.tree = tree
	if s.world, s.failed = s.open(tree); s.failed != nil {
		return tree
	}
	return s.world
}

// Unwrap is for what the library does with trees: naming their versions, and forgetting them.
func (s *stores) Unwrap(key storetypes.StoreKey) storetypes.CommitKVStore {
	if key.Name() != evmtypes.StoreKey {
		return s.MultiStorePersistentCache.Unwrap(key)
	}
	return s.tree
}

func (s *stores) Close() error {
	if s.world == nil {
		return nil
	}
	return s.world.Close()
}

// past is where questions about a block are answered: from all stores as they were after it.
type past struct {
	storetypes.CommitMultiStore
	stores *stores
	keys   []storetypes.StoreKey
}

func (p past) CacheMultiStoreWithVersion(version int64) (storetypes.CacheMultiStore, error) {
	trees, err := p.CommitMultiStore.CacheMultiStoreWithVersion(version)
	if err != nil {
		return nil, err
	}
	branch := make(map[storetypes.StoreKey]storetypes.CacheWrapper, len(p.keys))
	for _, key := range p.keys {
		branch[key] = trees.GetStore(key)
		if key.Name() == evmtypes.StoreKey {
			if branch[key], err = p.stores.world.At(version); err != nil {
				return nil, err
			}
		}
	}
	return cachemulti.NewStore(branch), nil
}
