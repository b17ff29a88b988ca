"""docker-compose.yml, Dockerfile and the proxy's settings: what can be judged without a Docker engine."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("migrate", "web", "streams", "worker", "beat")
# A shop can do without.
OPTIONAL = {
    "STRIPE_SECRET_KEY",
    "STRIPE_WEBHOOK_SECRET",
    "SECRET_KEY_FALLBACKS",
    "EMAIL_HOST_PASSWORD",
    "SMS_GATEWAY_URL",
    "SITE_URL",
}
OPTIONAL |= {"BANK_WEBHOOK_SECRET", "GHN_URL", "GHN_WEBHOOK_SECRET"}
REQUIRED = ("SECRET_KEY", "ALLOWED_HOSTS", "POSTGRES_PASSWORD", "VALKEY_PASSWORD", "ELASTIC_PASSWORD")


def test_all_parts_are_there() -> None:
    assert set(SERVICES) == {"postgres", "valkey", "elasticsearch", "proxy", *OURS}


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"migrate"}))
def test_part_comes_back_after_a_failure_and_tells_its_health(name: str) -> None:
    service = SERVICES[name]
    assert service["restart"] == "unless-stopped"
    # web has the image's own check
    assert name == "web" or service["healthcheck"]["test"]
    assert "no-new-privileges:true" in service["security_opt"]


@pytest.mark.parametrize("name", OURS)
def test_our_parts_start_after_the_migration_with_as_few_rights_as_they_need(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    expected = {"postgres"} if name == "migrate" else {"migrate", "valkey"}
    assert set(service["depends_on"]) == expected


def test_migration_runs_once() -> None:
    assert SERVICES["migrate"]["restart"] == "no"
    assert SERVICES["web"]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


def test_secrets_come_from_the_environment_and_are_asked_for() -> None:
    for name, service in SERVICES.items():
        for variable, value in service.get("environment", {}).items():
            if re.search(r"PASSWORD|SECRET|AUTH|_URL$", variable) and variable not in OPTIONAL:
                assert re.search(r"\$\{[A-Z_]+:\?", value), f"{name}: {variable} is written down or optional"


def test_only_the_proxy_can_be_reached_and_only_from_this_machine() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert set(published) == {"proxy"}
    assert all(port.startswith("127.0.0.1:") for port in published["proxy"])


def test_replicas_can_be_added() -> None:
    for name in ("web", "streams", "worker"):
        assert "container_name" not in SERVICES[name]
        assert "ports" not in SERVICES[name]
    proxy = (ROOT / "deploy" / "nginx.conf").read_text()
    assert "resolver 127.0.0.11" in proxy  # finds replicas that came later
    for name in re.findall(r"set \$\w+ http://(\w+):", proxy):
        assert name in SERVICES


def test_images_are_pinned_to_a_version() -> None:
    images = [service["image"] for service in SERVICES.values() if "image" in service]
    images += re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    for image in images:
        if not image.startswith("ocop-marketplace:"):
            assert re.search(r":\d", image), image


def test_image_runs_as_an_ordinary_user_and_tells_its_health() -> None:
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    assert "USER shop" in lines
    assert any(line.startswith("HEALTHCHECK") for line in lines)
    assert lines.index("USER shop") > max(number for number, line in enumerate(lines) if line.startswith("RUN"))


def test_every_variable_of_the_environment_is_explained() -> None:
    read = set(re.findall(r"environment\.\w+\(\s*\"([A-Z_]+)\"", _settings_source()))
    asked = set(re.findall(r"\$\{([A-Z_]+)[:}]", (ROOT / "docker-compose.yml").read_text()))
    explained = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs" / "operators.md").read_text(), re.MULTILINE))
    assert read | asked <= explained
    assert explained <= read | asked | {
        "DATABASE_URL",
        "PORT",
        "HOST",
        "WORKER_SIGN_OF_LIFE",
        "DJANGO_SETTINGS_MODULE",
    }


@pytest.mark.skipif(
    not shutil.which("docker")
    or subprocess.run(["docker", "compose", "version"], capture_output=True).returncode != 0,
    reason="docker compose is not installed",
)
def test_compose_accepts_the_file() -> None:
    environment = dict.fromkeys(REQUIRED, "x" * 20) | {"PATH": "/usr/local/bin:/usr/bin:/bin"}
    checked = subprocess.run(
        ["docker", "compose", "config", "--quiet"], cwd=ROOT, env=environment, capture_output=True
    )
    assert checked.returncode == 0, checked.stderr.decode()


def _settings_source() -> str:
    return "".join(path.read_text() for path in (ROOT / "config").rglob("*.py"))
