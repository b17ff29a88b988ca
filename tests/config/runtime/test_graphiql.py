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
    graphiql.build(tmp_path)
    assert {path.name for path in (tmp_path / "graphiql").iterdir()} == set(graphiql.FILES)
    assert "sourceMappingURL" not in (tmp_path / "graphiql" / "graphiql.js").read_text()
    assert graphiql.is_built(tmp_path)


def test_another_lock_file_builds_anew(npm, tmp_path, monkeypatch):
    graphiql.build(tmp_path)
    monkeypatch.setattr(graphiql, "FILES", {**graphiql.FILES, "more.js": "x/y.js"})
    assert not graphiql.is_built(tmp_path)


def test_a_registry_that_is_out_of_reach_leaves_nothing_half_done(npm, tmp_path):
    npm(returncode=1, stderr="\nnpm error code ENOTFOUND\nnpm error more")
    with pytest.raises(Stop, match="npm error code ENOTFOUND"):
        graphiql.build(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_shop_starts_without_npm_and_says_so_in_a_line(tmp_path, monkeypatch, settings, capsys):
    settings.GRAPHIQL_ROOT = tmp_path
    monkeypatch.setattr(graphiql.shutil, "which", lambda name: None)
    with prepare._graphiql_built():
        pass
    assert "Not to be had (npm is not installed): /graphql/ shows the built-in query page" in capsys.readouterr().out


def test_the_lock_file_names_no_registry():
    assert "resolved" not in (graphiql.SOURCE / "package-lock.json").read_text()
