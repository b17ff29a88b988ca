import json
import sys
from pathlib import Path

import pytest

from config.runtime import bootstrap


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A made environment, and what makes environments written down instead of carried out."""
    folder = tmp_path / ".venv"
    (tmp_path / "requirements").mkdir()
    for kind in ("run", "dev"):
        (tmp_path / "requirements" / f"{kind}.txt").write_text(f"{kind}==1\n")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "ENVIRONMENT", folder)
    monkeypatch.setattr(bootstrap, "STAMP", folder / "installed.json")
    monkeypatch.setattr(bootstrap, "_make", lambda: _log(tmp_path, "make"))
    monkeypatch.setattr(bootstrap, "_install", _install(tmp_path))
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").touch()
    return tmp_path


def _log(folder: Path, word: str) -> None:
    with (folder / "done").open("a") as done:
        done.write(f"{word} ")


def _install(folder: Path):
    async def install(kind: str) -> None:
        _log(folder, f"install-{kind}")

    return install


def _bootstrap(kind: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What it did, in words."""
    (folder / "done").write_text("")
    monkeypatch.setattr(sys, "argv", ["bootstrap.py", kind])
    assert bootstrap.main() == 0
    return (folder / "done").read_text().strip()


def test_environment_is_made_once(environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _bootstrap("run", environment, monkeypatch) == "make install-run"
    assert _bootstrap("run", environment, monkeypatch) == ""


def test_changed_requirements_make_it_anew(environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _bootstrap("run", environment, monkeypatch)
    (environment / "requirements" / "run.txt").write_text("run==2\n")
    assert _bootstrap("run", environment, monkeypatch) == "make install-run"


def test_tools_are_added_to_what_runs_and_hold_it(environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _bootstrap("run", environment, monkeypatch)
    assert _bootstrap("dev", environment, monkeypatch) == "install-dev"
    assert _bootstrap("run", environment, monkeypatch) == ""


@pytest.mark.parametrize("home", ["elsewhere", None])
def test_environment_that_moved_or_is_half_made_is_made_anew(
    environment: Path, monkeypatch: pytest.MonkeyPatch, home: str | None
) -> None:
    _bootstrap("run", environment, monkeypatch)
    stamp = environment / ".venv" / "installed.json"
    if home is None:
        stamp.unlink()
    else:
        stamp.write_text(json.dumps({**json.loads(stamp.read_text()), "home": home}))
    assert _bootstrap("run", environment, monkeypatch) == "make install-run"


def test_failed_installation_is_told_and_not_taken_for_done(
    environment: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def fail(kind: str) -> None:
        raise RuntimeError("pip failed:\n  | no network")

    monkeypatch.setattr(bootstrap, "_install", fail)
    monkeypatch.setattr(sys, "argv", ["bootstrap.py", "run"])
    assert bootstrap.main() == 1
    assert "no network" in capsys.readouterr().err
    assert not (environment / ".venv" / "installed.json").exists()


def test_requirements_are_pinned_and_hashed_and_tools_agree_with_what_runs() -> None:
    requirements = Path(__file__).resolve().parents[3] / "requirements"
    pinned = {kind: _pins((requirements / f"{kind}.txt").read_text()) for kind in ("run", "dev")}
    assert pinned["run"].items() <= pinned["dev"].items()
    for kind in ("run", "dev"):
        text = (requirements / f"{kind}.txt").read_text()
        assert text.count("--hash=sha256:") >= len(pinned[kind])
        assert "http" not in text


def _pins(text: str) -> dict[str, str]:
    lines = [line.split(";")[0].rstrip(" \\") for line in text.splitlines() if "==" in line and line[0].isalnum()]
    return dict(line.split("==", 1) for line in lines)
