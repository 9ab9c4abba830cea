package chain

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	ethtypes "github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/params"

	"cosmossdk.io/log/v2"
	abci "github.com/cometbft/cometbft/abci/types"
	cmttypes "github.com/cometbft/cometbft/types"
	dbm "github.com/cosmos/cosmos-db"
	"github.com/cosmos/cosmos-sdk/baseapp"
	"github.com/cosmos/cosmos-sdk/client/flags"
	sdk "github.com/cosmos/cosmos-sdk/types"
	srvflags "github.com/cosmos/evm/server/flags"
	evmtypes "github.com/cosmos/evm/x/vm/types"

	"jiaozi/node/membership"
)

const chainID = 20072

// The library keeps its chain configuration in globals, so there is one chain for all tests of the package.
var network *testNetwork

type testNetwork struct {
	app     *App
	abi     abi.ABI
	founder *ecdsa.PrivateKey
	first   []abci.ValidatorUpdate
	height  int64
	now     time.Time
	nonces  map[common.Address]uint64
}

func TestMain(m *testing.M) {
	home, err := os.MkdirTemp("", "jiaozi-node")
	if err != nil {
		panic(err)
	}
	network = start(home)
	code := m.Run()
	for range 2 { // as whoever starts a node may
		if err := network.app.Close(); err != nil {
			panic(err)
		}
	}
	_ = os.RemoveAll(home)
	os.Exit(code)
}

type options map[string]any

func (o options) Get(name string) any { return o[name] }

type validator struct {
	Key   [32]byte
	Power uint32
	Name  string
}

// compiled reads what `npm run hardhat -- build` wrote.
func compiled() (abi.ABI, []byte) {
	text, err := os.ReadFile("../../../artifacts/contracts/network/ChainMembership.sol/ChainMembership.json")
	if err != nil {
		panic(err)
	}
	var artifact struct {
		ABI      abi.ABI       `json:"abi"`
		Bytecode hexutil.Bytes `json:"bytecode"`
	}
	if err := json.Unmarshal(text, &artifact); err != nil {
		panic(err)
	}
	return artifact.ABI, artifact.Bytecode
}

func start(home string) *testNetwork {
	contract, code := compiled()
	founder, _ := crypto.GenerateKey()
	var four []validator
	for i := byte(1); i <= 4; i++ {
		four = append(four, validator{Key: [32]byte{i}, Power: 1, Name: "bank"})
	}
	arguments, err := contract.Pack("", crypto.PubkeyToAddress(founder.PublicKey), four)
	if err != nil {
		panic(err)
	}
	n := &testNetwork{
		abi: contract, founder: founder, nonces: map[common.Address]uint64{},
		now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
	}
	genesis, err := Genesis(Description{
		ChainID: "test", EVMChainID: chainID, Time: n.now, Membership: append(code, arguments...),
	})
	if err != nil {
		panic(err)
	}
	if err := os.MkdirAll(filepath.Join(home, "config"), 0o700); err != nil {
		panic(err)
	}
	if err := os.WriteFile(filepath.Join(home, "config", "genesis.json"), genesis, 0o600); err != nil {
		panic(err)
	}
	n.app, err = New(log.NewNopLogger(), dbm.NewMemDB(), options{
		flags.FlagHome: home, srvflags.EVMChainID: uint64(chainID), srvflags.EVMMempoolAccountSlots: uint64(8),
	}, baseapp.SetChainID("test"))
	if err != nil {
		panic(err)
	}
	var state struct {
		AppState  json.RawMessage `json:"app_state"`
		Consensus struct {
			Params cmttypes.ConsensusParams `json:"params"`
		} `json:"consensus"`
	}
	_ = json.Unmarshal(genesis, &state)
	consensus := cmttypes.DefaultConsensusParams()
	consensus.Block.MaxBytes, consensus.Block.MaxGas = maxBlockBytes, maxBlockGas
	proto := consensus.ToProto()
	response, err := n.app.InitChain(&abci.RequestInitChain{
		ChainId: "test", Time: n.now, InitialHeight: 1, ConsensusParams: &proto, AppStateBytes: state.AppState,
	})
	if err != nil {
		panic(err)
	}
	n.first = response.Validators
	n.block(nil)
	return n
}

// block executes and commits one block.
func (n *testNetwork) block(txs [][]byte) *abci.ResponseFinalizeBlock {
	n.height++
	n.now = n.now.Add(time.Second)
	response, err := n.app.FinalizeBlock(&abci.RequestFinalizeBlock{
		Height: n.height, Time: n.now, Txs: txs, ProposerAddress: make([]byte, 20),
	})
	if err != nil {
		panic(err)
	}
	if _, err := n.app.Commit(); err != nil {
		panic(err)
	}
	n.app.pool.NotifyNewBlock()
	return response
}

func (n *testNetwork) sign(key *ecdsa.PrivateKey, to *common.Address, gas uint64, data []byte) sdk.Tx {
	sender := crypto.PubkeyToAddress(key.PublicKey)
	signer := ethtypes.LatestSignerForChainID(big.NewInt(chainID))
	signed, err := ethtypes.SignNewTx(key, signer, &ethtypes.LegacyTx{
		Nonce: n.nonces[sender], GasPrice: new(big.Int), Gas: gas, To: to, Data: data,
	})
	if err != nil {
		panic(err)
	}
	n.nonces[sender]++
	message := new(evmtypes.MsgEthereumTx)
	if err := message.FromSignedEthereumTx(signed, signer); err != nil {
		panic(err)
	}
	tx, err := message.BuildTx(n.app.TxConfig().NewTxBuilder(), Denom)
	if err != nil {
		panic(err)
	}
	return tx
}

// send executes one transaction in a block of its own.
func (n *testNetwork) send(key *ecdsa.PrivateKey, to *common.Address, data []byte) (*abci.ExecTxResult, *abci.ResponseFinalizeBlock) {
	bytes, err := n.app.TxEncode(n.sign(key, to, 3_000_000, data))
	if err != nil {
		panic(err)
	}
	response := n.block([][]byte{bytes})
	return response.TxResults[0], response
}

func (n *testNetwork) govern(t *testing.T, method string, arguments ...any) (*evmtypes.MsgEthereumTxResponse, []abci.ValidatorUpdate) {
	t.Helper()
	data, err := n.abi.Pack(method, arguments...)
	if err != nil {
		t.Fatal(err)
	}
	result, response := n.send(n.founder, &membership.Address, data)
	answer, err := evmtypes.DecodeTxResponse(result.Data)
	if err != nil {
		t.Fatal(result.Log, err)
	}
	return answer, response.ValidatorUpdates
}

func stranger() *ecdsa.PrivateKey {
	key, _ := crypto.GenerateKey()
	return key
}

func TestGenesisNamesTheValidators(t *testing.T) {
	if len(network.first) != 4 {
		t.Fatalf("consensus was told of %d validators", len(network.first))
	}
	for i, update := range network.first {
		if update.Power != 1 || update.PubKey.GetEd25519()[0] != byte(i+1) {
			t.Errorf("validator %d is %v", i, update)
		}
	}
}

func TestGenesisIsTheSameForTheSameDescription(t *testing.T) {
	description := Description{ChainID: "one", EVMChainID: 1, Membership: []byte{1}}
	first, _ := Genesis(description)
	second, _ := Genesis(description)
	if !bytes.Equal(first, second) {
		t.Error("it differs")
	}
}

func TestValidatorsFollowTheContract(t *testing.T) {
	fifth := [32]byte{5}
	if _, updates := network.govern(t, "setValidator", fifth, uint32(1), "fifth"); len(updates) != 1 ||
		updates[0].Power != 1 || !bytes.Equal(updates[0].PubKey.GetEd25519(), fifth[:]) {
		t.Errorf("adding told consensus %v", updates)
	}
	if _, updates := network.govern(t, "removeValidator", fifth); len(updates) != 1 || updates[0].Power != 0 {
		t.Errorf("removing told consensus %v", updates)
	}
	if updates := network.block(nil).ValidatorUpdates; len(updates) != 0 {
		t.Errorf("nothing changed, and consensus was told %v", updates)
	}
}

func TestValidatorsCannotBeLeftWithoutOneToSpare(t *testing.T) {
	answer, updates := network.govern(t, "removeValidator", [32]byte{1})
	if !answer.Failed() || len(updates) != 0 {
		t.Errorf("the fourth validator was removed: %v", updates)
	}
}

func TestAnUnadmittedSenderIsRefused(t *testing.T) {
	key := stranger()
	if err := network.app.pool.Insert(context.Background(), network.sign(key, &common.Address{}, 21_000, nil)); !is(err, membership.ErrNotAdmitted) {
		t.Errorf("the pool said %v", err)
	}
	network.nonces = map[common.Address]uint64{founderOf(network): network.nonces[founderOf(network)]}
	result, _ := network.send(key, &common.Address{}, nil)
	if result.Code != membership.ErrNotAdmitted.ABCICode() || result.Codespace != membership.ModuleName {
		t.Errorf("in a block it had code %d: %s", result.Code, result.Log)
	}
	if state, _ := network.app.CreateQueryContext(0, false); network.app.evm.GetNonce(state, crypto.PubkeyToAddress(key.PublicKey)) != 0 {
		t.Error("it changed the sender's nonce")
	}
}

func TestADeploymentByANonDeployerIsRefused(t *testing.T) {
	err := network.app.pool.Insert(context.Background(), network.sign(stranger(), nil, 100_000, []byte{0}))
	if !is(err, membership.ErrMayNotDeploy) {
		t.Errorf("the pool said %v", err)
	}
}

func TestMoreGasThanATransactionHasIsRefusedByName(t *testing.T) {
	err := network.app.pool.Insert(context.Background(), network.sign(stranger(), &common.Address{}, params.MaxTxGas+1, nil))
	if err == nil || !strings.Contains(err.Error(), "EIP-7825") {
		t.Errorf("the pool said %v", err)
	}
}

func TestASenderMayHaveOnlySoManyInFlight(t *testing.T) {
	sender := founderOf(network)
	defer func(nonce uint64) { network.nonces[sender] = nonce }(network.nonces[sender])
	network.nonces[sender] += 8
	err := network.app.pool.Insert(context.Background(), network.sign(network.founder, &common.Address{}, 21_000, nil))
	if err == nil || !strings.Contains(err.Error(), "wait already") {
		t.Errorf("the pool said %v", err)
	}
}

func TestP256CostsWhatOsakaSays(t *testing.T) {
	key, _ := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	digest := sha256.Sum256([]byte("a payment"))
	r, s, _ := ecdsa.Sign(rand.Reader, key, digest[:])
	input := digest[:]
	for _, word := range []*big.Int{r, s, key.X, key.Y} {
		input = append(input, common.BigToHash(word).Bytes()...)
	}
	precompile := common.HexToAddress("0x100")
	result, _ := network.send(network.founder, &precompile, input)
	answer, err := evmtypes.DecodeTxResponse(result.Data)
	if err != nil || new(big.Int).SetBytes(answer.Ret).Cmp(common.Big1) != 0 {
		t.Fatalf("it answered %x: %v", answer.Ret, err)
	}
	charged := uint64(result.GasUsed) - intrinsicGas(input)
	if charged != params.P256VerifyGas || params.P256VerifyGas != 6900 {
		t.Errorf("it cost %d", charged)
	}
}

func intrinsicGas(data []byte) uint64 {
	gas := params.TxGas
	for _, b := range data {
		gas += params.TxDataNonZeroGasEIP2028
		if b == 0 {
			gas -= params.TxDataNonZeroGasEIP2028 - params.TxDataZeroGas
		}
	}
	return gas
}

func TestABlockOfBytesThatAreNoTransactionIsRejected(t *testing.T) {
	if status := process(t, [][]byte{[]byte("no transaction")}); status != abci.ResponseProcessProposal_REJECT {
		t.Errorf("it is %s", status)
	}
}

func TestABlockOfMoreGasThanAllowedIsRejected(t *testing.T) {
	defer func(nonce uint64) { network.nonces[founderOf(network)] = nonce }(network.nonces[founderOf(network)])
	var txs [][]byte
	for range 4 {
		bytes, _ := network.app.TxEncode(network.sign(network.founder, &common.Address{}, params.MaxTxGas, nil))
		txs = append(txs, bytes)
	}
	if status := process(t, txs[:3]); status != abci.ResponseProcessProposal_ACCEPT {
		t.Errorf("three are %s", status)
	}
	if status := process(t, txs); status != abci.ResponseProcessProposal_REJECT {
		t.Errorf("four are %s", status)
	}
}

func process(t *testing.T, txs [][]byte) abci.ResponseProcessProposal_ProposalStatus {
	t.Helper()
	response, err := network.app.ProcessProposal(&abci.RequestProcessProposal{
		Height: network.height + 1, Time: network.now, Txs: txs, ProposerAddress: make([]byte, 20), Hash: make([]byte, 32),
	})
	if err != nil {
		t.Fatal(err)
	}
	return response.Status
}

func founderOf(n *testNetwork) common.Address { return crypto.PubkeyToAddress(n.founder.PublicKey) }

func is(err, target error) bool { return err != nil && strings.Contains(err.Error(), target.Error()) }
