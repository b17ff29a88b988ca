"""A real server over the test's database, and the npm packages of the real clients."""

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from unittest import mock
from urllib.parse import urlsplit

import pytest
import redis
from django.conf import settings
from django.db import connection
from django.test import override_settings
from PIL import Image as Picture

from catalog.demo import load as load_module
from catalog.demo.load import load_demo
from catalog.demo.pictures.pen import SIDE
from config.runtime import programs
from config.settings import base
from marketplace.commands.images import store_drawn_images
from marketplace.commands.places import load_places

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PATIENCE = 60  # seconds


@pytest.fixture(scope="session")
def packages():
    """The folder with node_modules of today's lock file: installed once, kept below var/ for the next run."""
    folder = ROOT / "var" / "clients"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # workers of one run wait for each other here
        stamp, wanted = folder / "installed", (HERE / "package-lock.json").read_text()
        for script in (*HERE.glob("*.mjs"), HERE / "package.json", HERE / "package-lock.json"):
            shutil.copy(script, folder)
        if not stamp.exists() or stamp.read_text() != wanted:
            command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
            subprocess.run(command, cwd=folder, check=True, timeout=300)
            stamp.write_text(wanted)
    return folder


@pytest.fixture
def node(packages):
    """Runs one of the scripts; answers what it printed, read as JSON."""

    def run(script, *arguments):
        done = subprocess.run(
            ["node", script, *map(str, arguments)], cwd=packages, capture_output=True, text=True, timeout=PATIENCE
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout)

    return run


@pytest.fixture
def environment(transactional_db, tmp_path):
    """What the processes of a shop with the demo catalogue run with, as `make run` starts them."""
    settings_of = connection.settings_dict
    address = (
        f"postgresql://{settings_of['USER']}:{settings_of['PASSWORD']}@{settings_of['HOST']}:{settings_of['PORT']}"
    )
    load_places(provinces={"36", "37"})
    theirs = {"MEDIA_ROOT": tmp_path, "PASSWORD_HASHERS": base.PASSWORD_HASHERS}
    with override_settings(**theirs), mock.patch.object(load_module, "_drawn", _plain):
        load_demo()
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "staticfiles.json").write_text('{"paths": {}, "version": "1.1", "hash": ""}')
    return {
        **os.environ,
        "DATABASE_URL": f"{address}/{settings_of['NAME']}",
        "REDIS_URL": _empty_broker(),
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
        "SECRET_KEY": settings.SECRET_KEY,
        "VAR_DIR": str(tmp_path),
    }


@pytest.fixture
def endpoint(environment, tmp_path):
    """The GraphQL address of a Granian that serves it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "granian", "config.wsgi:application", "--interface", "wsgi"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--workers", "1", "--blocking-threads", "4", "--no-ws"]
    with (tmp_path / "granian.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        _wait_for(f"http://127.0.0.1:{port}/healthz", server, tmp_path / "granian.log")
        yield f"http://127.0.0.1:{port}/graphql/"
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture
def worker(environment, tmp_path):
    """A Celery worker of that shop."""
    folder = tmp_path / "run"
    folder.mkdir()
    service = programs.worker(folder, environment)
    with (tmp_path / "worker.log").open("wb") as log:
        process = subprocess.Popen(service.command, cwd=ROOT, env=service.environment, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + PATIENCE
        while not (folder / "worker.alive").exists():
            assert process.poll() is None and time.monotonic() < deadline, (tmp_path / "worker.log").read_text()[
                -3000:
            ]
            time.sleep(0.1)
        yield process
    finally:
        process.terminate()
        process.wait(20)


def _empty_broker():
    """A numbered database for each worker of the run: what others persist there would be no miss here."""
    address = urlsplit(settings.REDIS_URL)._replace(
        path=f"/{1 + int(os.environ.get('PYTEST_XDIST_WORKER', 'gw0').removeprefix('gw'))}"
    )
    with redis.Redis.from_url(address.geturl()) as broker:
        broker.flushdb()
    return address.geturl()


def _plain(products):
    return store_drawn_images([Picture.new("RGB", (SIDE, SIDE), (214, 170, 92))]) * len(products)


def _wait_for(address, server, log):
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            assert server.poll() is None, log.read_text()[-3000:]
            assert time.monotonic() < deadline, log.read_text()[-3000:]
            time.sleep(0.1)
