"""People who sign in, in a process of their own: python -m benchmarks.crowd PORT PER_MINUTE SECONDS PEOPLE

They come independently of each other, as people do, each with an account of their own. Prints what became of them.
"""

import json
import random
import sys
from collections.abc import Iterator
from itertools import count

import orjson

from benchmarks.client import paced
from benchmarks.figures import percentile
from benchmarks.people import PASSWORD, email
from benchmarks.requests import posted

CONNECTIONS = 24


def main() -> int:
    port, per_minute, people = int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[4])
    moments = arrivals(per_minute / 60, float(sys.argv[3]))
    answers: list[bytes] = []
    taken = paced(port, sign_ins(people), due=moments, connections=CONNECTIONS, kept=answers)
    print(json.dumps(outcome(answers, taken)))
    return 0


def arrivals(per_second: float, seconds: float) -> list[float]:
    """Moments of a Poisson process: the same in every run."""
    lots, moment, moments = random.Random(7), 0.0, list[float]()
    while (moment := moment + lots.expovariate(per_second)) < seconds:
        moments.append(moment)
    return moments


def sign_ins(people: int) -> Iterator[bytes]:
    return (posted("sign-in", {"login": email(number % people), "password": PASSWORD}) for number in count())


def outcome(answers: list[bytes], taken: list[float]) -> dict[str, float]:
    """How many were let in and how many told to come back; how long those who were let in took, in ms."""
    payloads = [orjson.loads(answer)["data"]["createToken"] for answer in answers]
    let_in = [seconds for payload, seconds in zip(payloads, taken, strict=True) if payload["token"]]
    codes = [error["code"] for payload in payloads for error in payload["errors"]]
    return {
        "let_in": len(let_in),
        "busy": codes.count("TOO_BUSY"),
        "other": len(codes) - codes.count("TOO_BUSY"),
        "middle": percentile(let_in, 0.5) * 1000,
        "slow": percentile(let_in, 0.95) * 1000,
    }


if __name__ == "__main__":
    sys.exit(main())
