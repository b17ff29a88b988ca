"""What the person at the terminal reads. Works without one too: a reader that went away is no reason to stop."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def say(line: str = "") -> None:
    try:
        print(line, flush=True)
    except OSError:  # nobody reads any more; the services shall still be stopped in order
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def step(name: str) -> Iterator[None]:
    """Announces the work at a terminal, and tells its name and time once it is done."""
    if sys.stdout.isatty():
        print(f"  {name} ...", end="\r", flush=True)
    start = time.monotonic()
    yield
    say(f"  {name:<40} {time.monotonic() - start:5.1f} s")
