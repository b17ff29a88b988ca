"""Running other people's code whose every failure has to become part of the answer."""

from types import TracebackType


class Attempt:
    """`with Attempt() as attempt: ...`, then `attempt.error` is what was raised, or None.

    A GraphQL executor must survive any resolver (spec 6.4.4, handling field errors): whatever one raises nulls its
    field and is reported. Only the executor and loaders use this; all else catches the exceptions that it means.
    """

    __slots__ = ("error",)

    def __init__(self) -> None:
        self.error: Exception | None = None

    def __enter__(self) -> "Attempt":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> bool:
        if isinstance(error, Exception):
            self.error = error
            return True
        return False
