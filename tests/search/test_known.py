"""What queries are read with is read once, and anew beside the queries, never in their way."""

import threading
import time

import pytest

from search import known as module
from search.known import Knowledge, Known
from search.text.lexicon import lexicon_of
from search.text.place_names import place_names_of
from search.text.speller import Speller


def made(*names):
    lexicon = lexicon_of(names)
    return Known(lexicon, Speller(lexicon), place_names_of([]))


@pytest.fixture
def readings(monkeypatch, settings):
    """What is read, one after the other; each notes the thread that it was read in."""
    settings.SEARCH_KNOWLEDGE_SECONDS = 0.0
    monkeypatch.setattr(module, "SHARE", 0)
    threads, waiting = [], [made("một"), made("hai"), made("ba")]

    def read():
        threads.append(threading.current_thread().name)
        found = waiting.pop(0)
        if isinstance(found, Exception):
            raise found
        return found

    monkeypatch.setattr(module, "_read", read)
    monkeypatch.setattr(module.connection, "close", lambda: None)
    return threads, waiting


def settled(knowledge):
    for _ in range(200):
        if not knowledge._lock.locked():
            return
        time.sleep(0.01)
    raise AssertionError("it is still being read")


def test_the_first_query_reads_and_later_ones_use_it(readings, settings):
    settings.SEARCH_KNOWLEDGE_SECONDS = 60.0
    knowledge = Knowledge()
    assert knowledge.get() is knowledge.get()
    assert readings[0] == ["MainThread"]


def test_a_stale_one_is_used_while_another_thread_reads(readings):
    knowledge = Knowledge()
    first = knowledge.get()
    assert knowledge.get() is first  # and it is being read anew
    settled(knowledge)
    assert "hai" in knowledge._known.lexicon.words
    assert readings[0][1] == "search knowledge"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_reading_that_fails_leaves_what_there_was(readings):
    knowledge = Knowledge()
    first = knowledge.get()
    readings[1][:] = [RuntimeError("the database is away"), made("bốn")]
    knowledge.get()
    settled(knowledge)
    assert knowledge._known is first
    assert knowledge.get() is first
    settled(knowledge)
    assert "bốn" in knowledge._known.lexicon.words


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_what_takes_long_to_read_is_kept_for_longer(readings, monkeypatch):
    monkeypatch.setattr(module, "SHARE", 10**9)
    knowledge = Knowledge()
    knowledge.get()
    assert knowledge._fresh_until > time.monotonic() + 60


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")  # told in a later test
def test_forgotten_it_is_read_at_once(readings, settings):
    settings.SEARCH_KNOWLEDGE_SECONDS = 60.0
    knowledge = Knowledge()
    knowledge.get()
    knowledge.forget()
    assert "hai" in knowledge.get().lexicon.words
    assert readings[0] == ["MainThread", "MainThread"]
