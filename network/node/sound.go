//go:build !faulty

package main

import cmtconfig "github.com/cometbft/cometbft/config"

func disturb(*cmtconfig.Config) error { return nil }
