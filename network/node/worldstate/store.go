// Package worldstate keeps what the EVM has stored: each place under its own key, so that it takes as long with many
// places as with few, and what each block changed, so that the past can be asked. A digest of all places is what the
// validators agree on.
package worldstate

import (
	"bytes"
	"errors"
	"fmt"
	"sync"

	"github.com/VictoriaMetrics/fastcache"

	dbm "github.com/cosmos/cosmos-db"
	"github.com/cosmos/cosmos-sdk/store/v2/cachekv"
	"github.com/cosmos/cosmos-sdk/store/v2/dbadapter"
	storetypes "github.com/cosmos/cosmos-sdk/store/v2/types"
)

const (
	cacheBytes = 64 << 20
	// cachedBytes is more than any contract's code. The cache would drop what is longer without a word.
	cachedBytes = 60_000
)

// digestKey is the one entry of the tree.
var digestKey = []byte("digest")

// ErrOtherState is that a chain cannot go on: what is on the disk is not what its newest block left there.
var ErrOtherState = errors.New("the state on the disk is not this chain's")

// Store is one store of a chain. It is the library's own, a tree that has versions, a hash of each, and a place among
// the other stores; but all that the tree holds is the digest of what is kept here. It may be read while it is written.
type Store struct {
	storetypes.CommitKVStore
	db   dbm.DB
	keep int64

	mutex   sync.RWMutex
	head    head
	cache   *fastcache.Cache // of what is committed
	pending map[string][]byte
	next    *next
}

// next is the version that a commit makes.
type next struct {
	changes []change
	digest  digest
}

var _ storetypes.CommitKVStore = (*Store)(nil)

// Open goes on with the version that the tree has. A node that died after its places were written, and before that
// version was named, has one version too many, which is taken back. Keep is how many versions before the newest can be
// asked; with 0 all can.
func Open(tree storetypes.CommitKVStore, db dbm.DB, keep uint64) (*Store, error) {
	entry, err := db.Get([]byte{headEntry})
	if err != nil {
		return nil, err
	}
	head, err := readHead(entry)
	if err != nil {
		return nil, err
	}
	store := &Store{
		CommitKVStore: tree, db: db, keep: int64(keep), head: head,
		cache: fastcache.New(cacheBytes), pending: map[string][]byte{},
	}
	named := tree.LastCommitID().Version
	if head.version == named+1 {
		if err := store.undo(); err != nil {
			return nil, err
		}
	}
	if store.head.version != named {
		return nil, fmt.Errorf("%w: it is of block %d, the chain is at block %d", ErrOtherState, store.head.version, named)
	}
	if named > 0 && !bytes.Equal(tree.Get(digestKey), store.head.digest.sum()) {
		return nil, fmt.Errorf("%w: its digest is not the one of block %d", ErrOtherState, named)
	}
	return store, nil
}

func (s *Store) Close() error {
	s.cache.Reset()
	return s.db.Close()
}

// Get is nil where there is nothing.
func (s *Store) Get(key []byte) []byte {
	storetypes.AssertValidKey(key)
	s.mutex.RLock()
	defer s.mutex.RUnlock()
	if value, isPending := s.pending[string(key)]; isPending {
		return value
	}
	return s.committed(key)
}

// committed is read with the lock held: what it puts into the cache must not be older than what is there.
func (s *Store) committed(key []byte) []byte {
	if value, isCached := s.cache.HasGet(nil, key); isCached {
		return readValue(value)
	}
	value, err := s.db.Get(placeKey(key))
	if err != nil {
		panic(err)
	}
	s.remember(key, value)
	return value
}

func (s *Store) remember(key, value []byte) {
	if len(key)+len(value) < cachedBytes {
		s.cache.Set(key, appendValue(nil, value))
	} else {
		s.cache.Del(key)
	}
}

func (s *Store) Has(key []byte) bool { return s.Get(key) != nil }

func (s *Store) Set(key, value []byte) {
	storetypes.AssertValidKey(key)
	storetypes.AssertValidValue(value)
	s.write(key, value)
}

func (s *Store) Delete(key []byte) {
	storetypes.AssertValidKey(key)
	s.write(key, nil)
}

func (s *Store) write(key, value []byte) {
	if len(key) > longestKey {
		panic(fmt.Sprintf("a key has %d bytes, at most %d are allowed", len(key), longestKey))
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.pending[string(key)] = value
	s.next = nil
}

func (s *Store) CacheWrap() storetypes.CacheWrap { return cachekv.NewStore(s) }

func (s *Store) Iterator(start, end []byte) storetypes.Iterator {
	return s.branch().Iterator(start, end)
}

func (s *Store) ReverseIterator(start, end []byte) storetypes.Iterator {
	return s.branch().ReverseIterator(start, end)
}

// branch is the committed places, changed by what is pending.
func (s *Store) branch() storetypes.KVStore {
	s.mutex.RLock()
	defer s.mutex.RUnlock()
	branch := s.places()
	for key, value := range s.pending {
		place(branch, []byte(key), value)
	}
	return branch
}

func (s *Store) places() storetypes.KVStore {
	return cachekv.NewStore(dbadapter.Store{DB: dbm.NewPrefixDB(s.db, []byte{placeEntry})})
}

func place(store storetypes.KVStore, key, value []byte) {
	if value == nil {
		store.Delete(key)
	} else {
		store.Set(key, value)
	}
}

// WorkingHash is of the version that Commit would make now.
func (s *Store) WorkingHash() []byte {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.prepare()
	return s.CommitKVStore.WorkingHash()
}

func (s *Store) prepare() {
	if s.next != nil {
		return
	}
	s.next = &next{digest: s.head.digest}
	for key, value := range s.pending {
		change := change{key: []byte(key), after: value}
		if change.before = s.committed(change.key); isSame(change.before, value) {
			continue
		}
		s.next.digest.replace(change)
		s.next.changes = append(s.next.changes, change)
	}
	if sum := s.next.digest.sum(); !bytes.Equal(sum, s.CommitKVStore.Get(digestKey)) {
		s.CommitKVStore.Set(digestKey, sum)
	}
}

func isSame(a, b []byte) bool { return (a == nil) == (b == nil) && bytes.Equal(a, b) }

// Commit makes a version of what is pending. It is on the disk before the library names that version the newest.
func (s *Store) Commit() storetypes.CommitID {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.prepare()
	id := s.CommitKVStore.Commit()
	if err := s.save(id.Version); err != nil {
		panic(err)
	}
	return id
}

func (s *Store) save(version int64) error {
	batch := s.db.NewBatch()
	defer func() { _ = batch.Close() }()
	keys := []byte{}
	for _, change := range s.next.changes {
		if err := errors.Join(
			write(batch, placeKey(change.key), change.after),
			batch.Set(historyKey(change.key, version), appendValue(nil, change.before)),
		); err != nil {
			return err
		}
		keys = appendKey(keys, change.key)
	}
	head := head{version: version, oldest: s.head.oldest, digest: s.next.digest}
	if err := s.forget(batch, &head); err != nil {
		return err
	}
	if err := errors.Join(
		batch.Set(changesKey(version), keys),
		batch.Set([]byte{headEntry}, head.bytes()),
		batch.WriteSync(),
	); err != nil {
		return err
	}
	for _, change := range s.next.changes {
		s.remember(change.key, change.after)
	}
	s.head, s.pending, s.next = head, map[string][]byte{}, nil
	return nil
}

func write(batch dbm.Batch, key, value []byte) error {
	if value == nil {
		return batch.Delete(key)
	}
	return batch.Set(key, value)
}
