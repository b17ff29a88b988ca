"""A real OpenSearch node on loopback: one for the whole test run, made of what Maven Central has."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.conftest import LEFT_OUT

HERE = Path(__file__).parent
STARTS_WITHIN = 180  # s, beside other tests on two cores
DOWNLOADS_WITHIN = 300  # s
MEMORY = ("-Xms384m", "-Xmx384m", "-XX:TieredStopAtLevel=1")  # starts soon, and leaves room to the other tests


@pytest.fixture(scope="session")
def opensearch_url(tmp_path_factory, worker_id) -> str:
    """Started by whichever process of the run needs it first; it ends with the run."""
    is_alone = worker_id == "master"
    base = tmp_path_factory.getbasetemp()
    folder = (base if is_alone else base.parent) / "opensearch"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "url").exists() and not (folder / "why-not").exists():
            _start(folder, os.getpid() if is_alone else os.getppid())
    if (folder / "why-not").exists():
        pytest.skip(LEFT_OUT + (folder / "why-not").read_text())
    return (folder / "url").read_text()


def _start(folder: Path, parent: int) -> None:
    libraries = _libraries()
    if isinstance(libraries, str):
        (folder / "why-not").write_text(libraries)
        return
    command = ["java", *MEMORY, "-cp", f"{libraries}/*", str(HERE / "Node.java")]
    with (folder / "log").open("w") as log:
        node = subprocess.Popen(
            [*command, str(folder), str(parent)], stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=folder
        )
    deadline = time.monotonic() + STARTS_WITHIN
    while not (folder / "url").exists():
        if node.poll() is not None or time.monotonic() > deadline:
            node.kill()
            tail = (folder / "log").read_text()[-2_000:]
            (folder / "why-not").write_text("the OpenSearch node did not start")
            pytest.fail(f"the OpenSearch node did not start: {tail}")
        time.sleep(0.2)


def _libraries() -> Path | str:
    """The folder of jars, kept from run to run; or why there is none."""
    pom = HERE / "pom.xml"
    version = hashlib.sha256(pom.read_bytes()).hexdigest()[:12]
    kept = Path(os.environ.get("VAR_DIR") or "var").resolve() / "opensearch" / version
    if kept.exists():
        return kept
    if not (shutil.which("java") and shutil.which("mvn")):
        return "a real OpenSearch node needs java and mvn"
    unfinished = kept.with_suffix(f".{os.getpid()}")
    command = ["mvn", "-q", "-B", "-f", str(pom), "dependency:copy-dependencies", f"-DoutputDirectory={unfinished}"]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=DOWNLOADS_WITHIN)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        shutil.rmtree(unfinished, ignore_errors=True)
        return "OpenSearch could not be had from Maven Central"
    unfinished.rename(kept)
    return kept
