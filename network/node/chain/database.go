package chain

import (
	"path/filepath"
	"slices"

	"github.com/spf13/cast"

	dbm "github.com/cosmos/cosmos-db"
	"github.com/cosmos/cosmos-sdk/client/flags"
	sdkserver "github.com/cosmos/cosmos-sdk/server"
	servertypes "github.com/cosmos/cosmos-sdk/server/types"
	evmtypes "github.com/cosmos/evm/x/vm/types"
)

// treeDB has the EVM's store and nothing else. The keys of its tree grow with every version, so what is written comes
// after all that is there, and the database has nothing to merge. Among the keys of other stores it merges all of it,
// again and again: on every node at the same moment, which the next block then waits for.
type treeDB struct {
	dbm.DB
	last []byte
}

// openTree opens it beside the application's database, and makes that one wait for it. A chain that began when all stores
// were in one database goes on so: then there is no tree.
func openTree(application dbm.DB, options servertypes.AppOptions) (head, tree dbm.DB, err error) {
	nodes, err := dbm.NewPrefixDB(application, []byte("s/k:"+evmtypes.StoreKey+"/")).Iterator(nil, nil)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = nodes.Close() }()
	if nodes.Valid() {
		return application, nil, nil
	}
	folder := filepath.Join(cast.ToString(options.Get(flags.FlagHome)), "data")
	db, err := dbm.NewDB(evmtypes.StoreKey, sdkserver.GetAppDBBackend(options), folder)
	if err != nil {
		return nil, nil, err
	}
	own := &treeDB{DB: db}
	return headDB{application, own}, own, nil
}

// sync waits until everything written is on the disk. A database does that with a write: here of nothing, at a key of its own.
func (db *treeDB) sync() error {
	if db.last == nil {
		return nil
	}
	return db.DeleteSync(append(slices.Clone(db.last), 0))
}

func (db *treeDB) NewBatch() dbm.Batch { return treeBatch{db.DB.NewBatch(), db} }

func (db *treeDB) NewBatchWithSize(size int) dbm.Batch {
	return treeBatch{db.DB.NewBatchWithSize(size), db}
}

type treeBatch struct {
	dbm.Batch
	db *treeDB
}

func (batch treeBatch) Set(key, value []byte) error {
	batch.db.last = key
	return batch.Batch.Set(key, value)
}

// headDB is the application's, which names the newest version: once what belongs to it is on the disk.
type headDB struct {
	dbm.DB
	tree *treeDB
}

func (db headDB) NewBatch() dbm.Batch { return headBatch{db.DB.NewBatch(), db.tree} }

type headBatch struct {
	dbm.Batch
	tree *treeDB
}

func (batch headBatch) WriteSync() error {
	if err := batch.tree.sync(); err != nil {
		return err
	}
	return batch.Batch.WriteSync()
}
