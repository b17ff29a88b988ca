"""Forms in two steps: an address or number to which a code goes, and then the code."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from storefront.forms import Outcome, send

ASK = "gui-ma"  # the name of the button that asks for a code, the first one or another


@dataclass(frozen=True, slots=True)
class Step:
    """Where a visitor stands: `is_second` once a code is on its way."""

    outcome: Outcome | None = None
    is_second: bool = False
    is_done: bool = False


def step_of(request: HttpRequest, ask: Callable[[], Outcome], finish: Callable[[], Outcome]) -> Step:
    if request.method != "POST":
        return Step()
    if ASK in request.POST:
        outcome = ask()
        return Step(outcome, is_second=outcome.is_good)
    outcome = finish()
    return Step(outcome, is_second=True, is_done=outcome.is_good)


def sent(request: HttpRequest, purpose: str, to: str, *, field: str) -> Outcome:
    """What has come of asking for a code; the API's `to` is the form's `field`."""
    outcome = send(request, "request-code", purpose=purpose, to=to)
    problems = {field if name == "to" else name: found for name, found in outcome.problems.items()}
    return Outcome(outcome.payload, problems, outcome.codes, outcome.retry_after)
