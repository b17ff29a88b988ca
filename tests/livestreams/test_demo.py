"""The demo's livestreams: real ones, added once."""

from datetime import timedelta

import pytest

from livestreams.demo import load_demo_livestreams
from livestreams.models import Livestream, LivestreamStatus
from livestreams.queries import blockers
from tests.shop import NOW, demo_shop

__all__ = ["demo_shop"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_shop")]


def test_one_to_come_that_may_start_and_one_to_watch_again():
    assert (load_demo_livestreams(now=NOW), load_demo_livestreams(now=NOW)) == (2, 0)
    planned, replay = (Livestream.objects.get(status=status) for status in ("PLANNED", LivestreamStatus.REPLAY))
    assert planned.starts_at == NOW + timedelta(days=2) and blockers(planned, NOW) == []
    assert replay.ended_at < NOW and replay.lineup.exists()
    assert not replay.lineup.filter(first_pinned_at=None).exists()
