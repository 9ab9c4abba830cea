package worldstate

import (
	"fmt"
	"testing"
)

func digestOf(entries ...[2]string) (d digest) {
	for _, entry := range entries {
		d.add([]byte(entry[0]), []byte(entry[1]))
	}
	return d
}

func TestOrderDoesNotMatter(t *testing.T) {
	a, b := [2]string{"a", "1"}, [2]string{"b", "2"}
	if digestOf(a, b) != digestOf(b, a) {
		t.Error("it does")
	}
}

func TestWhatIsTakenOutLeavesNothing(t *testing.T) {
	d := digestOf([2]string{"a", "1"}, [2]string{"b", "2"})
	d.remove([]byte("a"), []byte("1"))
	if d != digestOf([2]string{"b", "2"}) {
		t.Error("something is left")
	}
}

func TestDifferentEntriesDiffer(t *testing.T) {
	seen := map[digest][2]string{}
	for _, entry := range [][2]string{{"a", ""}, {"", "a"}, {"a", "b"}, {"b", "a"}, {"ab", ""}, {"", "ab"}, {"", ""}} {
		if other, is := seen[digestOf(entry)]; is {
			t.Errorf("%q is like %q", entry, other)
		}
		seen[digestOf(entry)] = entry
	}
}

func TestTheSameEntryTwiceIsNotNothing(t *testing.T) {
	if digestOf([2]string{"a", "1"}, [2]string{"a", "1"}) == (digest{}) {
		t.Error("it is")
	}
}

func TestADigestIsReadAsItWasWritten(t *testing.T) {
	d := digestOf([2]string{"a", "1"})
	if readDigest(d.append(nil)) != d {
		t.Error("it differs")
	}
}

// Nodes of two builds that digest in two ways would not agree on a block.
func TestTheDigestIsWhatItAlwaysWas(t *testing.T) {
	d := digestOf([2]string{"key", "value"}, [2]string{"other", ""})
	if sum := fmt.Sprintf("%x", d.sum()); sum != "1f328d60fe66697aedfd9fef27f133feceac45bf33dc53174f8c7fd86c1046fe" {
		t.Errorf("it is %s", sum)
	}
}
