"""What runs the bot by itself gives it as few rights as may be, and asks whether it is well."""

import configparser
import re

import pytest

from bot.app.watched import Watched
from bot.config.settings import Settings
from bot.ops.ending import NEVER_AGAIN
from bot.ops.vitals import SILENT
from tests.meta.source import ROOT, text

DEPLOY = ROOT / "deploy"
VARIABLE = re.compile(r"OPENROUND_(\w+?)__(\w+?)(?==|:)")


def unit() -> configparser.ConfigParser:
    read = configparser.ConfigParser(strict=False, interpolation=None, delimiters=("=",))
    read.optionxform = str  # type: ignore[assignment,method-assign]  # the way it is documented
    read.read_string(text(DEPLOY / "openround.service"))
    return read


@pytest.mark.parametrize("path", sorted(DEPLOY.iterdir()), ids=lambda path: path.name)
def test_every_setting_that_is_named_exists(path):
    for table, key in VARIABLE.findall(text(path)):
        model = Settings.model_fields[table.lower()].annotation
        fields = getattr(model, "model_fields", {})
        assert key.lower() in fields or key.lower().removesuffix("_file") in fields, (table, key)


def test_the_image_is_nobodys_and_writes_only_to_its_data():
    last = text(DEPLOY / "Dockerfile").rpartition("\nFROM ")[2]
    assert "\nUSER 10001:10001\n" in last
    assert re.findall(r"^VOLUME (.*)$", last, re.MULTILINE) == ["/data"]
    written = re.findall(r"=(?:sqlite:///)?(/\S+)", last)
    assert written
    assert [path for path in written if not path.startswith("/data/")] == []


def test_the_image_asks_itself_whether_it_is_ready():
    image = text(DEPLOY / "Dockerfile")
    [port] = re.findall(r"OPENROUND_HEALTH__PORT=(\d+)", image)
    [check] = re.findall(r"^HEALTHCHECK .*?\n *CMD (.*)$", image, re.MULTILINE | re.DOTALL)[:1]
    assert f"http://127.0.0.1:{port}/readyz" in check
    assert hasattr(Watched, "look")


def test_a_container_may_do_as_little_as_may_be():
    compose = text(DEPLOY / "compose.yml")
    for line in ("read_only: true", "cap_drop:\n      - ALL", "no-new-privileges:true"):
        assert line in compose
    assert "ports:" not in compose + text(DEPLOY / "compose.postgres.yml")
    assert "privileged: true" not in compose


@pytest.mark.parametrize("name", ["compose.yml", "compose.postgres.yml", "openround.service"])
def test_no_secret_stands_in_a_file_or_a_variable(name):
    lines = [line for line in text(DEPLOY / name).splitlines() if not line.startswith("#")]
    secret = [line for line in lines if re.search(r"TOKEN|PASSWORD|DATABASE__URL", line)]
    assert secret
    assert [line for line in secret if not re.search(r"_FILE[=:]", line)] == []


def test_systemd_starts_it_again_unless_that_does_not_help():
    service = unit()["Service"]
    assert service["Type"] == "notify"
    assert service["Restart"] == "on-failure"
    assert int(service["RestartPreventExitStatus"]) == NEVER_AGAIN
    assert 0 < int(service["WatchdogSec"]) < SILENT
    assert service["ExecStart"].endswith("-P -m bot run")


def test_systemd_gives_it_no_rights_and_the_token_as_a_credential():
    service = unit()["Service"]
    name, _, file = service["LoadCredential"].partition(":")
    assert file.startswith("/etc/")
    lines = text(DEPLOY / "openround.service").splitlines()
    assert f"Environment=OPENROUND_DISCORD__TOKEN_FILE=%d/{name}" in lines
    assert service["DynamicUser"] == service["NoNewPrivileges"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""
