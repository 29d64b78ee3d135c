"""What OpenAPI says is what is sent: every operation is asked, and every answer held against its schema."""

from itertools import combinations

import jsonschema
import pytest
from harbour_letters import JANUARY, MAY, SEPTEMBER, SERIES
from http_client import post_letter
from jsonschema import Draft202012Validator, validators

from diffing.changes.typed_changes import KINDS
from service.demo.demo_letters import DEMO_SERIES, demo_letters
from service.filters.entry_facets import CLOSED
from service.reports.report_forms import ReportForm

LETTER = {"series": SERIES, "date": "2031-01-09"}
NOBODY = {"series": "nobody", "date": "2031-01-09"}

PAIR = {"before": "2031-01-09", "after": "2031-05-20"}

# Their answers are held against the description in test_api_subscriptions.py.
SHOWN_WITH_TOKENS = {
    "post_subscription",
    "get_subscriptions",
    "get_subscription",
    "patch_subscription",
    "delete_subscription",
    "get_deliveries",
    "post_replay",
    "post_secret",
    "post_test",
}

# operation -> what to ask it: path, query, and the status that comes back.
QUESTIONS = {
    "get_series": [
        ({}, {}, 200),
        ({}, {"limit": 1}, 200),
        ({}, {"after": "x"}, 422),
        ({}, {"limit": 0}, 422),
    ],
    "get_letters": [
        ({}, {}, 200),
        ({}, {"series": SERIES, "limit": 1}, 200),
        ({}, {"series": "nobody"}, 404),
    ],
    "get_letter": [(LETTER, {}, 200), (NOBODY, {}, 404), (LETTER | {"date": "never"}, {}, 404)],
    "get_reissue": [(LETTER | {"reissue": "1"}, {}, 200), (LETTER | {"reissue": "2"}, {}, 404)],
    "get_comparison": [
        ({"series": SERIES, "old": "2031-01-09", "new": "2031-05-20"}, {}, 200),
        ({"series": SERIES, "old": "2031-01-09", "new": "2031-09-02"}, {}, 200),
        ({"series": SERIES, "old": "previous", "new": "latest"}, {}, 200),
        ({"series": SERIES, "old": "previous", "new": "latest"}, {"as_of_position": 10**6}, 200),
        ({"series": SERIES, "old": "previous", "new": "latest"}, {"as_of_position": 0}, 404),
        ({"series": SERIES, "old": "previous", "new": "latest"}, {"as_of_position": -1}, 422),
        ({"series": SERIES, "old": "latest", "new": "2031-05-20"}, {}, 422),
        ({"series": SERIES, "old": "never", "new": "latest"}, {}, 404),
        *(
            ({"series": SERIES, "old": "previous", "new": "latest"}, {"as": form}, 200)
            for form in (*ReportForm,)
        ),
        ({"series": SERIES, "old": "previous", "new": "latest"}, {"as": "pdf"}, 422),
    ],
    "get_ledger": [
        (LETTER, {}, 200),
        (LETTER, {"partner": "Egypt"}, 200),
        (LETTER | {"date": "latest"}, {}, 200),
        (NOBODY, {}, 404),
        (LETTER, {"partner": "Atlantis"}, 422),
    ],
    "get_ledger_moves": [
        ({"series": SERIES, "old": "2031-01-09", "new": "2031-05-20"}, {}, 200),
        ({"series": SERIES, "old": "previous", "new": "latest"}, {"partner": "EG"}, 200),
        ({"series": SERIES, "old": "latest", "new": "2031-05-20"}, {}, 422),
        ({"series": SERIES, "old": "never", "new": "latest"}, {}, 404),
    ],
    "get_slippage": [({"series": SERIES}, {}, 200), ({"series": "nobody"}, {}, 404)],
    "get_items": [
        ({}, {"series": "nobody"}, 404),
        ({}, {}, 200),
        ({}, {"q": "partner:EG", "limit": 1}, 200),
        ({}, {"q": "colour:red"}, 422),
    ],
    "get_changes": [({}, {"limit": 500}, 200), ({}, {"limit": 1}, 200), ({}, {"q": "colour:red"}, 422)],
    "get_corrections": [({}, {}, 200), ({}, {"of": "nothing"}, 200), ({}, {"after": "x"}, 422)],
    "corrections_as_atom": [({}, {}, 200)],
    "corrections_as_json_feed": [({}, {}, 200)],
    # What it sends is held in test_api_stream.py; it never ends by itself.
    "stream_changes": [({}, {"q": "colour:red"}, 422), ({}, {"after": -1}, 422)],
    "get_keys": [({}, {}, 200)],
    "get_decisions": [({}, {"series": SERIES}, 200), ({}, {"series": "nobody"}, 404), ({}, {}, 422)],
    "get_doubtful": [
        ({"series": SERIES}, {}, 200),
        ({"series": SERIES}, {"letters": "2031-01-09..latest", "limit": 1}, 200),
        ({"series": SERIES}, {"letters": "latest"}, 422),
        ({"series": "nobody"}, {}, 404),
    ],
    "get_sources": [({}, {}, 200), ({}, {"after": "x"}, 422)],
    "get_candidates": [({}, {"state": "waiting"}, 200), ({}, {"state": "lost"}, 422)],
    "get_candidate": [({"series": SERIES, "candidate": "c1"}, {}, 404)],
    "get_health": [({}, {}, 200)],
    "get_problem_types": [({}, {}, 200)],
    "get_problem_type": [({"candidate": "c1", "slug": "not-found"}, {}, 200), ({"slug": "nothing"}, {}, 404)],
    "feeds_as_opml": [({}, {}, 200), ({}, {"q": "colour:red"}, 422), ({}, {"by": "nobody"}, 422)],
    "changes_as_atom": [({}, {}, 200), ({}, {"q": "colour:red"}, 422), ({}, {"series": "nobody"}, 404)],
    "changes_as_rss": [({}, {}, 200), ({}, {"q": "colour:red"}, 422)],
    "changes_as_json_feed": [({}, {}, 200), ({}, {"q": "colour:red"}, 422)],
    "deadlines_as_calendar": [({}, {}, 200), ({}, {"q": "colour:red"}, 422)],
}


@pytest.fixture(scope="module")
def description(reading_client):
    return reading_client.get("/openapi.json").json()


def operations(description):
    return {
        operation["operationId"]: (method, path, operation)
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
    }


def one_of(validator, members, instance, schema):
    """`oneOf`; a union is not asked for those of its members that are of another kind, which cannot hold."""
    told = schema.get("discriminator", {"propertyName": None})
    if isinstance(instance, dict) and (kind := instance.get(told["propertyName"])) in told.get("mapping", {}):
        members = [{"$ref": told["mapping"][kind]}]
    yield from Draft202012Validator.VALIDATORS["oneOf"](validator, members, instance, schema)


_Validator = validators.extend(Draft202012Validator, {"oneOf": one_of})


def assert_as_described(answer, operation, description):
    described = operation["responses"][str(answer.status_code)]
    media_type = answer.headers["content-type"].partition(";")[0]
    assert media_type in described["content"], f"{media_type} is not among {list(described['content'])}"
    schema = described["content"][media_type].get("schema")
    if schema is not None:
        whole = schema | {"components": description["components"]}
        jsonschema.validate(answer.json(), whole, _Validator)


def asked(client, description, name, path_values, query):
    method, path, operation = operations(description)[name]
    return client.request(method, path.format(**path_values), params=query), operation


@pytest.mark.parametrize(
    ("name", "question"),
    [(name, question) for name, questions in QUESTIONS.items() for question in questions],
)
def test_an_answer_is_as_described(reading_client, description, name, question):
    path_values, query, status = question
    answer, operation = asked(reading_client, description, name, path_values, query)
    assert answer.status_code == status, answer.text
    assert_as_described(answer, operation, description)


def test_a_parameter_that_there_is_not_is_refused_with_the_names_of_those_that_are(
    reading_client, description
):
    for name, (method, path, operation) in operations(description).items():
        if not path.startswith("/v1"):
            continue
        values = LETTER | {
            "reissue": "1",
            "old": "2031-01-09",
            "new": "latest",
            "candidate": "c1",
            "slug": "not-found",
            "id": "x",
        }
        answer = reading_client.request(
            method, path.format(**values), params={"cursor": "x", "series": SERIES}, files={"file": b"x"}
        )
        known = [one["name"] for one in operation.get("parameters", []) if one["in"] == "query"]
        assert answer.status_code == 422, name
        assert "query.cursor" in [fault["where"] for fault in answer.json()["faults"]]
        assert all(one in answer.json()["detail"] for one in known)
        assert_as_described(answer, operation, description)


def test_the_history_of_every_item_is_as_described(reading_client, description):
    items = reading_client.get("/v1/items", params={"limit": 500}).json()["items"]
    assert items
    for item in items:
        answer, operation = asked(reading_client, description, "get_item", {"id": item["id"]}, {})
        assert answer.status_code == 200
        assert_as_described(answer, operation, description)
    answer, operation = asked(reading_client, description, "get_item", {"id": "nothing"}, {})
    assert_as_described(answer, operation, description)


@pytest.mark.parametrize(
    ("owner", "others"),
    [("ChangesOut", {CLOSED, "correction"}), ("ComparisonOut", set()), ("ItemHistoryOut", {CLOSED})],
)
def test_every_kind_of_change_has_a_shape(description, owner, others):
    changes = description["components"]["schemas"][owner]["properties"]["changes"]
    assert set(changes["items"]["discriminator"]["mapping"]) == {*KINDS, *others}


def unions(schema):
    """All that is told apart by a property, wherever it stands."""
    if isinstance(schema, dict):
        if "discriminator" in schema:
            yield schema
        for part in schema.values():
            yield from unions(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from unions(part)


def test_a_kind_of_a_union_is_one_of_its_members_and_no_other_member_takes_it(description):
    found = [*unions(description)]
    assert found
    for union in found:
        property_, mapping = (union["discriminator"][name] for name in ("propertyName", "mapping"))
        members = {member["$ref"] for member in union["oneOf"]}
        assert set(mapping.values()) == members
        for member in members:
            shape = description["components"]["schemas"][member.rpartition("/")[2]]
            said = shape["properties"][property_]
            kinds = [said["const"]] if "const" in said else said["enum"]
            assert {kind for kind, ref in mapping.items() if ref == member} == set(kinds)
            assert property_ in shape["required"]


def test_the_changes_of_the_demo_letters_are_as_described(client, description):
    for letter in demo_letters():
        assert (
            post_letter(client, letter.data, series=DEMO_SERIES, filename=letter.filename).status_code == 201
        )
    answer, operation = asked(client, description, "get_changes", {}, {"limit": 500})
    assert_as_described(answer, operation, description)
    assert len({change["kind"] for change in answer.json()["changes"]}) > len(KINDS) // 2
    dates = [held["date"] for held in client.get("/v1/letters").json()["letters"]]
    for old, new in combinations(dates, 2):
        pair = {"series": DEMO_SERIES, "old": old, "new": new}
        answer, operation = asked(client, description, "get_comparison", pair, {})
        assert_as_described(answer, operation, description)


def test_uploads_are_answered_as_described(client, description):
    operation = operations(description)["post_letter"][2]
    answers = [
        post_letter(client, JANUARY),
        post_letter(client, JANUARY),
        post_letter(client, MAY),
        post_letter(client, SEPTEMBER, dry_run=True),
        post_letter(client, b""),
        post_letter(client, b"\xff\xd8\xff\xe0" + b"\x00" * 400),
        post_letter(client, JANUARY, series="Two Words"),
        client.post("/v1/letters", params={"series": SERIES}),
        post_letter(client, b"a" * 21_000_000),
    ]
    assert [answer.status_code for answer in answers] == [201, 200, 201, 200, 422, 415, 422, 422, 413]
    for answer in answers:
        assert_as_described(answer, operation, description)


def test_decisions_are_answered_as_described(client, description):
    for data in (JANUARY, MAY):
        post_letter(client, data)
    pair = {side: {"letter": day, "statement": "s004"} for side, day in PAIR.items()}
    separate = {"verdict": "separate", "pairs": [pair], "actor": "The registrar", "reason": "Two measures."}
    undo = {"verdict": "undo", "decision": "d1", "actor": "The registrar", "reason": "A slip."}
    unknown = {**pair, "after": {"letter": "2031-05-20", "statement": "s999"}}
    operation = operations(description)["post_decision"][2]
    bodies = [
        (separate | {"dry_run": True}, 200),
        (separate, 201),
        (separate, 200),
        (undo, 201),
        (undo, 200),
        (undo | {"decision": "d9"}, 404),
        (separate | {"pairs": [unknown]}, 404),
        (separate | {"pairs": []}, 422),
        (separate | {"pairs": [pair | {"after": pair["before"]}]}, 422),
        (separate | {"reason": " "}, 422),
        (separate | {"verdict": "guess"}, 422),
        ([], 422),
    ]
    for body, status in bodies:
        answer = client.post("/v1/decisions", params={"series": SERIES}, json=body)
        assert answer.status_code == status, answer.text
        assert_as_described(answer, operation, description)
    answer, operation = asked(client, description, "get_decisions", {}, {"series": SERIES})
    assert [one["undone"]["reason"] for one in answer.json()["decisions"]] == ["A slip."]
    assert_as_described(answer, operation, description)
    for name, member in (("get_corrections", "corrections"), ("get_changes", "changes")):
        answer, operation = asked(client, description, name, {}, {"limit": 500})
        assert "correction" in {one["kind"] for one in answer.json()[member]}
        assert_as_described(answer, operation, description)


def test_no_operation_is_left_out(description):
    assert set(operations(description)) == {
        *QUESTIONS,
        "get_item",
        "post_letter",
        "post_decision",
        "post_answer",
        *SHOWN_WITH_TOKENS,
    }


def test_every_schema_is_one(description):
    for schema in description["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_no_error_is_announced_but_problems(description):
    assert "HTTPValidationError" not in str(description)
    for _, _, operation in operations(description).values():
        for status, response in operation["responses"].items():
            if status >= "400":
                assert list(response["content"]) == ["application/problem+json"]


def test_every_parameter_and_operation_says_what_it_is(description):
    for _, path, operation in operations(description).values():
        assert operation["description"], path
        for parameter in operation.get("parameters", []):
            assert parameter.get("description"), (path, parameter["name"])


def test_the_paths_of_the_contract_are_there(description):
    assert {
        "/v1/series",
        "/v1/letters",
        "/v1/letters/{series}/{date}",
        "/v1/compare/{series}/{old}..{new}",
        "/v1/items",
        "/v1/items/{id}",
        "/v1/changes",
        "/feeds/changes.atom",
        "/feeds/changes.rss",
        "/feeds/changes.json",
        "/feeds/deadlines.ics",
    } <= set(description["paths"])
