"""What the test run says about tests that this machine cannot run (tests/not_run.py)."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PLUGIN = Path(__file__).resolve().parents[1] / "not_run.py"


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    shutil.copy(PLUGIN, tmp_path / "conftest.py")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n    browser: x\n    node: x\n")
    (tmp_path / "test_it.py").write_text(
        "import pytest\n\n\n@pytest.mark.node\ndef test_needs_npm():\n    pass\n\n\ndef test_plain():\n    pass\n"
    )
    return tmp_path


@pytest.mark.parametrize("options", [(), ("-n", "1")])
@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_missing_tool_is_told_in_one_line_and_fails_ci(
    suite: Path, ci: str, code: int, options: tuple[str, ...]
) -> None:
    ended = _pytest(suite, *options, PATH=str(suite), CI=ci)
    assert "1 passed, 1 skipped" in ended.stdout
    assert "Tests not run here: 1 for want of Node.js with npm" in ended.stdout
    assert ended.returncode == code


def test_nothing_is_told_when_everything_ran(suite: Path) -> None:
    for tool in ("node", "npm"):
        (suite / tool).write_text("#!/bin/sh\n")
        (suite / tool).chmod(0o755)
    ended = _pytest(suite, PATH=str(suite), CI="true")
    assert "2 passed" in ended.stdout
    assert "not run here" not in ended.stdout
    assert ended.returncode == 0


def test_what_is_left_out_is_told_and_fails_nothing(suite: Path) -> None:
    (suite / "test_it.py").write_text(
        "import pytest\n\n\ndef test_third():\n    pytest.skip('left out here: no java')\n\n\n"
        "def test_plain():\n    pass\n"
    )
    ended = _pytest(suite, CI="true")
    assert "Tests left out here: 1, since no java." in ended.stdout
    assert ended.returncode == 0


def _pytest(suite: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    command = [sys.executable, "-m", "pytest", "-p", "no:django", "-p", "no:cacheprovider", *options]
    return subprocess.run(command, cwd=suite, env={**kept, **environment}, capture_output=True, text=True, timeout=60)
