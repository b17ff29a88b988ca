"""Skips what this machine cannot run, says so in one line at the end, and lets CI fail over it."""

import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

CANNOT_RUN = "cannot run here, needs "
LEFT_OUT = "left out here: "  # told too, but no failure: a contract's third server, say
NEEDS = {
    "browser": "Debian's chromium (apt-get install chromium)",
    "node": "Node.js with npm",
    "curl": "bash and curl",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    present = {
        "browser": Path("/usr/bin/chromium").exists(),
        "node": bool(shutil.which("node") and shutil.which("npm")),
        "curl": bool(shutil.which("bash") and shutil.which("curl")),
    }
    for item in items:
        for marker, need in NEEDS.items():
            if item.get_closest_marker(marker) and not present[marker]:
                item.add_marker(pytest.mark.skip(reason=CANNOT_RUN + need))


def pytest_sessionfinish(session: pytest.Session) -> None:
    if os.environ.get("CI") and not hasattr(session.config, "workerinput") and _not_run(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    counts = _not_run(config)
    if counts:
        wanting = "; ".join(f"{count} for want of {need}" for need, count in counts.items())
        verdict = ", which fails the run in CI" if os.environ.get("CI") else ""
        terminalreporter.write_line(f"Tests not run here: {wanting}{verdict}.", yellow=True, bold=True)
    for reason, count in _skipped(config, LEFT_OUT).items():
        terminalreporter.write_line(f"Tests left out here: {count}, since {reason}.", yellow=True)


def _not_run(config: pytest.Config) -> Counter[str]:
    return _skipped(config, CANNOT_RUN)


def _skipped(config: pytest.Config, why: str) -> Counter[str]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    reasons = (str(report.longrepr[2]) for report in skipped)  # file, line, reason
    return Counter(reason.partition(why)[2] for reason in reasons if why in reason)
