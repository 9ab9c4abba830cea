package chain

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/server"
	evmrpc "github.com/cosmos/evm/rpc"
	"github.com/cosmos/evm/rpc/backend"
	"github.com/cosmos/evm/rpc/stream"
	rpctypes "github.com/cosmos/evm/rpc/types"
)

// RPCNamespace stands after `eth` among the namespaces of app.toml: its methods replace those of the same name.
const RPCNamespace = "jiaozi"

// RegisterRPC makes the namespace known; once, before the node starts.
func RegisterRPC() error {
	return evmrpc.RegisterAPINamespace(RPCNamespace, func(
		_ *server.Context, _ client.Context, _ *stream.RPCStream, backend backend.BackendI,
	) []rpc.API {
		return []rpc.API{{Namespace: evmrpc.EthNamespace, Service: &replaced{backend, newLogBlocks(backend)}}}
	})
}

type replaced struct {
	backend backend.BackendI
	logs    *logBlocks
}

// GetTransactionReceipt answers null at once where there is none yet; the library's sleeps, for up to 51 seconds.
func (r *replaced) GetTransactionReceipt(ctx context.Context, hash common.Hash) (map[string]any, error) {
	if _, err := r.backend.GetTxByEthHash(ctx, hash); err != nil {
		return nil, nil
	}
	return r.backend.GetTransactionReceipt(ctx, hash)
}

// A block is there a moment before its transactions are indexed: until then it cannot be told.
const (
	indexedAfter = 50 * time.Millisecond
	indexedLooks = 10
)

// GetBlockByNumber takes 0 for the first block, which is 1; the library would answer with the latest. It waits until a
// block is indexed, where the library fails: a page would take the network for lost.
func (r *replaced) GetBlockByNumber(ctx context.Context, number rpctypes.BlockNumber, full bool) (map[string]any, error) {
	if number == 0 {
		number = 1
	}
	for look := 1; ; look++ {
		block, err := r.backend.GetBlockByNumber(ctx, number, full)
		if err == nil || look == indexedLooks || ctx.Err() != nil {
			return block, err
		}
		time.Sleep(indexedAfter)
	}
}

// FillTransaction does not exist: the library's estimates on the state of block 1, and clients that know the method
// would send too little gas.
func (r *replaced) FillTransaction(*json.RawMessage) (any, error) {
	return nil, methodNotFound("eth_fillTransaction")
}

// GetProof does not exist: the state is no tree, of which the library would prove that nothing is in it.
func (r *replaced) GetProof(_, _, _ *json.RawMessage) (any, error) {
	return nil, methodNotFound("eth_getProof")
}

type methodNotFound string

func (method methodNotFound) Error() string {
	return fmt.Sprintf("the method %s does not exist/is not available", string(method))
}
func (methodNotFound) ErrorCode() int { return -32601 }
