"""Values fetched a level of the query at a time: one database trip for all rows, without asyncio."""

from collections.abc import Callable, Collection, Hashable, Mapping
from typing import Any, Generic, TypeVar

from marketplace.graphql.attempts import Attempt
from marketplace.graphql.context import Context

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Later:
    """A value that its loader has promised to fetch with the rest of its level."""

    __slots__ = ("functions", "key", "loader")

    def __init__(self, loader: "Loader[Any, Any]", key: Hashable, functions: tuple[Callable[[Any], Any], ...] = ()):
        self.loader = loader
        self.key = key
        self.functions = functions

    def then(self, function: Callable[[Any], Any]) -> "Later":
        """What `function` makes of the value, once it is there; it may answer with a Later again."""
        return Later(self.loader, self.key, (*self.functions, function))

    def resolve(self) -> Any:
        """The value; or another Later, when a function asked a loader, so that those are batched too.

        Raises what fetching or a function raised.
        """
        value = self.loader.value(self.key)
        for done, function in enumerate(self.functions):
            if type(value) is Later:
                return Later(value.loader, value.key, value.functions + self.functions[done:])
            value = function(value)
        return value


class Loader(Generic[K, V]):
    """Collects keys while a level resolves, then fetches them together. Override `fetch`."""

    missing: V | None = None

    def __init__(self, context: Context) -> None:
        self.context = context
        self._known: dict[K, V | None] = {}
        self._failed: dict[K, Exception] = {}
        self._wanted: dict[K, None] = {}  # a set that keeps its order, so that statements repeat exactly

    def fetch(self, keys: Collection[K]) -> Mapping[K, V]:
        """The values that are there; other keys are `missing`."""
        raise NotImplementedError

    def load(self, key: K) -> Later:
        if key not in self._known and key not in self._failed:
            self._wanted[key] = None
        return Later(self, key)

    def value(self, key: K) -> V | None:
        """Fetches all keys that are wanted so far, when this one is among them. Raises what `fetch` raised."""
        if key in self._wanted:
            self._fetch_wanted()
        if key in self._failed:
            raise self._failed[key]
        return self._known[key]

    def _fetch_wanted(self) -> None:
        # A failure is kept: a second try within the request would meet a broken transaction and hide the cause.
        keys, self._wanted = self._wanted, {}
        with Attempt() as attempt:
            found = self.fetch(keys.keys())
            self._known.update({key: found.get(key, self.missing) for key in keys})
        if attempt.error is not None:
            self._failed.update(dict.fromkeys(keys, attempt.error))
