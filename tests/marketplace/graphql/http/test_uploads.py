import orjson
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from marketplace.graphql.http import multipart
from tests.marketplace.graphql.http.answers import code_of

ATTACH = "mutation A($file: Upload!, $others: [Upload]) { attach(file: $file, others: $others) { names size } }"


@pytest.fixture
def upload(api):
    def upload(operations, places, **files):
        form = {"operations": orjson.dumps(operations).decode(), "map": orjson.dumps(places).decode(), **files}
        return api.post("/graphql/", form, headers={"GraphQL-Require-Preflight": "1"})

    return upload


def file(name="ảnh.jpg", content=b"12345"):
    return SimpleUploadedFile(name, content)


def test_files_take_the_place_of_nulls(upload, written):
    operations = {"query": ATTACH, "variables": {"file": None, "others": [None, None]}}
    places = {"0": ["variables.file"], "1": ["variables.others.0", "variables.others.1"]}
    response = upload(operations, places, **{"0": file(), "1": file("b.jpg")})
    assert response.json()["data"] == {"attach": {"names": ["ảnh.jpg", "b.jpg", "b.jpg"], "size": 5}}
    assert written == [b"12345"]


def test_a_file_larger_than_memory_keeps_goes_over_the_disk(upload, written):
    content = b"x" * 3_000_000
    response = upload(
        {"query": ATTACH, "variables": {"file": None}}, {"0": ["variables.file"]}, **{"0": file("a", content)}
    )
    assert response.json()["data"]["attach"]["size"] == 3_000_000


def test_a_file_that_is_too_large_is_refused(upload, written):
    content = b"x" * (multipart.LARGEST_FILE + 1)
    response = upload(
        {"query": ATTACH, "variables": {"file": None}}, {"0": ["variables.file"]}, **{"0": file("a", content)}
    )
    assert (response.status_code, code_of(response)) == (413, "FILE_TOO_LARGE")
    assert written == []


def test_too_many_files_are_refused(upload, written):
    files = {str(number): file() for number in range(11)}
    places = {name: ["variables.file"] for name in files}
    response = upload({"query": ATTACH, "variables": {"file": None}}, places, **files)
    assert (response.status_code, code_of(response)) == (413, "BODY_TOO_LARGE")
    assert written == []


@pytest.mark.parametrize(
    ("operations", "places", "code"),
    [
        ({"query": ATTACH, "variables": {"file": None}}, {"1": ["variables.file"]}, "BAD_UPLOAD"),
        ({"query": ATTACH, "variables": {"file": None}}, {"0": ["variables.other"]}, "BAD_UPLOAD"),
        ({"query": ATTACH, "variables": {"file": None}}, {"0": ["query"]}, "BAD_UPLOAD"),
        ({"query": ATTACH, "variables": {"file": None}}, {"0": ["variables"]}, "BAD_UPLOAD"),
        ({"query": ATTACH, "variables": {"file": "x"}}, {"0": ["variables.file"]}, "BAD_UPLOAD"),
        ({"query": ATTACH, "variables": {"file": [None]}}, {"0": ["variables.file.7"]}, "BAD_UPLOAD"),
        ({"query": ATTACH, "variables": {"file": [None]}}, {"0": ["variables.file.-1"]}, "BAD_UPLOAD"),
        ({"query": ATTACH, "variables": {"file": None}}, {"0": ["variables.file.a.b"]}, "BAD_UPLOAD"),
        ({"query": ATTACH}, {"0": ["variables.file"]}, "BAD_UPLOAD"),
        ({"query": ATTACH, "variables": {"file": None}}, {"0": "variables.file"}, "BAD_UPLOAD"),
        ({"query": ATTACH, "variables": {"file": None}}, {"0": [5]}, "BAD_UPLOAD"),
        ({"query": ATTACH, "variables": {"file": None}}, [], "BAD_UPLOAD"),
        ([{"query": ATTACH, "variables": {"file": None}}], {"0": ["0.variables.file"]}, "BATCHING_UNSUPPORTED"),
        ({"query": ATTACH, "variables": {"file": None, "x": "\0"}}, {"0": ["variables.file"]}, "BAD_USER_INPUT"),
        ({"variables": {"file": None}}, {"0": ["variables.file"]}, "BAD_REQUEST"),
    ],
)
def test_a_map_that_fits_nothing_is_refused(upload, written, no_crash_logged, operations, places, code):
    response = upload(operations, places, **{"0": file()})
    assert (response.status_code, code_of(response)) == (400, code)
    assert written == []


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"nonsense", "multipart/form-data; boundary=x"),
        (b"nonsense", "multipart/form-data"),
        (b"--x\r\nContent-Disposition: form-data; name=operations\r\n\r\n{", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data; boundary=x"),
    ],
)
def test_a_broken_form_is_refused(post, no_crash_logged, body, content_type):
    response = post(body, content_type=content_type, GraphQL_Require_Preflight="1", Content_Type=content_type)
    assert response.status_code == 400
    assert code_of(response) in ("BAD_UPLOAD", "INVALID_JSON")


def test_operations_that_are_too_long_are_refused(upload):
    response = upload({"query": "#" * 3_000_000}, {})
    assert (response.status_code, code_of(response)) == (413, "BODY_TOO_LARGE")


@pytest.mark.parametrize("written_as", ['"a.jpg"', "null", "{}"])
def test_a_file_is_no_literal(post, written, written_as):
    assert post({"query": f"mutation {{ attach(file: {written_as}) {{ size }} }}"}).status_code == 400
    assert written == []


def test_a_file_is_no_json(post, written):
    response = post({"query": ATTACH, "variables": {"file": "a.jpg"}})
    assert (response.status_code, code_of(response)) == (400, "BAD_USER_INPUT")
    assert written == []
