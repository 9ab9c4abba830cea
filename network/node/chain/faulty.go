//go:build faulty

package chain

import "os"

// spoil makes the proposal invalid as long as the file exists that JIAOZI_SPOIL names: for drills, never in a release.
func spoil(txs [][]byte) [][]byte {
	if _, err := os.Stat(os.Getenv("JIAOZI_SPOIL")); err != nil {
		return txs
	}
	return append(txs, []byte("no transaction"))
}
