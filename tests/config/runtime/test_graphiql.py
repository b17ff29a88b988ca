import os
import subprocess

import pytest

from config.runtime import graphiql, prepare
from config.runtime.state import Stop


@pytest.fixture
def npm(monkeypatch):
    """Stands in the place of npm: `installs` is what it leaves behind."""
    monkeypatch.setattr(graphiql.shutil, "which", lambda name: "/usr/bin/npm")

    def installing(returncode=0, stderr=""):
        def run(command, *, cwd, **options):
            for source in graphiql.FILES.values():
                path = cwd / "node_modules" / source
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(f"// {source}\n//# sourceMappingURL=x.map")
            return subprocess.CompletedProcess(command, returncode, "", stderr)

        monkeypatch.setattr(graphiql.subprocess, "run", run)

    installing()
    return installing


def test_all_files_are_there_without_their_maps(npm, tmp_path):
    graphiql.build(tmp_path / "root")
    assert {path.name for path in (tmp_path / "root").iterdir()} == {"graphiql"}  # all of it is served
    assert {path.name for path in (tmp_path / "root" / "graphiql").iterdir()} == set(graphiql.FILES)
    assert "sourceMappingURL" not in (tmp_path / "root" / "graphiql" / "graphiql.js").read_text()
    assert graphiql.is_built(tmp_path / "root")
    assert graphiql.is_settled(tmp_path / "root")


def test_another_lock_file_builds_anew(npm, tmp_path, monkeypatch):
    graphiql.build(tmp_path / "root")
    monkeypatch.setattr(graphiql, "FILES", {**graphiql.FILES, "more.js": "x/y.js"})
    assert not graphiql.is_built(tmp_path / "root")
    assert not graphiql.is_settled(tmp_path / "root")


def test_files_that_were_deleted_are_built_anew(npm, tmp_path):
    graphiql.build(tmp_path / "root")
    graphiql.shutil.rmtree(tmp_path / "root")
    assert not graphiql.is_settled(tmp_path / "root")


def test_a_registry_that_is_out_of_reach_leaves_nothing_half_done_and_is_left_alone_for_a_day(npm, tmp_path):
    root = tmp_path / "root"
    npm(returncode=1, stderr="\nnpm error code ENOTFOUND\nnpm error more")
    with pytest.raises(Stop, match="npm error code ENOTFOUND"):
        graphiql.build(root)
    assert not root.exists()
    assert not graphiql.is_built(root)
    assert graphiql.is_settled(root)

    [stamp] = tmp_path.iterdir()
    yesterday = stamp.stat().st_mtime - graphiql.PAUSE
    os.utime(stamp, (yesterday, yesterday))
    assert not graphiql.is_settled(root)

    npm()
    graphiql.build(root)
    assert not stamp.exists()


def test_a_failure_leaves_what_was_built_before(npm, tmp_path):
    graphiql.build(tmp_path / "root")
    npm(returncode=1)
    with pytest.raises(Stop, match="npm ended with 1"):
        graphiql.build(tmp_path / "root")
    assert len(list((tmp_path / "root" / "graphiql").iterdir())) == len(graphiql.FILES)


def test_npm_is_not_waited_for_as_long_as_it_likes(npm, tmp_path, monkeypatch):
    def run(command, *, timeout, **options):
        raise subprocess.TimeoutExpired(command, timeout)

    monkeypatch.setattr(graphiql.subprocess, "run", run)
    with pytest.raises(Stop, match=r"npm took more than \d+ s"):
        graphiql.build(tmp_path / "root")
    assert graphiql.is_settled(tmp_path / "root")


@pytest.mark.parametrize("reason", [Stop("npm is not installed"), OSError("no space left")])
def test_the_shop_starts_without_graphiql_and_says_so_in_a_line(reason, tmp_path, monkeypatch, settings, capsys):
    def build(folder):
        raise reason

    settings.GRAPHIQL_ROOT = tmp_path / "root"
    monkeypatch.setattr(graphiql, "build", build)
    with prepare._graphiql_built():
        pass
    said = capsys.readouterr().out
    assert said == f"  GraphiQL left out ({reason}): /graphql/ shows a small query page\n"


def test_without_npm_every_start_looks_for_it_again(tmp_path, monkeypatch):
    monkeypatch.setattr(graphiql.shutil, "which", lambda name: None)
    with pytest.raises(Stop, match="npm is not installed"):
        graphiql.build(tmp_path / "root")
    assert not graphiql.is_settled(tmp_path / "root")


def test_the_lock_file_names_no_registry():
    assert "resolved" not in (graphiql.SOURCE / "package-lock.json").read_text()
