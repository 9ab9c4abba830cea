package chain

import (
	"slices"
	"testing"

	dbm "github.com/cosmos/cosmos-db"
	"github.com/cosmos/cosmos-sdk/client/flags"
	evmtypes "github.com/cosmos/evm/x/vm/types"
)

// diary notes what is asked of a database to be on the disk.
type diary struct {
	dbm.DB
	name    string
	entries *[]string
}

func (db diary) DeleteSync(key []byte) error {
	*db.entries = append(*db.entries, db.name)
	return db.DB.DeleteSync(key)
}

func (db diary) NewBatch() dbm.Batch { return diaryBatch{db.DB.NewBatch(), db} }

type diaryBatch struct {
	dbm.Batch
	db diary
}

func (batch diaryBatch) WriteSync() error {
	*batch.db.entries = append(*batch.db.entries, batch.db.name)
	return batch.Batch.WriteSync()
}

func TestVersionIsNamedOnceItsTreeIsOnTheDisk(t *testing.T) {
	var entries []string
	tree := &treeDB{DB: diary{dbm.NewMemDB(), "tree", &entries}}
	head := headDB{diary{dbm.NewMemDB(), "head", &entries}, tree}
	nodes := tree.NewBatchWithSize(100)
	for _, key := range []string{"1", "2"} {
		if err := nodes.Set([]byte(key), []byte("node")); err != nil {
			t.Fatal(err)
		}
	}
	if err := nodes.Write(); err != nil {
		t.Fatal(err)
	}
	version := head.NewBatch()
	if err := version.Set([]byte("latest"), []byte("1")); err != nil {
		t.Fatal(err)
	}
	if err := version.WriteSync(); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(entries, []string{"tree", "head"}) {
		t.Errorf("were on the disk in this order: %v", entries)
	}
	for _, key := range []string{"1", "2"} {
		if has, err := tree.Has([]byte(key)); err != nil || !has {
			t.Errorf("node %s is gone: %v", key, err)
		}
	}
}

func TestChainThatBeganInOneDatabaseGoesOnInIt(t *testing.T) {
	application := dbm.NewMemDB()
	if err := application.Set([]byte("s/k:"+evmtypes.StoreKey+"/s1"), []byte("node")); err != nil {
		t.Fatal(err)
	}
	head, tree, err := openTree(application, options{flags.FlagHome: t.TempDir()})
	if err != nil || head != dbm.DB(application) || tree != nil {
		t.Errorf("got %T, %T, %v", head, tree, err)
	}
}

func TestChainBeginsWithATreeOfItsOwn(t *testing.T) {
	head, tree, err := openTree(dbm.NewMemDB(), options{flags.FlagHome: t.TempDir()})
	if err != nil || tree == nil {
		t.Fatalf("got %T, %T, %v", head, tree, err)
	}
	defer func() { _ = tree.Close() }()
	batch := dbm.NewPrefixDB(tree, []byte("s/_/")).NewBatch()
	if err := batch.Set([]byte("s1"), []byte("node")); err != nil {
		t.Fatal(err)
	}
	if err := batch.Write(); err != nil {
		t.Fatal(err)
	}
	version := head.NewBatch()
	if err := version.WriteSync(); err != nil {
		t.Fatal(err)
	}
	if value, err := tree.Get([]byte("s/_/s1")); err != nil || string(value) != "node" {
		t.Errorf("got %q, %v", value, err)
	}
}
