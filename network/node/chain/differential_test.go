package chain

import (
	"bytes"
	"crypto/ecdsa"
	"fmt"
	"math/big"
	"math/rand"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	gethstate "github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/tracing"
	ethtypes "github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/crypto"

	storetypes "github.com/cosmos/cosmos-sdk/store/v2/types"
	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/evm/x/vm/statedb"
	evmtypes "github.com/cosmos/evm/x/vm/types"
)

const (
	randomChains      = 400
	transactionsOfOne = 6
	contractsOfOne    = 4
	slotsOfOne        = 9
)

// Random transactions to random contracts do the same on our state as on go-ethereum's own. What differs is told with its
// seed, which is the subtest's name.
func TestTransactionsDoWhatTheyDoOnGoEthereumsState(t *testing.T) {
	for seed := range int64(randomChains) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			chains := beginBoth(t, rand.New(rand.NewSource(seed)))
			for nonce := range uint64(transactionsOfOne) {
				chains.execute(t, chains.randomMessage(t, nonce))
				if chains.compare(t); t.Failed() {
					t.Fatalf("it differs after transaction %d", nonce)
				}
			}
		})
	}
}

// bothChains are ours and go-ethereum's, with the same contracts.
type bothChains struct {
	random    *rand.Rand
	ours      execution
	ctx       sdk.Context
	geths     *gethstate.StateDB
	sender    common.Address
	keys      []*ecdsa.PrivateKey // of accounts that delegate
	contracts []common.Address
	known     []common.Address // to the contracts, which call them
}

func beginBoth(t *testing.T, random *rand.Rand) *bothChains {
	geths, err := gethstate.New(ethtypes.EmptyRootHash, gethstate.NewDatabaseForTesting())
	if err != nil {
		t.Fatal(err)
	}
	ctx, _ := now(t).CacheContext()
	both := &bothChains{
		random: random, ours: execution{network.app.state, newAnalyses()}, geths: geths, sender: common.Address{0x5e},
		ctx: ctx.WithGasMeter(storetypes.NewInfiniteGasMeter()).
			WithKVGasConfig(storetypes.GasConfig{}).WithTransientKVGasConfig(storetypes.GasConfig{}),
		known: []common.Address{{0xdd}, common.BytesToAddress([]byte{4}), {}}, // nobody, a precompile, nothing
	}
	for i := range byte(contractsOfOne) {
		key, err := crypto.ToECDSA(crypto.Keccak256([]byte{i}))
		if err != nil {
			t.Fatal(err)
		}
		contract := common.Address{0xcc, i}
		both.keys, both.contracts = append(both.keys, key), append(both.contracts, contract)
		both.known = append(both.known, crypto.PubkeyToAddress(key.PublicKey), contract, crypto.CreateAddress(contract, 1))
	}
	ours := statedb.New(both.ctx, both.ours.state, statedb.NewEmptyTxConfig())
	for _, contract := range both.contracts {
		code := both.randomCode(0)
		for _, state := range []vm.StateDB{ours, geths} {
			state.CreateAccount(contract)
			state.SetCode(contract, code, tracing.CodeChangeUnspecified)
			state.SetNonce(contract, 1, tracing.NonceChangeUnspecified)
		}
	}
	if err := ours.Commit(); err != nil {
		t.Fatal(err)
	}
	geths.Finalise(true)
	return both
}

// randomMessage calls a contract, creates one, or delegates accounts to some and calls one of them or a contract.
func (b *bothChains) randomMessage(t *testing.T, nonce uint64) core.Message {
	message := core.Message{
		From: b.sender, Nonce: nonce, To: &b.contracts[b.random.Intn(contractsOfOne)],
		GasLimit: 200_000 + uint64(b.random.Intn(2_000_000)), Value: new(big.Int),
		GasPrice: new(big.Int), GasFeeCap: new(big.Int), GasTipCap: new(big.Int),
	}
	switch b.random.Intn(5) {
	case 0:
		message.To, message.Data = nil, b.randomCreation(1)
	case 1:
		key := b.keys[b.random.Intn(len(b.keys))]
		account := crypto.PubkeyToAddress(key.PublicKey)
		delegate := b.contracts[b.random.Intn(contractsOfOne)]
		if b.random.Intn(4) == 0 {
			delegate = common.Address{} // takes it back
		}
		authorization, err := ethtypes.SignSetCode(key, ethtypes.SetCodeAuthorization{
			Address: delegate, Nonce: b.geths.GetNonce(account),
		})
		if err != nil {
			t.Fatal(err)
		}
		message.SetCodeAuthorizations = []ethtypes.SetCodeAuthorization{authorization}
		if b.random.Intn(2) == 0 {
			message.To = &account
		}
	}
	return message
}

func (b *bothChains) execute(t *testing.T, message core.Message) {
	hash := common.Hash{byte(message.Nonce)}
	changes := statedb.New(b.ctx, b.ours.state, b.ours.TxConfig(b.ctx, hash))
	b.geths.SetTxContext(hash, int(message.Nonce))
	run := func(machine *vm.EVM) *core.ExecutionResult {
		machine.StateDB.SetNonce(b.sender, message.Nonce, tracing.NonceChangeUnspecified)
		copied := message
		result, err := core.ApplyMessage(machine, &copied, nil)
		if err != nil {
			t.Fatal(err)
		}
		return result
	}
	ours := run(b.ours.machine(b.ctx, changes))
	if err := changes.Commit(); err != nil {
		t.Fatal(err)
	}
	config := vm.Config{NoBaseFee: true}
	theirs := run(vm.NewEVM(b.ours.blockContext(b.ctx), b.geths, evmtypes.GetEthChainConfig(), config))
	b.geths.Finalise(true)
	if ours.UsedGas != theirs.UsedGas || fmt.Sprint(ours.Err) != fmt.Sprint(theirs.Err) ||
		!bytes.Equal(ours.ReturnData, theirs.ReturnData) {
		t.Errorf("it became %v, not %v", ours, theirs)
	}
	logs := b.geths.GetLogs(hash, 0, common.Hash{}, 0)
	if len(changes.Logs()) != len(logs) {
		t.Fatalf("it has %d logs, not %d", len(changes.Logs()), len(logs))
	}
	for i, log := range changes.Logs() {
		if log.Address != logs[i].Address {
			t.Errorf("log %d is of %s, not of %s", i, log.Address, logs[i].Address)
		}
	}
}

func (b *bothChains) compare(t *testing.T) {
	for _, address := range b.known {
		account := b.ours.GetAccount(b.ctx, address)
		if isThere := account != nil; isThere != b.geths.Exist(address) {
			t.Errorf("that %s is there is %t", address, isThere)
		}
		if account == nil {
			account = statedb.NewEmptyAccount()
		}
		code := b.ours.GetCode(b.ctx, common.BytesToHash(account.CodeHash))
		if account.Nonce != b.geths.GetNonce(address) || !bytes.Equal(code, b.geths.GetCode(address)) {
			t.Errorf("%s is %v with the code %x, not %x", address, account, code, b.geths.GetCode(address))
		}
		for i := range int64(slotsOfOne) {
			slot := common.BigToHash(big.NewInt(i))
			if ours, theirs := b.ours.GetState(b.ctx, address, slot), b.geths.GetState(address, slot); ours != theirs {
				t.Errorf("slot %d of %s is %s, not %s", i, address, ours, theirs)
			}
		}
	}
}

// program is code that is being written.
type program []byte

func (p *program) op(codes ...vm.OpCode) {
	for _, code := range codes {
		*p = append(*p, byte(code))
	}
}

func (p *program) push(value int) { p.op(vm.PUSH1, vm.OpCode(value)) }

func (p *program) pushAddress(address common.Address) {
	*p = append(append(*p, byte(vm.PUSH20)), address[:]...)
}

// keep puts what is on the stack into a slot.
func (p *program) keep(slot int) {
	p.push(slot)
	p.op(vm.SSTORE)
}

// remember writes what follows from the beginning of the memory on.
func (p *program) remember(content []byte) {
	for at := 0; at < len(content); at += common.HashLength {
		var word common.Hash
		copy(word[:], content[at:])
		*p = append(append(*p, byte(vm.PUSH32)), word[:]...)
		p.push(at)
		p.op(vm.MSTORE)
	}
}

// randomCode does what changes the state, or shows it: what it is answered it keeps in slots.
func (b *bothChains) randomCode(depth int) []byte {
	var p program
	for range 3 + b.random.Intn(12) {
		pick, slot, other := b.known[b.random.Intn(len(b.known))], b.random.Intn(4), b.random.Intn(4)
		switch rarely := b.random.Intn(5) == 0; b.random.Intn(14) {
		case 0, 1, 2:
			p.push(b.random.Intn(3))
			p.keep(slot)
		case 3:
			p.push(other)
			p.op(vm.SLOAD)
			p.keep(slot)
		case 4:
			p.push(b.random.Intn(3))
			p.push(slot)
			p.op(vm.TSTORE)
		case 5:
			p.push(other)
			p.op(vm.TLOAD)
			p.keep(slot)
		case 6, 7, 8:
			b.call(&p, pick)
			p.keep(4 + b.random.Intn(3))
		case 9:
			p.pushAddress(pick)
			p.op([]vm.OpCode{vm.EXTCODEHASH, vm.EXTCODESIZE, vm.BALANCE}[b.random.Intn(3)])
			p.keep(7)
		case 10:
			p.op(vm.PUSH0, vm.PUSH0, vm.LOG0)
		case 11, 12:
			if depth < 2 {
				b.create(&p, b.randomCreation(depth+1))
				p.keep(8)
			}
		case 13:
			if rarely {
				p.op(vm.PUSH0)
				p.pushAddress(pick)
				p.op([]vm.OpCode{vm.SELFDESTRUCT, vm.INVALID, vm.REVERT}[b.random.Intn(3)])
			}
		}
	}
	return p
}

func (b *bothChains) call(p *program, address common.Address) {
	kind := []vm.OpCode{vm.CALL, vm.CALL, vm.DELEGATECALL, vm.STATICCALL}[b.random.Intn(4)]
	p.op(vm.PUSH0, vm.PUSH0, vm.PUSH0, vm.PUSH0)
	if kind == vm.CALL {
		p.op(vm.PUSH0) // no value: nobody has coins
	}
	p.pushAddress(address)
	if b.random.Intn(2) == 0 {
		p.op(vm.GAS)
	} else {
		p.op(vm.PUSH2, 0x75, 0x30) // 30,000
	}
	p.op(kind)
}

// create leaves the address on the stack.
func (b *bothChains) create(p *program, creation []byte) {
	p.remember(creation)
	salted := b.random.Intn(2) == 0
	if salted {
		p.push(b.random.Intn(2))
	}
	p.push(len(creation))
	if p.op(vm.PUSH0, vm.PUSH0); salted {
		p.op(vm.CREATE2)
	} else {
		p.op(vm.CREATE)
	}
	if b.random.Intn(2) == 0 { // called at once
		p.op(vm.PUSH0, vm.PUSH0, vm.PUSH0, vm.PUSH0, vm.PUSH0, vm.DUP6, vm.GAS, vm.CALL, vm.POP)
	}
}

// randomCreation runs some code, and then returns other, as much of both as a PUSH1 can count.
func (b *bothChains) randomCreation(depth int) []byte {
	p, runtime := program(b.randomCode(depth)), b.randomCode(depth)
	p, runtime = p[:min(len(p), 120)], runtime[:min(len(runtime), 60)]
	p.remember(runtime)
	p.push(len(runtime))
	p.op(vm.PUSH0, vm.RETURN)
	return p
}
