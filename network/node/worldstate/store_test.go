package worldstate

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/rand"
	"slices"
	"sync"
	"testing"

	"cosmossdk.io/log/v2"
	dbm "github.com/cosmos/cosmos-db"
	"github.com/cosmos/cosmos-sdk/store/v2/iavl"
	storetypes "github.com/cosmos/cosmos-sdk/store/v2/types"
)

// disk is what outlives a node: the library's tree, and our places.
type disk struct{ tree, places *dbm.MemDB }

func newDisk() disk { return disk{dbm.NewMemDB(), dbm.NewMemDB()} }

// start is a node's, with the version that the library named last.
func (d disk) start(named storetypes.CommitID, keep uint64) (*Store, error) {
	tree, err := iavl.LoadStoreWithOpts(d.tree, log.NewNopLogger(), storetypes.NewKVStoreKey("test"), named, 0, 100, true)
	if err != nil {
		return nil, err
	}
	return Open(tree, d.places, keep)
}

func (d disk) mustStart(t *testing.T, named storetypes.CommitID, keep uint64) *Store {
	t.Helper()
	store, err := d.start(named, keep)
	if err != nil {
		t.Fatal(err)
	}
	return store
}

func begin(t *testing.T) *Store {
	t.Helper()
	return newDisk().mustStart(t, storetypes.CommitID{}, 0)
}

// contents are a state that is known to be right.
type contents map[string]string

// change writes and deletes at random, among so few keys that each is changed again and again.
func (c contents) change(random *rand.Rand, store storetypes.KVStore) {
	for range random.Intn(20) {
		key := fmt.Sprintf("%0*d", 1+random.Intn(3), random.Intn(30))
		if random.Intn(3) == 0 {
			delete(c, key)
			store.Delete([]byte(key))
		} else {
			c[key] = fmt.Sprint(random.Intn(3))
			store.Set([]byte(key), []byte(c[key]))
		}
	}
}

func (c contents) sorted() []string { return slices.Sorted(maps.Keys(c)) }

// expect compares all that can be read with what is right.
func (c contents) expect(t *testing.T, store storetypes.KVStore) {
	t.Helper()
	for number := range 1000 {
		for width := 1; width <= 3; width++ {
			key := fmt.Sprintf("%0*d", width, number)
			value, is := c[key]
			if got := store.Get([]byte(key)); string(got) != value || (got != nil) != is || store.Has([]byte(key)) != is {
				t.Fatalf("%q holds %q, not %q", key, got, value)
			}
		}
	}
	keys := c.sorted()
	c.expectKeys(t, store.Iterator(nil, nil), keys)
	slices.Reverse(keys)
	c.expectKeys(t, store.ReverseIterator(nil, nil), keys)
	within := slices.DeleteFunc(c.sorted(), func(key string) bool { return key < "01" || key >= "2" })
	c.expectKeys(t, store.Iterator([]byte("01"), []byte("2")), within)
}

func (c contents) expectKeys(t *testing.T, entries storetypes.Iterator, keys []string) {
	t.Helper()
	defer func() { _ = entries.Close() }()
	for _, key := range keys {
		if !entries.Valid() || string(entries.Key()) != key || string(entries.Value()) != c[key] {
			t.Fatalf("the next is not %q", key)
		}
		entries.Next()
	}
	if entries.Valid() {
		t.Fatalf("there is one more: %q", entries.Key())
	}
}

func TestWhatIsPendingIsRead(t *testing.T) {
	store, right, random := begin(t), contents{}, rand.New(rand.NewSource(1))
	for range 50 {
		right.change(random, store)
		right.expect(t, store)
		if random.Intn(4) == 0 {
			store.Commit()
		}
	}
}

func TestAKeyTooLongToBeWrittenDownIsRefused(t *testing.T) {
	store := begin(t)
	if panics(func() { store.Set(make([]byte, longestKey), []byte{}) }) {
		t.Error("the longest was refused")
	}
	if !panics(func() { store.Set(make([]byte, longestKey+1), []byte{}) }) {
		t.Error("one more was taken")
	}
}

func panics(run func()) (did bool) {
	defer func() { did = recover() != nil }()
	run()
	return false
}

func TestAnEmptyValueIsNotNothing(t *testing.T) {
	disk, key := newDisk(), []byte("key")
	store := disk.mustStart(t, storetypes.CommitID{}, 0)
	store.Set(key, []byte{})
	id := store.Commit()
	if !store.Has(key) || !disk.mustStart(t, id, 0).Has(key) {
		t.Error("it is not there")
	}
	store.Delete(key)
	store.Commit()
	if before, err := store.At(id.Version); err != nil || !before.Has(key) || store.Has(key) {
		t.Errorf("it was not there: %v", err)
	}
}

func TestAValueTooLongForTheCacheReplacesAShortOne(t *testing.T) {
	store, key := begin(t), []byte("key")
	for _, length := range []int{1, cachedBytes, 2 * cachedBytes, 2} {
		store.Set(key, make([]byte, length))
		store.Commit()
		if got := store.Get(key); len(got) != length {
			t.Errorf("%d bytes were kept, and %d read", length, len(got))
		}
	}
}

func TestANodeGoesOnWhereItWas(t *testing.T) {
	disk, right, random := newDisk(), contents{}, rand.New(rand.NewSource(4))
	var id storetypes.CommitID
	for range 20 {
		store := disk.mustStart(t, id, 0)
		right.expect(t, store)
		right.change(random, store)
		id = store.Commit()
	}
}

// slow loses what it was not told to wait for.
type slow struct{ *dbm.MemDB }

func (db slow) NewBatch() dbm.Batch { return lost{db.MemDB.NewBatch()} }

type lost struct{ dbm.Batch }

func (lost) Write() error { return nil }

func TestAVersionIsOnTheDiskOnceItIsMade(t *testing.T) {
	disk := newDisk()
	store := disk.mustStart(t, storetypes.CommitID{}, 0)
	store.db = slow{disk.places}
	store.Set([]byte("key"), []byte("value"))
	if id := store.Commit(); string(disk.mustStart(t, id, 0).Get([]byte("key"))) != "value" {
		t.Error("it was lost")
	}
}

func TestABlockThatChangesNothingLeavesTheHash(t *testing.T) {
	store, key := begin(t), []byte("key")
	store.Set(key, []byte("value"))
	first := store.Commit()
	store.Set(key, []byte("value"))
	if second := store.Commit(); !bytes.Equal(second.Hash, first.Hash) {
		t.Error("it did not")
	}
	if keys, err := store.changed(2); err != nil || len(keys) != 0 {
		t.Errorf("the places that changed are %q, %v", keys, err)
	}
}

func TestAStateThatIsNotTheChainsIsRefused(t *testing.T) {
	commit := func(disk disk, values ...string) (id storetypes.CommitID) {
		store := disk.mustStart(t, id, 0)
		for _, value := range values {
			store.Set([]byte("key"), []byte(value))
			id = store.Commit()
		}
		return id
	}
	ours, others := newDisk(), newDisk()
	id := commit(ours, "1", "2")
	commit(others, "1", "3")
	ahead := newDisk()
	commit(ahead, "1", "2", "3", "4")
	for name, places := range map[string]*dbm.MemDB{
		"of another chain": others.places, "none at all": dbm.NewMemDB(), "of two blocks later": ahead.places,
	} {
		if _, err := (disk{ours.tree, places}).start(id, 0); !errors.Is(err, ErrOtherState) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheHashIsOfWhatIsThereAndNotOfHowItCame(t *testing.T) {
	one, other := begin(t), begin(t)
	one.Set([]byte("a"), []byte("1"))
	one.Set([]byte("b"), []byte("2"))
	one.Commit()
	one.Set([]byte("c"), []byte("3"))
	one.Delete([]byte("a"))
	one.Commit()
	other.Set([]byte("c"), []byte("3"))
	other.Commit()
	other.Set([]byte("b"), []byte("2"))
	other.Commit()
	if one.head.digest != other.head.digest {
		t.Error("it differs")
	}
}

func TestTheWorkingHashIsTheOneOfTheNextCommit(t *testing.T) {
	store, right, random := begin(t), contents{}, rand.New(rand.NewSource(6))
	for range 20 {
		right.change(random, store)
		store.WorkingHash()
		right.change(random, store)
		working := store.WorkingHash()
		if id := store.Commit(); !bytes.Equal(id.Hash, working) {
			t.Fatalf("it was %x, and became %x", working, id.Hash)
		}
		right.expect(t, store)
	}
}

func TestReadersNeverSeeHalfOfAVersion(t *testing.T) {
	store := begin(t)
	write := func(value byte) {
		store.Set([]byte("one"), []byte{value})
		store.Set([]byte("other"), []byte{value})
		store.Commit()
	}
	write(0)
	var readers sync.WaitGroup
	done := make(chan struct{})
	for range 4 {
		readers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				store.mutex.RLock()
				version := store.head.version
				store.mutex.RUnlock()
				state, err := store.At(version)
				if err != nil {
					t.Error(err)
					return
				}
				one, other := state.Get([]byte("one")), state.Get([]byte("other"))
				if !bytes.Equal(one, other) || one[0] != byte(version-1) {
					t.Errorf("version %d has %d and %d", version, one[0], other[0])
					return
				}
			}
		})
	}
	for value := range byte(200) {
		write(value + 1)
	}
	close(done)
	readers.Wait()
}
