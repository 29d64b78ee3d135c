"""`lettertrail verify RECEIPT [OLD NEW]`: signed, made again to the same bytes, or the first thing that differs."""

import base64
import hashlib
import json

import pytest
from commands import ROOT, lettertrail
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from service.signing.signing_keys import public_keys_of
from service.signing.verify_receipt import fault_of_receipt, letters_from_files

DEMO = ROOT / "service" / "demo"
OLD, NEW = DEMO / "2024-10-16-harbour-council.txt", DEMO / "2025-02-12-harbour-council.docx"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The demo letters on record, and what moved between the last two with its signed receipt."""
    path = tmp_path_factory.mktemp("receipts")
    assert lettertrail("demo", folder=path).returncode == 0
    made = lettertrail("export", "harbour-council", "--as", "json", "-o", path / "moved.json", folder=path)
    assert made.returncode == 0, made.stderr
    keys = lettertrail("keys", "--json", folder=path)
    (path / "keys.json").write_bytes(keys.stdout)
    return path


def comparison_of(folder):
    return json.loads((folder / "moved.json").read_text("utf-8"))


def verify(folder, document, *arguments, **variables):
    (folder / "given.json").write_text(json.dumps(document), "utf-8")
    done = lettertrail("verify", folder / "given.json", *arguments, folder=folder, **variables)
    return done.returncode, (done.stdout or done.stderr).decode()


def fault(folder, document, *, must_be_signed=False):
    """What the command finds with the two files, without the start of a process each time."""
    letters = letters_from_files(OLD.read_bytes(), NEW.read_bytes())
    known = public_keys_of((folder / "keys.json").read_bytes())
    return fault_of_receipt(document, letters, known, must_be_signed=must_be_signed)


def away(tmp_path):
    """Somebody else's machine: another folder, another order of hashes, no key and no letters on record."""
    return {"LETTERTRAIL_DATABASE_URL": f"sqlite:///{tmp_path}/nothing.db", "PYTHONHASHSEED": "4242"}


@pytest.mark.parametrize("alone", [True, False])
def test_a_receipt_holds_from_the_record_and_from_the_files(folder, tmp_path, alone):
    document = comparison_of(folder)["receipt"] if alone else comparison_of(folder)
    code, said = verify(folder, document)
    assert (code, said.startswith("PASS: harbour-council/2024-10-16 to")) == (0, True), said
    assert document["receipt" if not alone else "signature"]
    key = ("--key", folder / "keys.json")
    code, said = verify(folder, document, OLD, NEW, *key, **away(tmp_path))
    assert (code, said.startswith("PASS")) == (0, True), said
    assert not (tmp_path / "nothing.db.key").exists()


def test_a_letter_that_was_held_by_then_is_part_of_what_is_made_again(folder):
    """The pair ends in an item that is back: known only because an earlier letter is held."""
    assert any(change["kind"] == "item.resumed" for change in comparison_of(folder)["changes"])


def tampered(document, path, value):
    copy = json.loads(json.dumps(document))
    inner = copy
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = value
    return copy


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("old", "text_sha256"), "0" * 64, "old.text_sha256"),
        (("new", "source_sha256"), "0" * 64, "new.source_sha256"),
        (("new", "seal"), "0" * 64, "new.seal"),
        (("diff",), "0", "diff"),
        (("configuration", "lexicon_sha256"), "0" * 64, "configuration.lexicon_sha256"),
        (("configuration", "series_sha256"), None, "configuration.series_sha256"),
        (("alignments_sha256",), "0" * 64, "alignments_sha256"),
        (("changes_sha256",), "0" * 64, "changes_sha256"),
        (("given", "items"), [], "changes_sha256"),
    ],
)
def test_one_altered_member_breaks_the_signature_and_is_found_without_one_too(folder, path, value, named):
    receipt = comparison_of(folder)["receipt"]
    assert "signature.value is not what key" in fault(folder, tampered(receipt, path, value))
    found = fault(folder, tampered(receipt, path, value) | {"signature": None})
    assert found.startswith(f"{named} is ")


@pytest.mark.parametrize("name", ["changes", "alignments"])
def test_what_stands_beside_a_receipt_must_be_what_it_is_of(folder, name):
    document = comparison_of(folder)
    document[name] = document[name][1:]
    assert f"{name}_sha256" in fault(folder, document)


def test_other_letters_are_told_apart(folder):
    code, said = verify(folder, comparison_of(folder), NEW, OLD)
    assert (code, said.startswith("FAIL: old.source_sha256")) == (1, True), said


def test_a_key_that_is_not_known_proves_nothing(folder, tmp_path):
    code, said = verify(folder, comparison_of(folder), OLD, NEW, **away(tmp_path))
    assert (code, "is not known here" in said) == (1, True), said


def test_who_asks_for_a_key_wants_a_signature(folder):
    unsigned = comparison_of(folder)["receipt"] | {"signature": None}
    assert fault(folder, unsigned) is None
    assert "nobody signed" in fault(folder, unsigned, must_be_signed=True)


def test_compare_signs_only_where_a_key_is_set(tmp_path):
    done = lettertrail("compare", OLD, NEW, "--json", folder=tmp_path)
    assert json.loads(done.stdout)["receipt"]["signature"] is None
    assert list(tmp_path.iterdir()) == []
    key = {"LETTERTRAIL_SIGNING_KEY": str(tmp_path / "mine.key")}
    done = lettertrail("compare", OLD, NEW, "--json", folder=tmp_path, **key)
    code, said = verify(tmp_path, json.loads(done.stdout), OLD, NEW, **key)
    assert (code, "signed by key" in said) == (0, True), said


@pytest.mark.parametrize(
    "document", [{}, {"receipt": {}}, {"signature": None}, {"receipt": None}, {"receipt": 5}]
)
def test_what_is_no_receipt_is_said_to_be_none(folder, document):
    assert fault(folder, document).startswith("this is no receipt")


def test_a_file_that_is_no_json_or_not_there_is_the_input_s_fault(folder, tmp_path):
    (tmp_path / "words").write_text("words")
    for name in ("words", "nothing"):
        done = lettertrail("verify", tmp_path / name, folder=folder)
        assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert lettertrail("verify", folder / "moved.json", OLD, folder=folder).returncode == 2


def canonical(value):
    """RFC 8785 for what comparisons consist of: nothing but whole floats is written otherwise than by Python."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def number(words):
    value = float(words)
    return int(value) if value.is_integer() else value


def test_others_can_check_a_receipt_without_any_of_our_code(folder):
    """What diffing/DESIGN.md says a receipt is, done with a JSON reader, SHA-256 and Ed25519 alone."""
    document = json.loads((folder / "moved.json").read_text("utf-8"), parse_float=number)
    receipt = document["receipt"]
    keys = {one["id"]: one for one in json.loads((folder / "keys.json").read_text("utf-8"))["keys"]}
    raw = base64.b64decode(keys[receipt["signature"]["key"]]["public_key"])
    assert hashlib.sha256(raw).hexdigest()[:32] == receipt["signature"]["key"]
    signed = canonical({name: value for name, value in receipt.items() if name != "signature"})
    Ed25519PublicKey.from_public_bytes(raw).verify(base64.b64decode(receipt["signature"]["value"]), signed)
    for side, file in (("old", OLD), ("new", NEW)):
        assert receipt[side]["source_sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    for name in ("changes", "alignments"):
        assert receipt[f"{name}_sha256"] == hashlib.sha256(canonical(document[name])).hexdigest()


# Deep enough for the parser to give up, and just so deep that only what walks it again does.
DEEP, DEEPER = 700, 100_000
NO_RECEIPTS = {
    "deep": b"[" * DEEPER,
    "deep members": b'{"receipt":' * DEEPER,
    "deep changes": b'{"changes":'
    + b"[" * DEEP
    + b"]" * DEEP
    + b',"receipt":{"signature":null,"changes_sha256":""}}',
    "cut": b'{"receipt":{"signature":nu',
    "binary": b"\xff\xfe\x00\x00",
    "empty": b"",
    "null": b"null",
    "too many digits": b'{"signature":' + b"9" * 5000 + b"}",
    "not a number": b'{"changes":NaN,"receipt":{"signature":null,"changes_sha256":""}}',
    "half a character": b'{"changes":"\\ud800","receipt":{"signature":null,"changes_sha256":""}}',
    "twice": b'{"receipt":{},"receipt":{}}',
    "words": b'{"receipt":"words"}',
}


@pytest.mark.parametrize("name", NO_RECEIPTS)
def test_a_file_that_is_no_receipt_is_refused_in_one_line(tmp_path, name):
    given = tmp_path / "given.json"
    given.write_bytes(NO_RECEIPTS[name])
    done = lettertrail("verify", given, OLD, NEW, folder=tmp_path)
    said = (done.stdout + done.stderr).decode()
    assert (done.returncode, said.count("\n")) == (1, 1), said
    assert "should not have happened" not in said


@pytest.mark.parametrize("data", [b'{"keys":' * DEEPER, b'{"keys":[1]}', b"", b"\xff"])
def test_a_file_that_is_no_key_is_refused_in_one_line(folder, tmp_path, data):
    (tmp_path / "key").write_bytes(data)
    done = lettertrail("verify", folder / "moved.json", OLD, NEW, "--key", tmp_path / "key", folder=tmp_path)
    assert done.returncode == 1, done.stderr
    assert done.stderr.decode().count("\n") == 1
    assert b"no Ed25519 public key" in done.stderr


def test_a_member_that_stands_twice_is_named(folder, tmp_path):
    """What one program reads of such a receipt another does not: nothing of it is proved."""
    words = (folder / "moved.json").read_text("utf-8").rstrip()
    (tmp_path / "twice.json").write_text(words[:-1] + ',"changes":[]}', "utf-8")
    done = lettertrail("verify", tmp_path / "twice.json", OLD, NEW, folder=tmp_path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"'changes' stands twice" in done.stderr
