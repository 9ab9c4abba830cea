package membership

import (
	"encoding/binary"

	"github.com/ethereum/go-ethereum/common"

	errorsmod "cosmossdk.io/errors"
	sdk "github.com/cosmos/cosmos-sdk/types"
	evmtypes "github.com/cosmos/evm/x/vm/types"
)

// AdmissionBlocks is how long an answer holds. Somebody who is suspended can still fill blocks for so long, with
// transactions that the contracts refuse; nearly every transaction costs one read instead of a call.
const AdmissionBlocks = 100

var (
	ErrNotAdmitted  = errorsmod.Register(ModuleName, 2, "the sender is not admitted to the network")
	ErrMayNotDeploy = errorsmod.Register(ModuleName, 3, "the sender may not create contracts")
)

// Admit refuses a sender who is not admitted, and a new contract of one who may not create any.
func (k Keeper) Admit(ctx sdk.Context, sender common.Address, creates bool) error {
	if creates {
		if !k.says(ctx, "mayDeploy", sender) {
			return ErrMayNotDeploy.Wrap(sender.Hex())
		}
		return nil
	}
	store, key := ctx.KVStore(k.key), append(admissionPrefix[:1:1], sender.Bytes()...)
	height := uint64(ctx.BlockHeight())
	if found := store.Get(key); found != nil && height < binary.BigEndian.Uint64(found)+AdmissionBlocks {
		return nil
	}
	if !k.says(ctx, "isAdmitted", sender) {
		return ErrNotAdmitted.Wrap(sender.Hex())
	}
	store.Set(key, binary.BigEndian.AppendUint64(nil, height))
	return nil
}

// says asks about a sender. A contract that does not answer admits nobody.
func (k Keeper) says(ctx sdk.Context, question string, sender common.Address) bool {
	answer, err := k.ask(ctx, question, sender)
	if err != nil {
		ctx.Logger().Error("the membership contract does not answer", "error", err)
		return false
	}
	return answer[0].(bool)
}

// Decorator is where the ante handler asks, after the signature was checked: before a transaction is kept in the pool,
// again with each block as long as it waits there, and when a block is executed.
type Decorator struct{ Keeper Keeper }

func (d Decorator) AnteHandle(ctx sdk.Context, tx sdk.Tx, simulate bool, next sdk.AnteHandler) (sdk.Context, error) {
	message, transaction, err := evmtypes.UnpackEthMsg(tx.GetMsgs()[0])
	if err != nil {
		return ctx, err
	}
	sender := common.BytesToAddress(message.GetFrom())
	if err := d.Keeper.Admit(ctx, sender, transaction.To() == nil); err != nil {
		return ctx, err
	}
	return next(ctx, tx, simulate)
}
