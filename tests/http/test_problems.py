"""Whatever goes wrong, the answer is a problem detail (RFC 9457) that says what, and betrays nothing."""

import jsonschema
import pytest
from harbour_letters import JANUARY, SERIES
from http_client import client_of, post_letter
from sqlalchemy import text

from service.routes.problem_table import PROBLEMS, every_problem_type, exit_code_of, problem_type_of
from service.routes.problems import Problem


def assert_problem(answer, status, slug):
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    jsonschema.validate(problem, Problem.model_json_schema())
    assert (answer.status_code, problem["status"]) == (status, status)
    assert problem["type"].endswith(f"/v1/problems/{slug}")
    assert problem["detail"]
    assert problem["detail"] != problem["title"]
    return problem


def test_nothing_at_an_address(reading_client):
    for path in ("/nowhere", "/v1", "/v1/letter", "/v1/letters/a/b/c/d", "/v2/series"):
        problem = assert_problem(reading_client.get(path), 404, "not-found")
        assert problem["instance"] == path


def test_a_method_that_is_not_for_the_address(reading_client):
    for method in ("DELETE", "PUT", "PATCH"):
        answer = reading_client.request(method, "/v1/letters")
        assert_problem(answer, 405, "method-not-allowed")
        assert {"GET", "POST"} & set(answer.headers["allow"].replace(" ", "").split(","))


@pytest.mark.parametrize("path", ["/v1/series", "/v1/letters?series=nobody", "/v1/nowhere", "/v1/changes"])
def test_head_is_get_without_the_body(reading_client, path):
    got, asked = reading_client.get(path), reading_client.head(path)
    assert asked.status_code == got.status_code
    assert dict(asked.headers) == dict(got.headers)
    assert asked.content == b""


def test_instance_is_what_was_asked(reading_client):
    answer = reading_client.get("/v1/changes", params={"after": "x y"})
    assert assert_problem(answer, 422, "invalid-request")["instance"] == "/v1/changes?after=x+y"


def test_a_broken_form_is_a_bad_request(reading_client):
    answer = reading_client.post(
        "/v1/letters",
        params={"series": SERIES},
        content=b"no boundary here",
        headers={"content-type": "multipart/form-data; boundary=x"},
    )
    assert 400 <= answer.status_code < 500
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_body_that_declares_no_length_is_bounded_too(sqlite_url):
    client = client_of(sqlite_url, max_upload_bytes=100_000)

    def endless():
        yield b'--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        for _ in range(30):
            yield b"a" * 10_000

    answer = client.post(
        "/v1/letters",
        params={"series": SERIES},
        content=endless(),
        headers={"content-type": "multipart/form-data; boundary=x"},
    )
    # The limit of one file, and room for the form around it.
    assert "165,536 bytes" in assert_problem(answer, 413, "too-large")["detail"]
    client.app.state.engine.dispose()


def test_our_own_fault_betrays_nothing(client):
    def broken():
        raise RuntimeError("the secret is 42")

    client.app.add_api_route("/broken", broken)
    answer = client.get("/broken")
    assert_problem(answer, 500, "internal-error")
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def test_a_database_that_is_gone_is_unavailable(tmp_path):
    client = client_of(f"sqlite:///{tmp_path / 'no' / 'folder' / 'here.db'}")
    answer = client.get("/v1/series")
    assert_problem(answer, 503, "unavailable")
    assert "folder" not in answer.json()["detail"]
    client.app.state.engine.dispose()


def test_a_damaged_record_is_said(client):
    post_letter(client, JANUARY)
    with client.app.state.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER events_not_updated"))
        connection.execute(text("UPDATE events SET body = CAST(replace(body, 'two', 'ten') AS BLOB)"))
    problem = assert_problem(client.get(f"/v1/letters/{SERIES}/2031-01-09"), 500, "damaged-record")
    assert "event" in problem["detail"]


def test_a_type_leads_to_what_it_means(reading_client):
    listed = reading_client.get("/v1/problems").json()["problems"]
    assert len(listed) == len(every_problem_type())
    for problem_type in listed:
        assert reading_client.get(problem_type["type"]).json() == problem_type


def test_a_type_is_absolute_where_our_name_is_known(sqlite_url):
    client = client_of(sqlite_url, public_url="https://letters.example.org")
    assert client.get("/nowhere").json()["type"] == "https://letters.example.org/v1/problems/not-found"
    client.app.state.engine.dispose()


def test_a_browser_gets_a_page_outside_the_api_and_a_program_never(reading_client):
    as_browser = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    assert reading_client.get("/nowhere", headers=as_browser).headers["content-type"].startswith("text/html")
    assert_problem(reading_client.get("/v1/nowhere", headers=as_browser), 404, "not-found")
    assert_problem(reading_client.get("/nowhere", headers={"accept": "application/json"}), 404, "not-found")


def test_every_problem_has_a_name_of_its_own():
    types = every_problem_type()
    assert len({problem_type.slug for problem_type in types}) == len(types)


@pytest.mark.parametrize("error", sorted(PROBLEMS, key=lambda error: error.__name__))
def test_exit_codes_follow_whose_fault_it_is(error):
    problem_type = PROBLEMS[error]
    raised = error.__new__(error)
    assert problem_type_of(raised) is problem_type
    assert exit_code_of(raised) == problem_type.exit_code
    assert (problem_type.exit_code == 3) is (
        problem_type.status >= 500 and not problem_type.slug.startswith("unusable-")
    )


def test_an_error_that_nobody_foresaw_is_our_fault():
    assert problem_type_of(ZeroDivisionError()).status == 500
    assert exit_code_of(ZeroDivisionError()) == 3
