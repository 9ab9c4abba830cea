package worldstate

import (
	"fmt"
	"maps"
	"math/rand"
	"slices"
	"strings"
	"testing"

	dbm "github.com/cosmos/cosmos-db"
)

// watched counts the entries that are read, and tells when an iterator is opened.
type watched struct {
	dbm.DB
	read   int
	opened func()
}

func (w *watched) Iterator(start, end []byte) (dbm.Iterator, error) {
	if w.opened != nil {
		w.opened()
	}
	w.read++
	entries, err := w.DB.Iterator(start, end)
	return counted{entries, w}, err
}

type counted struct {
	dbm.Iterator
	in *watched
}

func (c counted) Next() {
	c.in.read++
	c.Iterator.Next()
}

// A call that creates a contract asks whether anything is stored at its address, with the state of a chain for history.
func TestWhoAsksWhetherThereIsAnythingReadsNoMore(t *testing.T) {
	const blocks, places = 20, 50
	store := begin(t)
	for block := range blocks {
		for place := range places {
			store.Set(fmt.Appendf(nil, "a%03d", place), fmt.Append(nil, block))
			store.Set(fmt.Appendf(nil, "longer %03d", place), fmt.Append(nil, block))
		}
		store.Commit()
	}
	db := &watched{DB: store.db}
	store.db = db
	for _, version := range []int64{1, blocks - 1, blocks} {
		state, err := store.At(version)
		if err != nil {
			t.Fatal(err)
		}
		for _, asked := range []struct {
			from, to string
			isEmpty  bool
		}{{"b", "c", true}, {"a", "b", false}} {
			db.read = 0
			entries := state.Iterator([]byte(asked.from), []byte(asked.to))
			if entries.Valid() == asked.isEmpty {
				t.Errorf("in version %d it is said of %v", version, asked)
			}
			_ = entries.Close()
			if db.read > 2*blocks {
				t.Errorf("in version %d %d entries were read for %v", version, db.read, asked)
			}
			if version == blocks && db.read > 2 {
				t.Errorf("of the newest %d entries were read for %v", db.read, asked)
			}
		}
	}
}

func TestAnIteratorIsOfItsVersionWhenTheNextComesMeanwhile(t *testing.T) {
	store := begin(t)
	store.Set([]byte("key"), []byte("first"))
	state, err := store.At(store.Commit().Version)
	if err != nil {
		t.Fatal(err)
	}
	store.db = &watched{DB: store.db, opened: func() {
		if store.mutex.TryLock() {
			store.mutex.Unlock()
			store.Set([]byte("key"), []byte("second"))
			store.Set([]byte("other"), []byte("new"))
			store.Commit()
		}
	}}
	contents{"key": "first"}.expectKeys(t, state.Iterator(nil, nil), []string{"key"})
}

// The database is a node's: the one in memory lets nobody write while an iterator is open.
func TestAnIteratorGoesOnBeingOfItsVersion(t *testing.T) {
	store, right, random := begin(t), contents{}, rand.New(rand.NewSource(8))
	db, err := dbm.NewGoLevelDB("world", t.TempDir(), nil)
	if err != nil {
		t.Fatal(err)
	}
	store.db = db
	defer func() { _ = store.Close() }()
	for range 20 {
		right.change(random, store)
		state, err := store.At(store.Commit().Version)
		if err != nil {
			t.Fatal(err)
		}
		before, entries := maps.Clone(right), state.Iterator(nil, nil)
		right.change(random, store)
		store.Commit()
		before.expectKeys(t, entries, before.sorted())
	}
}

func TestARangeMayBeginAndEndAnywhere(t *testing.T) {
	store, right, random := begin(t), contents{}, rand.New(rand.NewSource(9))
	versions := []contents{{}}
	for range 20 {
		right.change(random, store)
		store.Commit()
		versions = append(versions, maps.Clone(right))
	}
	bounds := []string{"0", "00", "000", "0000", "01", "0100", "017", "02\xff", "1", "12", "1200", "2", "3"}
	for version, right := range versions {
		state, err := store.At(int64(version))
		if err != nil {
			t.Fatal(err)
		}
		for _, start := range bounds {
			for _, end := range bounds {
				within := slices.DeleteFunc(right.sorted(), func(key string) bool { return key < start || key >= end })
				right.expectKeys(t, state.Iterator([]byte(start), []byte(end)), within)
				slices.Reverse(within)
				right.expectKeys(t, state.ReverseIterator([]byte(start), []byte(end)), within)
			}
		}
	}
}

func TestTheHistoryOfTheLongestKeyIsRead(t *testing.T) {
	store, key := begin(t), strings.Repeat("k", longestKey)
	store.Set([]byte(key), []byte("value"))
	state, err := store.At(store.Commit().Version)
	if err != nil {
		t.Fatal(err)
	}
	store.Delete([]byte(key))
	store.Commit()
	contents{key: "value"}.expectKeys(t, state.Iterator([]byte("k"), []byte("l")), []string{key})
}
