package worldstate

import (
	"errors"
	"fmt"
	"math"

	dbm "github.com/cosmos/cosmos-db"
	"github.com/cosmos/cosmos-sdk/store/v2/cachekv"
	storetypes "github.com/cosmos/cosmos-sdk/store/v2/types"
)

// ErrForgotten is that a version is no longer kept, or not there yet.
var ErrForgotten = errors.New("the state of that block is not kept")

// forgottenAtOnce lets a node that keeps less than before catch up little by little.
const forgottenAtOnce = 2

// At is the state after an earlier version, or the newest. It can only be read.
func (s *Store) At(version int64) (storetypes.KVStore, error) {
	s.mutex.RLock()
	defer s.mutex.RUnlock()
	past := past{s, version}
	return past, past.check()
}

type past struct {
	store   *Store
	version int64
}

func (p past) check() error {
	if p.version < p.store.head.oldest || p.version > p.store.head.version {
		return fmt.Errorf("%w: block %d", ErrForgotten, p.version)
	}
	return nil
}

func (p past) Get(key []byte) []byte {
	storetypes.AssertValidKey(key)
	p.store.mutex.RLock()
	defer p.store.mutex.RUnlock()
	if err := p.check(); err != nil {
		panic(err)
	}
	if p.version < p.store.head.version {
		entries := p.entries(historyKey(key, p.version+1), historyKey(key, math.MaxInt64))
		defer func() { _ = entries.Close() }()
		if entries.Valid() {
			return readValue(entries.Value())
		}
	}
	return p.store.committed(key)
}

func (p past) entries(start, end []byte) dbm.Iterator {
	entries, err := p.store.db.Iterator(start, end)
	if err != nil {
		panic(err)
	}
	return entries
}

func (p past) Has(key []byte) bool { return p.Get(key) != nil }

func (past) Set(_, _ []byte)                    { panic("the past cannot be changed") }
func (past) Delete([]byte)                      { panic("the past cannot be changed") }
func (past) GetStoreType() storetypes.StoreType { return storetypes.StoreTypeDB }
func (p past) CacheWrap() storetypes.CacheWrap  { return cachekv.NewStore(p) }

// lengths are those of all keys that ever changed.
func (p past) lengths() (lengths []int) {
	for from := 0; from <= longestKey; {
		entries := p.entries(lengthKey(from), []byte{historyEntry + 1})
		isThere := entries.Valid()
		if isThere {
			key, _ := readHistoryKey(entries.Key())
			lengths, from = append(lengths, len(key)), len(key)+1
		}
		_ = entries.Close()
		if !isThere {
			break
		}
	}
	return lengths
}

// forget takes out what nobody may ask any more.
func (s *Store) forget(batch dbm.Batch, head *head) error {
	for range forgottenAtOnce {
		if s.keep == 0 || head.oldest >= head.version-s.keep {
			return nil
		}
		head.oldest++
		keys, err := s.changed(head.oldest)
		if err != nil {
			return err
		}
		for _, key := range keys {
			if err := batch.Delete(historyKey(key, head.oldest)); err != nil {
				return err
			}
		}
		if err := batch.Delete(changesKey(head.oldest)); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) changed(version int64) ([][]byte, error) {
	list, err := s.db.Get(changesKey(version))
	if err != nil {
		return nil, err
	}
	return readKeys(list)
}

// undo takes the newest version back.
func (s *Store) undo() error {
	keys, err := s.changed(s.head.version)
	if err != nil {
		return err
	}
	batch := s.db.NewBatch()
	defer func() { _ = batch.Close() }()
	head := s.head
	head.version--
	for _, key := range keys {
		entry := historyKey(key, s.head.version)
		before, err := s.db.Get(entry)
		if err != nil {
			return err
		}
		after, err := s.db.Get(placeKey(key))
		if err != nil {
			return err
		}
		head.digest.replace(change{key, after, readValue(before)})
		if err := errors.Join(write(batch, placeKey(key), readValue(before)), batch.Delete(entry)); err != nil {
			return err
		}
	}
	if err := errors.Join(
		batch.Delete(changesKey(s.head.version)), batch.Set([]byte{headEntry}, head.bytes()), batch.WriteSync(),
	); err != nil {
		return err
	}
	s.head = head
	return nil
}
