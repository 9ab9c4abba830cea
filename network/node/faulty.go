//go:build faulty

package main

import (
	"os"
	"path/filepath"
	"time"

	cmtconfig "github.com/cometbft/cometbft/config"
	cmtlog "github.com/cometbft/cometbft/libs/log"
	"github.com/cometbft/cometbft/privval"
	cmtproto "github.com/cometbft/cometbft/proto/tendermint/types"
	genutiltypes "github.com/cosmos/cosmos-sdk/x/genutil/types"
)

// disturb makes the validator's clock wrong by JIAOZI_SKEW (such as 30s), as far as the others can see it, which is in
// what it signs: for drills, never in a release.
func disturb(config *cmtconfig.Config) error {
	skew, err := time.ParseDuration(os.Getenv("JIAOZI_SKEW"))
	if err != nil {
		return nil // not asked for
	}
	genesis, err := genutiltypes.AppGenesisFromFile(config.GenesisFile())
	if err != nil {
		return err
	}
	socket := filepath.Join(config.RootDir, "data", "signer.sock")
	_ = os.Remove(socket) // of a node that was killed
	config.PrivValidatorListenAddr = "unix://" + socket
	endpoint := privval.NewSignerDialerEndpoint(
		cmtlog.NewNopLogger(), privval.DialUnixFn(socket),
		privval.SignerDialerEndpointConnRetries(100), privval.SignerDialerEndpointRetryWaitInterval(100*time.Millisecond),
	)
	signer := skewed{privval.LoadFilePV(config.PrivValidatorKeyFile(), config.PrivValidatorStateFile()), skew}
	return privval.NewSignerServer(endpoint, genesis.ChainID, signer).Start()
}

type skewed struct {
	*privval.FilePV
	skew time.Duration
}

func (s skewed) SignVote(chainID string, vote *cmtproto.Vote) error {
	vote.Timestamp = vote.Timestamp.Add(s.skew)
	return s.FilePV.SignVote(chainID, vote)
}
