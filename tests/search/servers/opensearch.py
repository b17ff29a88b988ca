"""A real OpenSearch node: one for the whole test run."""

import fcntl
import os
from pathlib import Path

import pytest

from benchmarks.opensearch.node import NotHere, start_node
from config.runtime.services import var_folder
from config.runtime.state import Stop
from tests.not_run import LEFT_OUT


@pytest.fixture(scope="session")
def opensearch_url(tmp_path_factory, worker_id) -> str:
    """Started by whichever process of the run needs it first; it ends with the run."""
    is_alone = worker_id == "master"
    base = tmp_path_factory.getbasetemp()
    folder = (base if is_alone else base.parent) / "opensearch"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _address(folder, os.getpid() if is_alone else os.getppid())


def _address(folder: Path, parent: int) -> str:
    url, why_not = folder / "url", folder / "why-not"
    if not url.exists() and not why_not.exists():
        try:
            start_node(folder, kept=var_folder() / "opensearch", until=parent)
        except NotHere as error:
            why_not.write_text(str(error))
        except Stop as error:
            why_not.write_text("the OpenSearch node did not start")
            pytest.fail(str(error))
    if why_not.exists():
        pytest.skip(LEFT_OUT + why_not.read_text())
    return url.read_text()
