package worldstate

import (
	"bytes"
	"errors"
	"maps"
	"math/rand"
	"testing"

	storetypes "github.com/cosmos/cosmos-sdk/store/v2/types"
)

func TestEveryVersionCanBeAsked(t *testing.T) {
	store, right, random := begin(t), contents{}, rand.New(rand.NewSource(2))
	versions := []contents{{}}
	for range 40 {
		right.change(random, store)
		store.Commit()
		versions = append(versions, maps.Clone(right))
	}
	for version, right := range versions {
		state, err := store.At(int64(version))
		if err != nil {
			t.Fatal(err)
		}
		right.expect(t, state)
	}
}

func TestAStateThatWasTakenGoesOnBeingOfItsVersion(t *testing.T) {
	store, key := begin(t), []byte("key")
	store.Set(key, []byte("first"))
	state, err := store.At(store.Commit().Version)
	if err != nil {
		t.Fatal(err)
	}
	store.Set(key, []byte("second"))
	if value := state.Get(key); string(value) != "first" {
		t.Errorf("before the next commit it was %q", value)
	}
	store.Commit()
	if value := state.Get(key); string(value) != "first" {
		t.Errorf("after the next commit it was %q", value)
	}
}

func TestAVersionThatIsNotThereIsRefused(t *testing.T) {
	if _, err := begin(t).At(1); !errors.Is(err, ErrForgotten) {
		t.Errorf("got %v", err)
	}
}

func TestThePastCannotBeChanged(t *testing.T) {
	state, err := begin(t).At(0)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(){
		"set":    func() { state.Set([]byte("key"), []byte("value")) },
		"delete": func() { state.Delete([]byte("key")) },
	} {
		if !panics(change) {
			t.Errorf("%s changed it", name)
		}
	}
}

func TestOnlyTheLastVersionsAreKept(t *testing.T) {
	const keep, commits = 5, 30
	disk, right, random := newDisk(), contents{}, rand.New(rand.NewSource(3))
	store := disk.mustStart(t, storetypes.CommitID{}, keep)
	versions := []contents{{}}
	for range commits {
		right.change(random, store)
		store.Commit()
		versions = append(versions, maps.Clone(right))
	}
	for version, right := range versions {
		state, err := store.At(int64(version))
		if version < commits-keep {
			if !errors.Is(err, ErrForgotten) {
				t.Errorf("version %d can still be asked: %v", version, err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		right.expect(t, state)
	}
	entries, _ := disk.places.Iterator([]byte{historyEntry}, []byte{historyEntry + 1})
	for ; entries.Valid(); entries.Next() {
		if _, version := readHistoryKey(entries.Key()); version <= commits-keep {
			t.Errorf("version %d still takes room", version)
		}
	}
}

func TestAStateIsRefusedOnceItsVersionIsForgotten(t *testing.T) {
	store := newDisk().mustStart(t, storetypes.CommitID{}, 1)
	state, err := store.At(0)
	if err != nil {
		t.Fatal(err)
	}
	store.Commit()
	store.Commit()
	if !panics(func() { state.Get([]byte("key")) }) || !panics(func() { state.Iterator(nil, nil) }) {
		t.Error("it answered with something")
	}
}

func TestANodeThatKeepsLessThanBeforeForgetsTheRest(t *testing.T) {
	disk := newDisk()
	store := disk.mustStart(t, storetypes.CommitID{}, 0)
	var id storetypes.CommitID
	for range 10 {
		id = store.Commit()
	}
	store = disk.mustStart(t, id, 2)
	for range 10 {
		store.Commit()
	}
	if store.head.oldest != 18 {
		t.Errorf("the oldest is %d", store.head.oldest)
	}
}

// It dies between the two writes of a commit: ours, and the one in which the library names the version.
func TestAVersionThatWasNeverNamedIsTakenBack(t *testing.T) {
	disk, right, random := newDisk(), contents{}, rand.New(rand.NewSource(5))
	var named storetypes.CommitID
	for range 30 {
		store := disk.mustStart(t, named, 0)
		right.change(random, store)
		named = store.Commit()

		lost, block := maps.Clone(right), random.Int63()
		lost.change(rand.New(rand.NewSource(block)), store)
		first := store.Commit()

		store = disk.mustStart(t, named, 0)
		right.expect(t, store)
		right.change(rand.New(rand.NewSource(block)), store)
		if again := store.Commit(); !bytes.Equal(again.Hash, first.Hash) || again.Version != first.Version {
			t.Fatalf("the same block gave %v and then %v", first, again)
		}
		lost.expect(t, store)
		named = first
	}
}

func TestNothingIsLeftOfAVersionThatWasTakenBack(t *testing.T) {
	disk, random := newDisk(), rand.New(rand.NewSource(7))
	store := disk.mustStart(t, storetypes.CommitID{}, 0)
	contents{}.change(random, store)
	named := store.Commit()
	before := disk.everything(t)
	contents{}.change(random, store)
	store.Commit()
	disk.mustStart(t, named, 0)
	if after := disk.everything(t); !maps.Equal(before, after) {
		t.Errorf("%d entries became %d", len(before), len(after))
	}
}

func (d disk) everything(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	entries, err := d.places.Iterator(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for ; entries.Valid(); entries.Next() {
		all[string(entries.Key())] = string(entries.Value())
	}
	return all
}
