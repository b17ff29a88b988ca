"""How a call can fail. `has_effect`: what was asked for was done all the same."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    has_effect: bool
    status: int = 0  # 0: no answer
    is_kept: bool = False  # under the idempotency key, for whoever asks again
    hangs: bool = False  # the line stays open, and nothing comes


UNREACHED = Fault(has_effect=False)  # the line breaks on the way there
LOST = Fault(has_effect=True)  # on the way back
SILENT = Fault(has_effect=True, hangs=True)
BROKEN = Fault(has_effect=False, status=500, is_kept=True)
BROKEN_AFTER = Fault(has_effect=True, status=500, is_kept=True)
BUSY = Fault(has_effect=False, status=429)
