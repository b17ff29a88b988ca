"""A small Stripe that remembers. The real SDK talks to it over HTTP, and it can fail in each way in which Stripe can.

with StripeFake() as fake:      # fake.base goes into STRIPE_API_BASE
    fake.pay(intent)            # what a buyer's browser does
    fake.break_next("POST", "/v1/refunds", LOST)
    fake.deliver(post)          # its webhooks, signed
"""

from tests.stripe_fake.faults import BROKEN, BROKEN_AFTER, BUSY, LOST, SILENT, UNREACHED
from tests.stripe_fake.server import StripeFake

__all__ = ["BROKEN", "BROKEN_AFTER", "BUSY", "LOST", "SILENT", "UNREACHED", "StripeFake"]
