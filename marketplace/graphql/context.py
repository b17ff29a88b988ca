"""What every resolver gets as `info.context`: who asks, in which language, when, and the loaders of this request."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from marketplace import clock
from marketplace.access.sessions import session_of
from marketplace.models import Session, User

if TYPE_CHECKING:
    from marketplace.graphql.loaders import Loader

Afterwards = Callable[[HttpRequest | None], None]
AnyLoader = TypeVar("AnyLoader", bound="Loader[Any, Any]")


class Context:
    """One a request. Without a request (a stream, a command, a test) the viewer is anonymous unless given."""

    def __init__(
        self,
        request: HttpRequest | None = None,
        *,
        viewer: User | AnonymousUser | None = None,
        session: Session | None = None,
        language: str | None = None,
        now: datetime | None = None,
    ) -> None:
        self.request = request
        self.language = language or get_language() or "vi"
        self.now = now or timezone.now()
        self.cacheable = True
        self.wrote_publicly: bool | None = None  # None: nobody said
        self.afterwards: list[Afterwards] = []
        self._viewer = viewer
        self._session = session
        self._loaders: dict[type[Any], Any] = {}

    @cached_property
    def viewer(self) -> User | AnonymousUser:
        if self._viewer is not None:
            return self._viewer
        if self.session is not None:
            return self.session.user  # itself, not the lazy stand-in that the request has
        return getattr(self.request, "user", None) or AnonymousUser()

    @cached_property
    def session(self) -> Session | None:
        """The device that asks, when its user is signed in."""
        if self._session is not None or self.request is None:
            return self._session
        return session_of(self.request)

    @cached_property
    def today(self) -> date:
        return clock.today(self.now)

    def loader(self, cls: type[AnyLoader]) -> AnyLoader:
        """This request's one instance of the loader."""
        try:
            found: AnyLoader = self._loaders[cls]
        except KeyError:
            found = self._loaders[cls] = cls(self)
        return found

    def forbid_caching(self) -> None:
        """For resolvers whose answer is personal or changes by the minute: nobody else may be given it."""
        self.cacheable = False

    def do_afterwards(self, deed: Afterwards) -> None:
        """Once the answer is made; and each time that a kept copy of it is given to somebody else."""
        self.afterwards.append(deed)

    def note_write(self, *, is_private: bool) -> None:
        """Whether strangers may see the difference: else their kept answers stay."""
        self.wrote_publicly = bool(self.wrote_publicly) or not is_private

    def forget_loaded(self) -> None:
        """After a write: what was loaded before it may be stale."""
        self._loaders.clear()
