"""Messages are signed so that the Standard Webhooks library, and anybody with the public key, can tell."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st
from record_samples import published
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from service.delivery.signed_message import Message, message_of_entry, signed_headers, type_of_entry
from service.delivery.signing_secrets import new_secret, shown_to_receiver, signature_by
from service.projections.entries import PublishedEntry

NOON = datetime(2031, 1, 10, 12, 0, tzinfo=UTC)
SEEDS = st.binary(min_size=32, max_size=32)


def now():
    return datetime.now(UTC)  # the library holds a message's time against the clock


def secret_of(seed, scheme="hmac"):
    return new_secret(scheme, lambda count: seed[:count])


def entry_of(name="tag:localhost,2023:harbours/a..b/deadline.moved/i1", kind="deadline.moved", position=7):
    event = published(name, kind=kind, content={"kind": kind, "sentence": "Fähre · sea\u2028wall \x00"})
    return PublishedEntry(position=position, published_at=NOON, event=event)


def keys_of(header):
    return [one.split(",", 1) for one in header.split(" ")]


@given(SEEDS, st.dictionaries(st.text(), st.text()))
def test_the_standard_library_of_webhooks_takes_what_is_signed_by_the_shared_secret(seed, data):
    secret = secret_of(seed)
    body = json.dumps(data).encode()
    headers = dict(signed_headers(Message(id="msg_1", body=body, position=1), secrets=[secret], at=now()))
    assert Webhook(shown_to_receiver(secret)).verify(body, headers) == data
    with pytest.raises(WebhookVerificationError):
        Webhook(secret_of(bytes(32) if seed[:24] != bytes(24) else b"x" * 32)).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(body + b" ", headers)


def test_the_example_of_the_library_is_signed_as_it_says():
    """From the test of the reference libraries, whose secret and signature are published."""
    content = b"msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330." + b'{"test": 2432232314}'
    signature = signature_by("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", content)
    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@given(SEEDS, st.binary(max_size=200))
def test_who_has_the_public_key_can_check_and_not_sign(seed, body):
    secret = secret_of(seed, "ed25519")
    shown = shown_to_receiver(secret)
    assert (secret[:5], shown[:5]) == ("whsk_", "whpk_")
    headers = dict(signed_headers(Message(id="msg_1", body=body, position=1), secrets=[secret], at=NOON))
    ((scheme, signature),) = keys_of(headers["webhook-signature"])
    public = Ed25519PublicKey.from_public_bytes(base64.b64decode(shown.removeprefix("whpk_")))
    content = f"msg_1.{int(NOON.timestamp())}.".encode() + body
    assert scheme == "v1a"
    public.verify(base64.b64decode(signature), content)
    with pytest.raises(InvalidSignature):
        public.verify(base64.b64decode(signature), content + b" ")
    assert base64.b64decode(secret.removeprefix("whsk_"))[32:] == public.public_bytes_raw()


def test_while_secrets_are_rotated_either_is_enough():
    secrets = [secret_of(b"n" * 32), secret_of(b"o" * 32), secret_of(b"a" * 32, "ed25519")]
    message = message_of_entry(entry_of())
    headers = dict(signed_headers(message, secrets=secrets, at=now()))
    assert [scheme for scheme, _ in keys_of(headers["webhook-signature"])] == ["v1", "v1", "v1a"]
    for secret in secrets[:2]:
        assert Webhook(secret).verify(message.body, headers)


@given(st.text(), st.integers(1, 2**63 - 1))
def test_an_entry_gives_the_same_message_always_and_its_id_has_no_full_stop(name, position):
    message = message_of_entry(entry_of(name, position=position))
    assert message == message_of_entry(entry_of(name, position=position))
    assert message.id.startswith("msg_")
    assert message.id.isascii()
    assert "." not in message.id
    assert message_of_entry(entry_of(name + "x")).id != message.id


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("letter", "letter"),
        ("correction", "correction"),
        ("item.added", "change"),
        ("deadline.closed", "change"),
    ],
)
def test_a_message_says_what_sort_of_entry_it_brings(kind, expected):
    assert type_of_entry(entry_of(kind=kind)) == expected
    body = json.loads(message_of_entry(entry_of(kind=kind)).body)
    assert (body["type"], body["timestamp"]) == (expected, "2031-01-10T12:00:00.000000Z")
    assert body["data"]["id"] == entry_of().event.entry
    assert (body["data"]["position"], body["data"]["sentence"][:5]) == (7, "Fähre")


def test_a_later_try_has_a_later_time_and_another_signature():
    secret, message = secret_of(b"n" * 32), message_of_entry(entry_of())
    first = dict(signed_headers(message, secrets=[secret], at=NOON))
    later = dict(signed_headers(message, secrets=[secret], at=NOON + timedelta(hours=2)))
    assert first["webhook-id"] == later["webhook-id"]
    assert int(later["webhook-timestamp"]) - int(first["webhook-timestamp"]) == 7200
    assert first["webhook-signature"] != later["webhook-signature"]


@pytest.mark.parametrize("secret", ["whpk_AAAA", "secret", "whsec_***"])
def test_what_is_no_secret_signs_nothing(secret):
    with pytest.raises(ValueError, match="whsec"):
        signature_by(secret, b"")
