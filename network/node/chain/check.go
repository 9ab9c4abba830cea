package chain

import (
	errorsmod "cosmossdk.io/errors"
	sdk "github.com/cosmos/cosmos-sdk/types"
	errortypes "github.com/cosmos/cosmos-sdk/types/errors"
	"github.com/cosmos/evm/ante"
	evmante "github.com/cosmos/evm/ante/evm"
	evmtypes "github.com/cosmos/evm/x/vm/types"

	"jiaozi/node/membership"
)

// checkTransaction is the ante handler. There are Ethereum transactions and no others: whatever the operator decides
// goes through the contracts too.
func (app *App) checkTransaction(ctx sdk.Context, tx sdk.Tx, simulate bool) (sdk.Context, error) {
	if _, err := ethereumMessage(tx); err != nil {
		return ctx, err
	}
	evmParams, feeParams := app.evm.GetParams(ctx), app.feeMarket.GetParams(ctx)
	return sdk.ChainAnteDecorators(
		evmante.NewEVMMonoDecorator(app.accounts, app.feeMarket, app.state, 0, &evmParams, &feeParams),
		membership.Decorator{Keeper: app.membership},
		ante.NewTxListenerDecorator(app.tellPending),
	)(ctx, tx, simulate)
}

func ethereumMessage(tx sdk.Tx) (*evmtypes.MsgEthereumTx, error) {
	if messages := tx.GetMsgs(); len(messages) == 1 {
		if message, is := messages[0].(*evmtypes.MsgEthereumTx); is {
			return message, nil
		}
	}
	return nil, errorsmod.Wrap(errortypes.ErrUnknownRequest, "only Ethereum transactions are known here")
}
