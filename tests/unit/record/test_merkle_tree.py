"""Tree heads are those of RFC 6962: the entries and heads are Certificate Transparency's own test vectors.

Source: certificate-transparency, cpp/merkletree/merkle_tree_test.cc; the same stand in transparency-dev/merkle.
"""

from hashlib import sha256

import pytest

from snapshots.merkle_tree import leaf_hash, tree_head

ENTRIES = [
    bytes.fromhex(entry)
    for entry in (
        *("", "00", "10", "2021", "3031", "40414243"),
        *("5051525354555657", "606162636465666768696a6b6c6d6e6f"),
    )
]
HEADS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


@pytest.mark.parametrize("size", range(1, 9))
def test_the_published_heads_come_out(size):
    assert tree_head(leaf_hash(entry) for entry in ENTRIES[:size]).hex() == HEADS[size - 1]


def test_the_head_over_nothing_is_the_hash_of_nothing():
    assert tree_head([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_leaf_is_told_from_a_node_by_its_prefix():
    assert leaf_hash(b"L123456").hex() == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert tree_head([left, right]) == sha256(b"\x01" + left + right).digest()
    assert leaf_hash(b"\x01" + left + right) != tree_head([left, right])


def test_two_entries_that_change_places_change_the_head():
    one, two = leaf_hash(b"1"), leaf_hash(b"2")
    assert tree_head([one, two]) != tree_head([two, one])
