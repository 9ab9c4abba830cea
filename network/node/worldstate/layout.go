package worldstate

import (
	"encoding/binary"
	"errors"
	"math"
)

// The database has, by the first byte of a key:
const (
	placeEntry   = 'p' // key → value, as of the newest version
	historyEntry = 'h' // key, version → what stood there before that version
	changesEntry = 'c' // version → the keys that it changed
	headEntry    = 'v' // → the newest version, the oldest that can be asked, the digest
)

const (
	lengthBytes  = 2
	versionBytes = 8
	longestKey   = 1<<(8*lengthBytes) - 1
)

var errMalformed = errors.New("an entry is malformed")

func placeKey(key []byte) []byte {
	return append(append(make([]byte, 0, 1+len(key)), placeEntry), key...)
}

// historyKey sorts by the key's length, by the key, and by version among those of one key.
func historyKey(key []byte, version int64) []byte {
	entry := append(make([]byte, 0, 1+lengthBytes+len(key)+versionBytes), historyEntry)
	return binary.BigEndian.AppendUint64(appendKey(entry, key), uint64(version))
}

func readHistoryKey(entry []byte) (key []byte, version int64) {
	end := len(entry) - versionBytes
	return entry[1+lengthBytes : end], int64(binary.BigEndian.Uint64(entry[end:]))
}

// lengthKey begins the history of all keys of one length.
func lengthKey(length int) []byte {
	return binary.BigEndian.AppendUint16([]byte{historyEntry}, uint16(length))
}

// historyBound is what bounds a range in the history of keys of one length: of a longer bound their beginning, after
// whatever versions the key has that is just that.
func historyBound(bound []byte, length int) []byte {
	if len(bound) <= length {
		return bound
	}
	return append(bound[:length:length], math.MaxUint8)
}

func changesKey(version int64) []byte {
	return binary.BigEndian.AppendUint64([]byte{changesEntry}, uint64(version))
}

// appendKey writes a key so that it can be told from what follows.
func appendKey(to, key []byte) []byte {
	return append(binary.BigEndian.AppendUint16(to, uint16(len(key))), key...)
}

func readKeys(list []byte) (keys [][]byte, err error) {
	for len(list) > 0 {
		if len(list) < lengthBytes {
			return nil, errMalformed
		}
		end := lengthBytes + int(binary.BigEndian.Uint16(list))
		if len(list) < end {
			return nil, errMalformed
		}
		keys = append(keys, list[lengthBytes:end])
		list = list[end:]
	}
	return keys, nil
}

// What stood at a place is kept as a byte, 0 where there was nothing, and the value.
func appendValue(to, value []byte) []byte {
	if value == nil {
		return append(to, 0)
	}
	return append(append(to, 1), value...)
}

// readValue is nil where there was nothing.
func readValue(entry []byte) []byte {
	if len(entry) == 0 || entry[0] == 0 {
		return nil
	}
	return entry[1:]
}

// head is of which version the places are.
type head struct {
	version int64
	oldest  int64
	digest  digest
}

func (h *head) bytes() []byte {
	bytes := binary.BigEndian.AppendUint64(nil, uint64(h.version))
	return h.digest.append(binary.BigEndian.AppendUint64(bytes, uint64(h.oldest)))
}

func readHead(bytes []byte) (head, error) {
	if bytes == nil {
		return head{}, nil
	}
	if len(bytes) != 2*versionBytes+digestBytes {
		return head{}, errMalformed
	}
	return head{
		version: int64(binary.BigEndian.Uint64(bytes)),
		oldest:  int64(binary.BigEndian.Uint64(bytes[versionBytes:])),
		digest:  readDigest(bytes[2*versionBytes:]),
	}, nil
}

// change is of one place in one version. Nil is nothing.
type change struct{ key, before, after []byte }
