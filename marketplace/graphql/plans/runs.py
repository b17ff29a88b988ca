"""One request's way through a plan."""

from collections.abc import Callable, Hashable
from typing import Any

from marketplace.graphql.context import Context
from marketplace.graphql.loaders import Later
from marketplace.graphql.plans.sites import Info, Site

Complete = Callable[[Any, "Run"], Any]  # what resolvers answer -> what the response holds


class Unanswerable(Exception):
    """Not by a plan. The executor that runs next finds out why, and tells it."""


class Run:
    """Also knows the places in the answer that wait for their loaders."""

    __slots__ = ("_waiting", "context", "infos", "root_value", "variables")

    def __init__(self, context: Context, variables: dict[str, Any], root_value: Any) -> None:
        self.context = context
        self.variables = variables
        self.root_value = root_value
        self.infos: dict[Site, Info] = {}
        self._waiting: list[tuple[Any, Hashable, Later, Complete]] = []

    def info(self, site: Site) -> Info:
        found = self.infos.get(site)
        if found is None:
            found = self.infos[site] = Info(site, self.context, self.variables, self.root_value)
        return found

    def wait(self, holder: Any, key: Hashable, later: Later, complete: Complete) -> None:
        self._waiting.append((holder, key, later, complete))

    def finish(self) -> None:
        """Completes what waits, a level at a time, in the order in which the stock executor's twin does it."""
        while self._waiting:
            level, self._waiting = self._waiting, []
            values = [later.resolve() for _, _, later, _ in level]
            for (holder, key, _, complete), value in zip(level, values, strict=True):
                if type(value) is Later:
                    self.wait(holder, key, value, complete)
                else:
                    holder[key] = complete(value, self)
