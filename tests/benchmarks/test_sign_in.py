"""The crowd's arithmetic, and what its section says."""

from datetime import UTC, datetime

import orjson
import pytest

from benchmarks.client import BadAnswer, paced
from benchmarks.crowd import arrivals, outcome
from benchmarks.sign_in import Sample, section, slowdown
from tests.benchmarks.test_client import answering

HERE = {"CPU": "some, 2 cores", "Load before": "0.1"}


def sample(slow_lists, crowd=None):
    return Sample(5, slow_lists, 1, 2, 100, 40, crowd or {})


def samples(beside):
    crowd = {"let_in": 40, "busy": 2, "other": 0, "middle": 60, "slow": 90}
    return {0: [sample(10)] * 3, 500: [sample(beside, crowd)] * 3, 5_000: [sample(30, crowd)] * 3}


def test_people_come_as_often_as_asked_and_the_same_in_every_run():
    moments = arrivals(500 / 60, 600)
    assert moments == arrivals(500 / 60, 600) == sorted(moments)
    assert 4_700 < len(moments) < 5_300 and moments[-1] < 600


def test_who_was_let_in_and_who_was_not_is_told_apart():
    answers = [
        {"token": {"accessToken": "x"}, "errors": []},
        {"token": None, "errors": [{"code": "TOO_BUSY"}]},
        {"token": None, "errors": [{"code": "RATE_LIMITED"}]},
    ]
    bodies = [orjson.dumps({"data": {"createToken": answer}}) for answer in answers]
    told = {"let_in": 1, "busy": 1, "other": 1, "middle": 50.0, "slow": 50.0}
    assert outcome(bodies, [0.05, 0.001, 0.001]) == told


@pytest.mark.parametrize(("beside", "verdict"), [(12, "1.20 × that without (must 1.5): met"), (20, "**MISSED**")])
def test_the_section_judges_lists_beside_500_sign_ins(beside, verdict):
    found = samples(beside)
    assert slowdown(found) == beside / 10
    text = section(found, HERE, datetime(2026, 11, 24, tzinfo=UTC))
    assert verdict in text
    assert f"| 500 | 5.0 | {beside:.1f} | 1.0 | 2.0 | 100 | 40.0 | 120 | 6 | 60 | 90 |" in text
    assert "| none |" in text


def test_requests_at_a_pace_are_timed_from_their_moment():
    with answering(b'HTTP/1.1 200 OK\r\ncontent-length: 16\r\n\r\n{"data":{"a":1}}') as port:
        kept = []
        taken = paced(port, iter([b"GET / HTTP/1.1\r\n\r\n"] * 5), due=[0, 0, 0, 0.05, 0.1], connections=2, kept=kept)
    assert len(taken) == 5 and kept == [b'{"data":{"a":1}}'] * 5


def test_an_answer_that_is_none_is_noticed():
    with answering(b'HTTP/1.1 200 OK\r\ncontent-length: 13\r\n\r\n{"errors":[]}') as port, pytest.raises(BadAnswer):
        paced(port, iter([b"GET / HTTP/1.1\r\n\r\n"]), due=[0], connections=1)
