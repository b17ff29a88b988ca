"""A small server that speaks as OpenSearch does: in memory, one for each process of the test run."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from osmem_server import resolve_binary

IGNORES = "not supported; ignored"  # what it says of a setting that it takes and does not follow


@pytest.fixture(scope="session")
def osmem_url(tmp_path_factory) -> Iterator[str]:
    log = tmp_path_factory.mktemp("osmem") / "log"
    with osmem(log) as (url, _process):
        yield url
    ignored = [line for line in log.read_text().splitlines() if IGNORES in line]
    assert ignored == []  # else the suite would hold for another index than ours


@contextmanager
def osmem(log: Path, address: str = "127.0.0.1:0") -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """Its address, and its process."""
    command = [resolve_binary(), "-addr", address, "-no-ja", "-no-stdin-watch", "-parent-pid", str(os.getpid())]
    with log.open("a") as errors:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, text=True
        )
    try:
        yield json.loads(process.stdout.readline())["url"], process
    finally:
        process.kill()
        process.wait()
