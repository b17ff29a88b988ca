import os
import subprocess
import sys

import pytest

from benchmarks.processes import cpu_seconds, cpu_ticks, parent, proportional_kilobytes, server_of
from config.runtime.state import Stop

STAT = "4711 (granian (web) 1) S 42 4711 4711 0 -1 4194560 900 70 0 0 120 30 5 2 20 0 9 0 8000 1000 200"


def test_cpu_time_has_user_system_and_ended_children():
    assert cpu_ticks(STAT) == 120 + 30 + 5 + 2


def test_name_of_a_process_may_hold_spaces_and_brackets():
    assert parent(STAT) == 42


def test_proportional_memory_is_read_from_the_rollup():
    rollup = "5500-7ffd ---p 00000000 00:00 0    [rollup]\nRss:     90000 kB\nPss:     70000 kB\nPss_Anon: 1 kB\n"
    assert proportional_kilobytes(rollup) == 70000


def test_work_of_a_child_that_has_ended_counts():
    before = cpu_seconds(os.getpid())
    subprocess.run([sys.executable, "-c", "import time\nwhile time.process_time() < 0.3: pass"], check=True)
    assert cpu_seconds(os.getpid()) - before > 0.2, "the clock ticks in hundredths"


def test_database_on_another_machine_is_refused():
    with pytest.raises(Stop, match="on this machine"):
        server_of(os.getpid())
