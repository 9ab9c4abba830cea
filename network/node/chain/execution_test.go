package chain

import (
	"bytes"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"cosmossdk.io/log/v2"
	abci "github.com/cometbft/cometbft/abci/types"
	cmttypes "github.com/cometbft/cometbft/types"
	dbm "github.com/cosmos/cosmos-db"
	"github.com/cosmos/cosmos-sdk/client"
	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/evm/indexer"
	"github.com/cosmos/evm/x/vm/statedb"
	evmtypes "github.com/cosmos/evm/x/vm/types"
)

var slot = common.BigToHash(common.Big1)

const (
	// keeps its input in slot 1
	keepsInput = "0x5f3560015500"
	// writes slot 1 and takes it back
	writesAndReverts = "0x60016001555f5ffd"
	// keeps what an opcode (the first byte) gives in slot 1, and returns it
	keepsAndReturns = "80600155" + "5f5260205ff3"
	// tells two logs that say nothing
	tellsTwice = "0x5f5fa05f5fa000"
)

// create deploys what runs as the given code.
func create(t *testing.T, runtime string) common.Address {
	t.Helper()
	code := hexutil.MustDecode(runtime)
	length := byte(len(code))
	creation := append([]byte{0x5f + length}, code...)                           // PUSH of all of it
	creation = append(creation, 0x5f, 0x52, 0x60, length, 0x60, 32-length, 0xf3) // MSTORE, RETURN
	address := crypto.CreateAddress(founderOf(network), network.nonces[founderOf(network)])
	if result, _ := network.send(network.founder, nil, creation); result.Code != 0 {
		t.Fatal(result.Log)
	}
	return address
}

func now(t *testing.T) sdk.Context {
	t.Helper()
	ctx, err := network.app.CreateQueryContext(0, false)
	if err != nil {
		t.Fatal(err)
	}
	return ctx
}

func TestTheLibraryReadsWhatWasExecuted(t *testing.T) {
	contract := create(t, keepsInput)
	for _, value := range []common.Hash{common.BigToHash(big.NewInt(7)), common.BigToHash(big.NewInt(8)), {}} {
		network.send(network.founder, &contract, value[:])
		ctx := now(t)
		ours, librarys := network.app.state, network.app.evm
		if kept := librarys.GetState(ctx, contract, slot); kept != value || ours.GetState(ctx, contract, slot) != value {
			t.Errorf("slot 1 is %s, not %s", kept, value)
		}
		hash := librarys.GetCodeHash(ctx, contract)
		if hash != crypto.Keccak256Hash(hexutil.MustDecode(keepsInput)) || ours.GetCodeHash(ctx, contract) != hash {
			t.Errorf("the code's hash is %s", hash)
		}
		if code := librarys.GetCode(ctx, hash); !bytes.Equal(code, ours.GetCode(ctx, hash)) || len(code) != 6 {
			t.Errorf("the code is %x", code)
		}
		for _, address := range []common.Address{contract, founderOf(network)} {
			account, same := ours.GetAccount(ctx, address), librarys.GetAccount(ctx, address)
			if account.Nonce != same.Nonce || account.Nonce == 0 || !bytes.Equal(account.CodeHash, same.CodeHash) ||
				!account.Balance.Eq(same.Balance) {
				t.Errorf("%s is %v, and %v to the library", address, account, same)
			}
		}
	}
}

func TestWhatFailsTakesItsNonceAndChangesNothingElse(t *testing.T) {
	contract := create(t, writesAndReverts)
	before := network.app.state.GetAccount(now(t), founderOf(network)).Nonce
	result, _ := network.send(network.founder, &contract, nil)
	if answer, err := evmtypes.DecodeTxResponse(result.Data); err != nil || !answer.Failed() {
		t.Errorf("it was answered with %v, %v", answer, err)
	}
	if kept := network.app.state.GetState(now(t), contract, slot); kept != (common.Hash{}) {
		t.Errorf("it left %s", kept)
	}
	if nonce := network.app.state.GetAccount(now(t), founderOf(network)).Nonce; nonce != before+1 {
		t.Errorf("the sender's nonce went from %d to %d", before, nonce)
	}
	if !tells(result.Events, evmtypes.AttributeKeyEthereumTxFailed) {
		t.Error("JSON-RPC is not told that it failed")
	}
}

// The block has one transaction that is refused, one that fails, and two that tell something.
func TestLogsAndTransactionsAreCountedWithinTheirBlock(t *testing.T) {
	fails, tells := create(t, writesAndReverts), create(t, tellsTwice)
	block := &cmttypes.Block{Header: cmttypes.Header{Height: network.height + 1}}
	var hashes []common.Hash
	for _, tx := range []sdk.Tx{
		network.sign(stranger(), &tells, 100_000, nil), network.sign(network.founder, &fails, 100_000, nil),
		network.sign(network.founder, &tells, 100_000, nil), network.sign(network.founder, &tells, 100_000, nil),
	} {
		bytes, err := network.app.TxEncode(tx)
		if err != nil {
			t.Fatal(err)
		}
		message, _ := ethereumMessage(tx)
		block.Txs, hashes = append(block.Txs, bytes), append(hashes, message.Hash())
	}
	results := network.block(block.Txs.ToSliceOfBytes()).TxResults
	clients := client.Context{}.WithTxConfig(network.app.TxConfig()).WithCodec(network.app.encoding.Codec)
	index := indexer.NewKVIndexer(dbm.NewMemDB(), log.NewNopLogger(), clients)
	if err := index.IndexBlock(block, results); err != nil {
		t.Fatal(err)
	}
	var before uint
	for i, result := range results {
		logs, err := evmtypes.DecodeTxLogs(result.Data, uint64(network.height))
		if wanted := []int{0, 0, 2, 2}[i]; err != nil || len(logs) != wanted {
			t.Fatalf("transaction %d has %d logs: %s, %v", i, len(logs), result.Log, err)
		}
		for _, log := range logs {
			receipt, err := index.GetByTxHash(hashes[i])
			if err != nil || log.TxIndex != uint(receipt.EthTxIndex) || log.TxIndex != uint(i-1) {
				t.Errorf("a log of transaction %d says %d, its receipt %v: %v", i, log.TxIndex, receipt, err)
			}
			if log.Index != before {
				t.Errorf("log %d says that it is %d", before, log.Index)
			}
			before++
		}
	}
}

func TestAContractIsToldTheSameWhenItIsOnlyAsked(t *testing.T) {
	for name, opcode := range map[string]string{
		"ORIGIN": "32", "GASPRICE": "3a", "COINBASE": "41", "TIMESTAMP": "42", "NUMBER": "43", "PREVRANDAO": "44",
		"GASLIMIT": "45", "CHAINID": "46", "BASEFEE": "48",
	} {
		contract := create(t, "0x"+opcode+keepsAndReturns)
		network.send(network.founder, &contract, nil)
		ctx, librarys := now(t), network.app.evm
		kept := network.app.state.GetState(ctx, contract, slot)
		asked, err := librarys.ApplyMessage(ctx, statedb.New(ctx, librarys, statedb.TxConfig{}), core.Message{
			From: founderOf(network), To: &contract, Value: new(big.Int), GasLimit: 100_000,
			GasPrice: new(big.Int), GasFeeCap: new(big.Int), GasTipCap: new(big.Int),
		}, nil, false, false, false)
		if err != nil || asked.Failed() {
			t.Fatal(name, err, asked)
		}
		if returned := common.BytesToHash(asked.Ret); returned != kept {
			t.Errorf("%s is %s, and %s to who only asks", name, kept, returned)
		}
	}
}

func TestNobodyCanHaveCoins(t *testing.T) {
	account := statedb.NewEmptyAccount()
	account.Balance = uint256.NewInt(1)
	if err := network.app.state.SetAccount(now(t), common.Address{1}, *account); err != errNobodyHasCoins {
		t.Errorf("it was answered with %v", err)
	}
}

func TestNothingIsLeftOfASlotThatIsZero(t *testing.T) {
	contract := create(t, keepsInput)
	for _, value := range []common.Hash{common.BigToHash(big.NewInt(7)), {}} {
		network.send(network.founder, &contract, value[:])
	}
	ctx := now(t)
	if kept := ctx.KVStore(network.app.state.key).Get(evmtypes.StateKey(contract, slot.Bytes())); kept != nil {
		t.Errorf("it takes %d bytes", len(kept))
	}
}

// Where it was kept, a contract that came to stand there could not end itself.
func TestAnEmptyAccountThatIsTouchedIsNotKept(t *testing.T) {
	touched := crypto.CreateAddress(founderOf(network), network.nonces[founderOf(network)]+2)
	asksIt := hexutil.Encode(append(append(hexutil.MustDecode("0x5f5f5f5f73"), touched[:]...), 0x5a, 0xfa, 0x00)) // STATICCALL
	contract := create(t, asksIt)
	network.send(network.founder, &contract, nil)
	if account := network.app.state.GetAccount(now(t), touched); account != nil {
		t.Errorf("it is %v", account)
	}
	endsItself := hexutil.MustDecode("0x5fff")
	if result, _ := network.send(network.founder, nil, endsItself); result.Code != 0 {
		t.Error(result.Log)
	}
}

func tells(events []abci.Event, attribute string) bool {
	for _, event := range events {
		for _, one := range event.Attributes {
			if one.Key == attribute {
				return true
			}
		}
	}
	return false
}

func TestAskingChangesNothing(t *testing.T) {
	contract := create(t, keepsInput)
	value := common.BigToHash(big.NewInt(7))
	ctx := now(t)
	execution := execution{network.app.state, newAnalyses()}
	if answer, err := execution.Ask(ctx, founderOf(network), contract, value[:], 1_000_000); err == nil {
		t.Errorf("a contract that writes answered %x", answer)
	}
	if kept := network.app.state.GetState(ctx, contract, slot); kept != (common.Hash{}) {
		t.Errorf("it kept %s", kept)
	}
}
