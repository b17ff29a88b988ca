"""`python -m config.runtime.services`: the embedded database and broker, and how they end."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from config.runtime.guard import descendants
from config.runtime.state import State, locked
from tests.config.runtime.processes import PATIENCE, alive, children, end, read_until, start, wait_for

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="watches processes through /proc")

SAY_ADDRESSES = "import os; print(os.environ['DATABASE_URL'], os.environ['REDIS_URL'], flush=True)"
SAY_AND_WAIT = f"import time; {SAY_ADDRESSES}; time.sleep(300)"
Launch = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def launch(tmp_path: Path) -> Iterator[Launch]:
    started: list[subprocess.Popen[str]] = []

    def launch(*command: str, **environment: str) -> subprocess.Popen[str]:
        started.append(start("config.runtime.services", "--", *command, folder=tmp_path, **environment))
        return started[-1]

    yield launch
    for process in started:
        end(process)


def test_command_finds_a_database_and_its_exit_code_is_passed_on(launch: Launch) -> None:
    ask = "import os, psycopg; print(psycopg.connect(os.environ['DATABASE_URL']).execute('SELECT 40 + 2').fetchone())"
    process = launch(sys.executable, "-c", f"{ask}; raise SystemExit(7)")
    output, _ = process.communicate(timeout=PATIENCE)
    assert "(42,)" in output
    assert process.returncode == 7


def test_services_that_the_environment_names_are_not_started(launch: Launch, tmp_path: Path) -> None:
    named = {"DATABASE_URL": "postgresql://somewhere/else", "REDIS_URL": "redis://somewhere/else"}
    process = launch(sys.executable, "-c", SAY_ADDRESSES, **named)
    assert "postgresql://somewhere/else redis://somewhere/else" in process.communicate(timeout=PATIENCE)[0]
    assert not (tmp_path / "postgres").exists()
    assert not (tmp_path / "valkey").exists()


@pytest.mark.parametrize("victim", ["guard", "supervisor", "both"])
def test_killed_parent_leaves_nothing_behind_and_the_next_start_works(launch: Launch, victim: str) -> None:
    process = launch(sys.executable, "-c", SAY_AND_WAIT)
    address = read_until(process, "postgresql://").split()[0]
    everything = [process.pid, *descendants(process.pid)]
    assert len(alive(everything)) > 5  # guard, supervisor, command, postgres with its own children, valkey
    victims = {"guard": [process.pid], "supervisor": children(process.pid)}
    for pid in victims.get(victim) or [*victims["supervisor"], *victims["guard"]]:
        os.kill(pid, signal.SIGKILL)
    wait_for(lambda: not alive(everything))

    again = launch(sys.executable, "-c", SAY_AND_WAIT)
    assert read_until(again, "postgresql://").split()[0] == address


def test_stale_pid_files_do_not_stop_the_next_start_nor_hurt_who_has_the_number_now(
    launch: Launch, tmp_path: Path
) -> None:
    assert launch(sys.executable, "-c", SAY_ADDRESSES).wait(PATIENCE) == 0
    bystander = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"])
    try:
        (tmp_path / "postgres" / "postmaster.pid").write_text(f"{bystander.pid}\n{tmp_path / 'postgres'}\n")
        (tmp_path / "processes" / "postgres").write_text(f"{bystander.pid} 12345")
        (tmp_path / "processes" / "valkey").write_text("")
        assert launch(sys.executable, "-c", SAY_ADDRESSES).wait(PATIENCE) == 0
        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()


def test_second_command_shares_the_services_of_the_first(launch: Launch) -> None:
    first = launch(sys.executable, "-c", SAY_AND_WAIT)
    address = read_until(first, "postgresql://").split()[0]
    second = launch(sys.executable, "-c", SAY_ADDRESSES)
    assert second.communicate(timeout=PATIENCE)[0].split()[0] == address
    assert psycopg.connect(address).execute("SELECT 1").fetchone() == (1,)  # they still run for the first


def test_database_is_closed_to_who_does_not_know_the_password(launch: Launch) -> None:
    process = launch(sys.executable, "-c", SAY_AND_WAIT)
    address = read_until(process, "postgresql://").split()[0]
    host = address.rpartition("@")[2]
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(f"postgresql://postgres:guess@{host}")


def test_passwords_are_readable_by_their_owner_alone(tmp_path: Path) -> None:
    first = State(tmp_path).password("postgres")
    assert State(tmp_path).password("postgres") == first
    assert (tmp_path / "state.json").stat().st_mode & 0o077 == 0


def test_folder_is_held_by_one_and_free_again_afterwards(tmp_path: Path) -> None:
    holder = locked(tmp_path)
    assert holder is not None
    assert locked(tmp_path) is None
    holder.close()
    again = locked(tmp_path)
    assert again is not None
    again.close()
