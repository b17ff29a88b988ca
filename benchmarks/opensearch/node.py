"""A real OpenSearch node on loopback, for tests and benchmarks: made of what Maven Central has."""

import hashlib
import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from config.runtime.state import Stop

HERE = Path(__file__).parent
POM = HERE / "pom.xml"
STARTS_WITHIN = 180  # s, beside other work on two cores
DOWNLOADS_WITHIN = 300  # s
SMALL = ("-Xms384m", "-Xmx384m", "-XX:TieredStopAtLevel=1")  # starts soon, and leaves room to others
LARGE = ("-Xms1g", "-Xmx1g")


class NotHere(Stop):
    """This machine cannot run one: the message says what it lacks."""


def start_node(folder: Path, *, kept: Path, until: int, memory: Sequence[str] = SMALL) -> str:
    """Its address. Its data are below `folder`; the jars are kept in `kept` for the next time.

    It ends with the process `until`. Raises NotHere, and Stop when it does not start.
    """
    jars = _libraries(kept)
    command = ["java", *memory, "-cp", f"{jars}/*", str(HERE / "Node.java"), str(folder), str(until)]
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "log").open("w") as log:
        node = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=folder)
    deadline = time.monotonic() + STARTS_WITHIN
    while not (folder / "url").exists():
        if node.poll() is not None or time.monotonic() > deadline:
            node.kill()
            raise Stop(f"The OpenSearch node did not start: {(folder / 'log').read_text()[-2_000:]}")
        time.sleep(0.2)
    return (folder / "url").read_text()


def _libraries(kept: Path) -> Path:
    """The folder of jars for this pom."""
    folder = kept / hashlib.sha256(POM.read_bytes()).hexdigest()[:12]
    if folder.exists():
        return folder
    if not (shutil.which("java") and shutil.which("mvn")):
        raise NotHere("a real OpenSearch node needs java and mvn")
    unfinished = folder.with_suffix(f".{os.getpid()}")
    command = ["mvn", "-q", "-B", "-f", str(POM), "dependency:copy-dependencies", f"-DoutputDirectory={unfinished}"]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=DOWNLOADS_WITHIN)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise NotHere("OpenSearch could not be had from Maven Central") from error
    unfinished.rename(folder)
    return folder
