"""The tree head, made in one pass, is the one that RFC 6962 defines by recursion."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from snapshots.merkle_tree import leaf_hash, tree_head


def defined_head(entries):
    """MTH of RFC 6962, section 2.1, word for word."""
    if not entries:
        return sha256(b"").digest()
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0]).digest()
    k = 1
    while k * 2 < len(entries):
        k *= 2
    return sha256(b"\x01" + defined_head(entries[:k]) + defined_head(entries[k:])).digest()


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_the_head_is_the_defined_one(entries):
    assert tree_head(leaf_hash(entry) for entry in entries) == defined_head(entries)


@given(st.lists(st.binary(max_size=4), min_size=1, max_size=40), st.data())
def test_one_changed_bit_anywhere_changes_the_head(entries, data):
    at = data.draw(st.integers(0, len(entries) - 1))
    changed = [*entries]
    changed[at] = bytes([data.draw(st.integers(0, 255))]) + changed[at]
    assert tree_head(map(leaf_hash, changed)) != tree_head(map(leaf_hash, entries))
