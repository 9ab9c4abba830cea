// jiaozi-node runs one node of the permissioned chain.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/spf13/cobra"

	"cosmossdk.io/log/v2"
	cmtconfig "github.com/cometbft/cometbft/config"
	"github.com/cometbft/cometbft/p2p"
	"github.com/cometbft/cometbft/privval"
	dbm "github.com/cosmos/cosmos-db"
	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/flags"
	sdkserver "github.com/cosmos/cosmos-sdk/server"
	servertypes "github.com/cosmos/cosmos-sdk/server/types"
	"github.com/cosmos/cosmos-sdk/store/v2/cache"
	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/cosmos-sdk/version"
	authtypes "github.com/cosmos/cosmos-sdk/x/auth/types"
	"github.com/cosmos/evm/server"
	srvflags "github.com/cosmos/evm/server/flags"

	"jiaozi/node/chain"
)

const (
	// cachedPlaces of each store but the EVM's are kept between blocks: the accounts of a few thousand customers.
	cachedPlaces = 10_000
	// gcPercent collects half as often as Go does by itself: memory for time.
	gcPercent = 200
)

func main() {
	debug.SetGCPercent(gcPercent)
	cache.DefaultCommitKVStoreCacheSize = cachedPlaces
	// Without a name for it, the library asks the system what this program is called for every address that it reads.
	if err := os.Setenv(sdk.EnvConfigScope, chain.Name); err != nil {
		panic(err)
	}
	root := &cobra.Command{
		Use: chain.Name, Short: "A node of a Jiaozi network", SilenceUsage: true, Version: version.Version,
	}
	root.AddCommand(startCommand(), keysCommand(), genesisCommand())
	if err := root.ExecuteContext(context.Background()); err != nil {
		os.Exit(1)
	}
}

func startCommand() *cobra.Command {
	start := server.StartCmd(server.NewDefaultStartOptions(newApp, "."))
	bindFlags := start.PreRunE
	start.Short = "Run the node in --home"
	start.PreRunE = func(command *cobra.Command, args []string) error {
		if err := chain.RegisterRPC(); err != nil {
			return err
		}
		command.SetContext(context.WithValue(command.Context(), sdkserver.ServerContextKey, sdkserver.NewDefaultContext()))
		if err := sdkserver.InterceptConfigsPreRunHandler(command, "", nil, cmtconfig.DefaultConfig()); err != nil {
			return err
		}
		serverContext := sdkserver.GetServerContextFromCmd(command)
		if err := disturb(serverContext.Config); err != nil {
			return err
		}
		config := chain.Encoding(serverContext.Viper.GetUint64(srvflags.EVMChainID))
		home, err := command.Flags().GetString(flags.FlagHome)
		if err != nil {
			return err
		}
		clientContext := client.Context{}.WithHomeDir(home).WithViper("").WithCodec(config.Codec).
			WithInterfaceRegistry(config.InterfaceRegistry).WithTxConfig(config.TxConfig).WithLegacyAmino(config.Amino).
			WithAccountRetriever(authtypes.AccountRetriever{})
		if err := client.SetCmdClientContext(command, clientContext); err != nil {
			return err
		}
		return bindFlags(command, args)
	}
	return start
}

func newApp(logger log.Logger, db dbm.DB, options servertypes.AppOptions) server.Application {
	app, err := chain.New(logger, db, options, sdkserver.DefaultBaseappOptions(options)...)
	if err != nil { // the library has no way to be told
		fmt.Fprintln(os.Stderr, "Error:", err)
		os.Exit(1)
	}
	return app
}

// keysCommand makes the keys that are not there yet, so that it can be run again.
func keysCommand() *cobra.Command {
	var home string
	command := &cobra.Command{
		Use: "keys", Short: "Make the node's keys where there are none, and print what others need of them",
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			for _, folder := range []string{"config", "data"} {
				if err := os.MkdirAll(filepath.Join(home, folder), 0o700); err != nil {
					return err
				}
			}
			config := cmtconfig.DefaultConfig().SetRoot(home)
			node, err := p2p.LoadOrGenNodeKey(config.NodeKeyFile())
			if err != nil {
				return err
			}
			validator := privval.LoadOrGenFilePV(config.PrivValidatorKeyFile(), config.PrivValidatorStateFile()).Key
			return json.NewEncoder(os.Stdout).Encode(map[string]string{
				"nodeId":  string(node.ID()),
				"key":     hexutil.Encode(validator.PubKey.Bytes()),
				"address": hexutil.Encode(validator.Address),
			})
		},
	}
	command.Flags().StringVar(&home, flags.FlagHome, ".", "the node's folder")
	return command
}

func genesisCommand() *cobra.Command {
	return &cobra.Command{
		Use: "genesis", Short: "Read a network's description (JSON) and write its genesis", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			var description chain.Description
			if err := json.NewDecoder(os.Stdin).Decode(&description); err != nil {
				return fmt.Errorf("the description: %w", err)
			}
			genesis, err := chain.Genesis(description)
			if err != nil {
				return err
			}
			_, err = fmt.Println(string(genesis))
			return err
		},
	}
}
