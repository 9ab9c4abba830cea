package worldstate

import (
	"bytes"
	"errors"

	dbm "github.com/cosmos/cosmos-db"
	storetypes "github.com/cosmos/cosmos-sdk/store/v2/types"
)

// iterator goes through a range as it was in one version. Its keys are those that are there now, and those that later
// versions changed; what stood at one is looked up when its turn comes. So who only asks whether there is anything reads
// no more than that, and no block waits for it.
type iterator struct {
	state      past
	start, end []byte
	order      int // 1 upwards, -1 downwards
	sources    []source
	key, value []byte
}

// source gives keys in their order, each followed by some bytes more.
type source struct {
	dbm.Iterator
	more int
}

func (s source) key() []byte {
	key := s.Key()
	return key[:len(key)-s.more]
}

type opener func(db dbm.DB, start, end []byte) (dbm.Iterator, error)

func (p past) Iterator(start, end []byte) storetypes.Iterator {
	return p.iterate(start, end, 1, dbm.DB.Iterator)
}

func (p past) ReverseIterator(start, end []byte) storetypes.Iterator {
	return p.iterate(start, end, -1, dbm.DB.ReverseIterator)
}

func (p past) iterate(start, end []byte, order int, open opener) *iterator {
	entries := &iterator{state: p, start: start, end: end, order: order}
	entries.open(open)
	entries.Next()
	return entries
}

// open holds the lock: all sources are as one version left them.
func (i *iterator) open(open opener) {
	store := i.state.store
	store.mutex.RLock()
	defer store.mutex.RUnlock()
	if err := i.state.check(); err != nil {
		panic(err)
	}
	add := func(prefix, start, end []byte, more int) {
		entries, err := open(dbm.NewPrefixDB(store.db, prefix), start, end)
		if err != nil {
			panic(err)
		}
		i.sources = append(i.sources, source{entries, more})
	}
	add([]byte{placeEntry}, i.start, i.end, 0)
	if i.state.version == store.head.version {
		return
	}
	for _, length := range i.state.lengths() {
		add(lengthKey(length), historyBound(i.start, length), historyBound(i.end, length), versionBytes)
	}
}

func (i *iterator) Next() {
	for i.value = nil; i.value == nil; i.value = i.state.Get(i.key) {
		i.key = nil
		for _, source := range i.sources {
			if source.Valid() && (i.key == nil || i.order*bytes.Compare(source.key(), i.key) < 0) {
				i.key = source.key()
			}
		}
		if i.key == nil {
			return
		}
		for _, source := range i.sources {
			for source.Valid() && bytes.Equal(source.key(), i.key) {
				source.Next()
			}
		}
	}
}

func (i *iterator) Domain() (start, end []byte) { return i.start, i.end }
func (i *iterator) Valid() bool                 { return i.key != nil }
func (i *iterator) Key() []byte                 { return i.key }
func (i *iterator) Value() []byte               { return i.value }

func (i *iterator) Error() (err error) {
	for _, source := range i.sources {
		err = errors.Join(err, source.Error())
	}
	return err
}

func (i *iterator) Close() (err error) {
	for _, source := range i.sources {
		err = errors.Join(err, source.Close())
	}
	return err
}
