"""The key that receipts are signed by: made once, for its owner alone, and followed by others in time."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from hypothesis import given
from hypothesis import strategies as st

from service.record_faults import UnusableSigningKey
from service.settings import Settings
from service.signing.signed_receipts import fault_of_signature
from service.signing.signing_keys import SigningKeys, keys_to_json, public_keys_of, signing_keys


def pem_of(private):
    return private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def public_pem_of(private):
    return private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def kept(path, data, mode=0o600):
    path.write_bytes(data)
    path.chmod(mode)
    return path


def test_a_key_is_made_when_it_is_first_needed_and_only_its_owner_may_read_it(tmp_path):
    path = tmp_path / "record.db.key"
    keys = SigningKeys(path)
    assert not path.exists()
    assert len(keys.public()) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
    assert SigningKeys(path).public() == keys.public()


def test_of_many_that_make_a_key_at_once_all_use_the_same(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: SigningKeys(tmp_path / "key").public(), range(16)))
    assert len(found) == 1


def test_it_stands_beside_an_sqlite_file_unless_another_place_is_set(tmp_path):
    beside = signing_keys(Settings(database_url=f"sqlite:///{tmp_path}/letters.db"))
    assert beside.path == tmp_path / "letters.db.key"
    elsewhere = tmp_path / "other"
    assert signing_keys(Settings(signing_key=elsewhere)).path == elsewhere
    assert signing_keys(Settings(database_url="postgresql+psycopg://u@h/n")).path is None


def test_without_a_place_nothing_is_signed():
    keys = SigningKeys(None)
    assert keys.public() == ()
    assert keys.sign(b"x") is None


@given(data=st.binary(max_size=50), other=st.binary(max_size=50))
def test_a_signature_holds_of_the_bytes_that_were_signed_and_of_no_others(tmp_path_factory, data, other):
    keys = SigningKeys(tmp_path_factory.getbasetemp() / "one.key")
    key, signature = keys.sign(data)
    assert keys.sign(data) == (key, signature)
    assert key.verifies(signature, data)
    assert key.verifies(signature, other) == (data == other)


def test_a_new_key_in_front_signs_and_the_older_ones_stay_known(tmp_path):
    older, newer = ed25519.Ed25519PrivateKey.generate(), ed25519.Ed25519PrivateKey.generate()
    gone = ed25519.Ed25519PrivateKey.generate()
    path = kept(tmp_path / "key", pem_of(newer) + pem_of(older) + public_pem_of(gone))
    keys = SigningKeys(path)
    expected = [one.public_key().public_bytes_raw() for one in (newer, older, gone)]
    assert [key.raw for key in keys.public()] == expected
    assert keys.sign(b"x")[0].raw == expected[0]
    assert [one["signs"] for one in keys_to_json(keys.public())["keys"]] == [True, False, False]


def test_a_public_key_in_front_signs_nothing(tmp_path):
    gone, signer = ed25519.Ed25519PrivateKey.generate(), ed25519.Ed25519PrivateKey.generate()
    keys = SigningKeys(kept(tmp_path / "key", public_pem_of(gone) + pem_of(signer)))
    assert keys.sign(b"x")[0].raw == signer.public_key().public_bytes_raw()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"secret words",
        b"-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----",
        pem_of(ec.generate_private_key(ec.SECP256R1())),
        public_pem_of(ed25519.Ed25519PrivateKey.generate()),
    ],
)
def test_a_file_without_a_key_to_sign_by_is_refused_and_nothing_of_it_is_told(tmp_path, data):
    path = kept(tmp_path / "key", data)
    with pytest.raises(UnusableSigningKey, match="no Ed25519 private key") as told:
        SigningKeys(path).public()
    assert "secret" not in str(told.value)
    assert "c2VjcmV0" not in str(told.value)


def test_a_key_that_others_may_read_is_refused(tmp_path):
    path = kept(tmp_path / "key", pem_of(ed25519.Ed25519PrivateKey.generate()), mode=0o644)
    with pytest.raises(UnusableSigningKey, match="chmod 600"):
        SigningKeys(path).public()


def test_a_key_that_cannot_be_made_is_said_so(tmp_path):
    with pytest.raises(UnusableSigningKey, match="No such file"):
        SigningKeys(tmp_path / "nowhere" / "key").public()


def test_nothing_that_is_printed_shows_a_private_key(tmp_path):
    keys = SigningKeys(tmp_path / "key")
    keys.public()
    secret = b"".join((tmp_path / "key").read_bytes().splitlines()[1:-1]).decode()
    assert secret not in repr(keys) + repr(vars(keys)) + json.dumps(keys_to_json(keys.public()))


def test_public_keys_are_read_in_every_form_that_they_are_given_out_in(tmp_path):
    keys = SigningKeys(tmp_path / "key")
    (public,) = keys.public()
    for form in (
        json.dumps(keys_to_json(keys.public())).encode(),
        public.base64.encode() + b"\n",
        (tmp_path / "key").read_bytes(),
    ):
        assert public_keys_of(form) == (public,)
    for nothing in (b"", b"AAAA", b"words", b'{"keys": []}'):
        with pytest.raises(ValueError):  # noqa: PT011 - of base64, of JSON or our own
            public_keys_of(nothing)


def test_a_signature_of_a_kind_that_is_not_known_is_named(tmp_path):
    keys = SigningKeys(tmp_path / "key").public()
    signed = {"a": 1, "signature": {"algorithm": "none", "key": keys[0].id, "value": ""}}
    assert "only Ed25519" in fault_of_signature(signed, keys)
    signed["signature"] |= {"algorithm": "Ed25519", "value": "*"}
    assert "not base64" in fault_of_signature(signed, keys)
    signed["signature"] |= {"key": "0" * 32}
    assert "not known here" in fault_of_signature(signed, keys)
