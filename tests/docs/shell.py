"""The commands of a page of docs/, to be run as they stand there."""

import json
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEMO = "http://127.0.0.1:8000"  # where `make run` listens
COMMANDS = re.compile(r"^```sh\n([\s\S]*?)^```$|^    (curl .*(?:\n    .+)*)", re.MULTILINE)


def printed(page: str, shop: str, folder: Path, below: str = "") -> list[object]:
    """What the commands print, in order, each answer read as JSON; those below a heading, where one is named."""
    text = (ROOT / page).read_text()
    found = COMMANDS.findall(text[text.index(below) :])
    script = "\n".join(fenced or indented for fenced, indented in found).replace(DEMO, shop)
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script], cwd=folder, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return _values(done.stdout)


def _values(text: str) -> list[object]:
    values, decoder = [], json.JSONDecoder()
    while text := text.strip():
        value, end = decoder.raw_decode(text)
        values.append(value)
        text = text[end:]
    return values
