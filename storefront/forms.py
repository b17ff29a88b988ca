"""Forms: what was typed goes to a mutation, and what the mutation has against it comes back beside its field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from storefront.answers import answer
from storefront.pages import page

LONGEST = 2_000  # characters of a field; the API has limits of its own
_WAIT = {"RATE_LIMITED", "TOO_BUSY"}

Problems = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`problems` by the API's name of the field, "" for the form as a whole."""

    payload: Mapping[str, Any]
    problems: Problems = field(default_factory=dict)
    codes: frozenset[str] = frozenset()
    retry_after: int | None = None

    @property
    def is_good(self) -> bool:
        return not self.problems


def typed(request: HttpRequest, *names: str) -> dict[str, str]:
    return {name: request.POST.get(name, "").replace("\0", "")[:LONGEST] for name in names}


def send(request: HttpRequest, document: str, **given: Any) -> Outcome:
    """Runs the one mutation of a document with that input."""
    data = answer(request, document, input=given)
    [payload] = data.values()
    problems: Problems = {}
    for error in payload["errors"]:
        problems.setdefault((error["field"] or [""])[0], []).append(error["message"])
    waits = [error["retryAfter"] for error in payload["errors"] if error["retryAfter"]]
    codes = frozenset(error["code"] for error in payload["errors"])
    return Outcome(payload, problems, codes, max(waits, default=None))


def form_page(
    request: HttpRequest,
    template: str,
    data: Mapping[str, Any],
    *,
    values: Mapping[str, str] | None = None,
    outcome: Outcome | None = None,
) -> HttpResponse:
    """The page with its form, as it was typed. Nobody keeps a copy: there are names and addresses in it."""
    problems = outcome.problems if outcome is not None else {}
    known = {"values": values or {}, "problems_of": problems, "general": problems.get("", [])}
    known["codes"] = outcome.codes if outcome is not None else frozenset()
    response = page(request, template, {**known, **data}, status=_status(outcome))
    response.headers["Cache-Control"] = "private, no-store"
    if outcome is not None and outcome.retry_after is not None:
        response.headers["Retry-After"] = str(outcome.retry_after)
    return response


def goes_to(request: HttpRequest, name: str = "account") -> HttpResponseRedirect:
    """On, after a form: to `tiep`, if that is a page of ours."""
    wanted = next_address(request)
    return HttpResponseRedirect(wanted or reverse(f"storefront:{name}"))


def next_address(request: HttpRequest) -> str:
    """ "" for what is not of this shop."""
    wanted = request.POST.get("tiep") or request.GET.get("tiep") or ""
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours and wanted.startswith("/") else ""


def sign_in_first(request: HttpRequest) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("storefront:sign-in", query={"tiep": request.path}))


def _status(outcome: Outcome | None) -> int:
    if outcome is None or outcome.is_good:
        return 200
    return 429 if outcome.codes & _WAIT else 422
