//go:build !faulty

package chain

func spoil(txs [][]byte) [][]byte { return txs }
