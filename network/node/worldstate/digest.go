package worldstate

import (
	"crypto/sha256"
	"encoding/binary"

	"lukechampine.com/blake3"
)

// digest stands for a set of entries, whatever the order in which they came: LtHash16 (Bellare and Micciancio's sum of
// hashes, as in IACR 2019/227), with BLAKE3 for the hash of one entry. What an entry adds, taking it out takes away.
type digest [lanes]uint16

const (
	lanes       = 1024
	digestBytes = 2 * lanes
)

func (d *digest) add(key, value []byte) {
	bytes := hashOf(key, value)
	for i := range d {
		d[i] += binary.LittleEndian.Uint16(bytes[2*i:])
	}
}

func (d *digest) remove(key, value []byte) {
	bytes := hashOf(key, value)
	for i := range d {
		d[i] -= binary.LittleEndian.Uint16(bytes[2*i:])
	}
}

// replace takes out what stood at a place, and adds what stands there now.
func (d *digest) replace(change change) {
	if change.before != nil {
		d.remove(change.key, change.before)
	}
	if change.after != nil {
		d.add(change.key, change.after)
	}
}

// hashOf is of one entry. The key's length stands first, so that no two entries are written in the same way.
func hashOf(key, value []byte) *[digestBytes]byte {
	entry := make([]byte, 0, lengthBytes+len(key)+len(value))
	entry = append(appendKey(entry, key), value...)
	hasher := blake3.New(0, nil)
	_, _ = hasher.Write(entry) // never fails
	var bytes [digestBytes]byte
	_, _ = hasher.XOF().Read(bytes[:]) // never fails, nor ends
	return &bytes
}

// sum is short enough for a block's header.
func (d *digest) sum() []byte {
	hash := sha256.Sum256(d.append(nil))
	return hash[:]
}

func (d *digest) append(to []byte) []byte {
	for _, lane := range d {
		to = binary.LittleEndian.AppendUint16(to, lane)
	}
	return to
}

func readDigest(bytes []byte) (d digest) {
	for i := range d {
		d[i] = binary.LittleEndian.Uint16(bytes[2*i:])
	}
	return d
}
