"""The Merkle tree of RFC 6962, section 2.1: one hash that stands for a list, in its order.

The head over no entries is SHA-256(""). A leaf is SHA-256(0x00 || entry), a node SHA-256(0x01 || left ||
right); the left subtree of n leaves holds the largest power of two smaller than n. The two prefixes keep
anyone from passing off a node as an entry.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["leaf_hash", "tree_head"]


def leaf_hash(entry: bytes) -> bytes:
    """The 32 bytes that stand for one entry."""
    return sha256(b"\x00" + entry).digest()


def tree_head(leaf_hashes: Iterable[bytes]) -> bytes:
    """The 32 bytes that stand for all leaves in their order; keeps log2(n) of them in memory."""
    subtrees: list[tuple[int, bytes]] = []  # (leaves, head), complete, from left to right, ever smaller
    for leaf in leaf_hashes:
        size, head = 1, leaf
        while subtrees and subtrees[-1][0] == size:
            head = _node_hash(subtrees.pop()[1], head)
            size *= 2
        subtrees.append((size, head))
    return _join(head for _, head in subtrees)


def _join(heads: Iterable[bytes]) -> bytes:
    """The head over complete subtrees: the smallest stand at the right, so they join from there."""
    from_the_right = list(heads)[::-1]
    if not from_the_right:
        return sha256(b"").digest()
    whole = from_the_right[0]
    for left in from_the_right[1:]:
        whole = _node_hash(left, whole)
    return whole


def _node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()
