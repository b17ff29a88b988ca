"""Bytes that no client should send, many at once, to a real server: each is refused, and the others are served."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.utils import timezone

from catalog.models import Media
from marketplace.graphql.ids import global_id
from tests.catalog.factories import make_officer, make_product
from tests.config.runtime.served import form, large, served
from tests.marketplace.images.pictures import animated, encoded, jpeg_claiming, picture, png_header_only, with_gps
from tests.marketplace.people import bearer, make_session

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(sys.platform != "linux", reason="watches processes through /proc"),
]

MEGABYTES = 1_000_000
TYPE = {"Content-Type": "application/json"}
FORM = {"Content-Type": "multipart/form-data; boundary=x", "GraphQL-Require-Preflight": "1"}
GOOD = "{ productGroups { name } __typename }"
UPLOAD = """mutation ($input: UploadProductMediaInput!) {
    uploadProductMedia(input: $input) { media { url } errors { code } } }"""


@pytest.fixture(scope="module")
def server(django_db_setup, tmp_path_factory):
    with served(tmp_path_factory.mktemp("served")) as server:
        yield server


@pytest.fixture
def unharmed(server):
    """Around an attack: no worker ends, nothing is logged as a failure, and others are served all the while."""
    workers, over = server.workers, Event()

    def others():
        seen = [server.ask(GOOD).status]
        while not over.is_set():
            seen.append(server.ask(GOOD).status)
        return seen

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(others)
        yield
        over.set()
        assert set(waiting.result()) == {200}
    assert len(workers) == 2 and server.workers == workers
    assert server.complaints() == []


def at_once(attack, times=8):
    with ThreadPoolExecutor(times) as pool:
        answers = list(pool.map(lambda _: attack(), range(times)))
    return {(answer.status, answer.code) for answer in answers}


def json_body(content):
    return {**TYPE, "Content-Length": str(len(content))}, [content]


def test_bodies_of_50_megabytes_are_refused_by_what_they_announce(server, unharmed):
    announced = {**TYPE, "Content-Length": str(50 * MEGABYTES)}
    assert at_once(lambda: server.send(announced, large(50 * MEGABYTES))) == {(413, "BODY_TOO_LARGE")}


def test_bodies_without_a_length_are_refused(server, unharmed):
    chunked = {**TYPE, "Transfer-Encoding": "chunked"}

    def chunks():
        return (b"10000\r\n" + chunk + b"\r\n" for chunk in large(50 * MEGABYTES))

    assert at_once(lambda: server.send(chunked, chunks())) == {(411, "LENGTH_REQUIRED")}


def test_files_of_50_megabytes_are_refused_when_they_get_too_large(server, unharmed):
    announced = {**FORM, "Content-Length": str(51 * MEGABYTES)}
    operations = json.dumps({"query": UPLOAD, "variables": {"input": {"file": None}}}).encode()

    def attack():
        return server.send(announced, form(operations, file=large(50 * MEGABYTES)))

    assert at_once(attack) == {(413, "FILE_TOO_LARGE")}


def test_clients_that_break_off_cost_nobody_anything(server, unharmed):
    announced = {**TYPE, "Content-Length": "900000"}
    assert at_once(lambda: hang_up(server, announced, [b'{"query": "'])) == {(0, None)}
    assert at_once(lambda: hang_up(server, {**FORM, "Content-Length": "900000"}, [b"--x\r\nContent-"])) == {(0, None)}
    assert server.ask(GOOD).status == 200


def hang_up(server, headers, body):
    """Sends a part of the body and goes away without waiting for the answer."""
    return server.send(headers, body, is_patient=False)


BROKEN_UTF8 = [
    b'{"query": "{ seller(slug: \\"\xff\xfe\\") { id } }"}',
    '{"query": "{ seller(slug: \\"Nam Định\\") { id } }"}'.encode("utf-16"),
    '{"query": "{ seller(slug: \\"é\\") { id } }"}'.encode("latin1"),
    b'{"query": "{ seller(slug: \\"\xc0\xaf\\") { id } }"}',  # a slash in more bytes than it needs
    b'{"query": "{ seller(slug: \\"\xed\xa0\x80\\") { id } }"}',  # half a surrogate
    b'{"query": "{ seller(slug: \\"\\ud800\\") { id } }"}',
    b"\xef\xbb\xbf" + b'{"query": "{ __typename }"}',
]


@pytest.mark.parametrize("body", BROKEN_UTF8)
def test_what_is_not_utf8_is_refused(server, unharmed, body):
    assert at_once(lambda: server.send(*json_body(body))) == {(400, "INVALID_JSON")}


def test_what_is_not_utf8_in_an_address_or_a_form_is_refused(server, unharmed):
    target = b"/graphql/?query=%7B__typename%7D&variables=%ff%fe"
    assert at_once(lambda: server.send({}, target=target, method="GET")) == {(400, "INVALID_JSON")}
    raw = b"/graphql/?query={__typename\xff}"
    assert at_once(lambda: server.send({}, target=raw, method="GET")) <= {(400, "GRAPHQL_PARSE_FAILED"), (400, None)}
    body = b"".join(form(b'{"query": "{ __typename }", "variables": \xff}'))
    headers = {**FORM, "Content-Length": str(len(body))}
    assert at_once(lambda: server.send(headers, [body])) == {(400, "INVALID_JSON")}


NUL = {
    "in a variable": (
        {"query": "query ($s: String) { seller(slug: $s) { id } }", "variables": {"s": "a\0"}},
        "BAD_USER_INPUT",
    ),
    "in the name of a variable": ({"query": "{ __typename }", "variables": {"a\0": 1}}, "BAD_USER_INPUT"),
    "in a literal": ({"query": '{ seller(slug: "a\0b") { id } }'}, "BAD_USER_INPUT"),
    "escaped in a literal": ({"query": '{ certificate(number: "a\\u0000b") { id } }'}, "BAD_USER_INPUT"),
    "in a cursor": ({"query": '{ products(after: "\\u{0}") { nodes { id } } }'}, "BAD_USER_INPUT"),
    "between fields": ({"query": "{ __typename\0 }"}, "GRAPHQL_PARSE_FAILED"),
    "in the operation's name": ({"query": "{ __typename }", "operationName": "\0"}, "BAD_USER_INPUT"),
}


@pytest.mark.parametrize("where", NUL)
def test_nul_is_refused_wherever_it_stands(server, unharmed, where):
    body, code = NUL[where]
    assert at_once(lambda: server.send(*json_body(json.dumps(body).encode()))) == {(400, code)}


def test_nul_in_an_address_or_a_header_is_refused(server, unharmed):
    target = (
        b"/graphql/?query=query(%24s:String)%7Bseller(slug:%24s)%7Bid%7D%7D&variables=%7B%22s%22:%22%5Cu0000%22%7D"
    )
    assert at_once(lambda: server.send({}, target=target, method="GET")) == {(400, "BAD_USER_INPUT")}
    name = b"/graphql/?query=%7B__typename%7D&operationName=%00"
    assert at_once(lambda: server.send({}, target=name, method="GET")) == {(400, "BAD_USER_INPUT")}
    assert at_once(lambda: server.send({"Authorization": "Bearer a\0b"}, method="GET")) == {
        (400, None)
    }  # by HTTP itself


def test_pictures_of_attackers_are_refused_and_a_good_one_among_them_is_stored_clean(server, unharmed):
    officer, product = make_officer(), make_product(pictures=0)
    now = timezone.now()
    signed = {**FORM, **bearer(make_session(officer, now=now), now)}
    given = {"product": global_id("Product", product.pk), "alt": "Gạo", "file": None}
    operations = json.dumps({"query": UPLOAD, "variables": {"input": given}}).encode()

    def sent(content):
        body = b"".join(form(operations, file=[content]))
        answer = server.send({**signed, "Content-Length": str(len(body))}, [body])
        assert answer.status == 200, answer
        return [error["code"] for error in answer.data["uploadProductMedia"]["errors"]]

    pictures = {
        "bomb": (png_header_only(60_000, 60_000), ["IMAGE_TOO_LARGE"]),
        "another bomb": (jpeg_claiming(60_000, 60_000), ["IMAGE_TOO_LARGE"]),
        "no picture": (b"GIF89a, but not really", ["IMAGE_INVALID"]),
        "half a picture": (encoded(picture())[:3000], ["IMAGE_INVALID"]),
        "a film": (animated("WEBP"), ["IMAGE_ANIMATED"]),
        "a picture with its place": (with_gps(), []),
    }
    with ThreadPoolExecutor(len(pictures)) as pool:
        answers = pool.map(sent, [content for content, _ in pictures.values()])
    assert dict(zip(pictures, answers, strict=True)) == {name: codes for name, (_, codes) in pictures.items()}
    assert Media.objects.filter(product=product).count() == 1
    files = [path for path in server.log.parent.glob("media/**/*") if path.is_file()]
    assert files and not any(b"Maker of the phone" in path.read_bytes() for path in files)
