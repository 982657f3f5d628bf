"""A small project with a lock of its own, and a package index that has moved on since."""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.meta.source import ROOT

LOCKED = {"alpha": ["beta[fast]>=1"], "beta": ['gamma>=1 ; extra == "fast"'], "gamma": []}
"""What is in the lock, at 1.0, and what each asks for; since then came 2.0 of each."""
NEWER = {"alpha": ["delta>=1", "beta[fast]>=2"], "beta": ["delta"], "gamma": [], "delta": []}
PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "small"
version = "1.0"
dependencies = ["alpha>=1"]
"""
BACKEND = """
import zipfile
from pathlib import Path


def build_editable(folder, settings=None, metadata=None):
    told = "Metadata-Version: 2.1\\nName: small\\nVersion: 1.0\\nRequires-Dist: alpha>=1\\n"
    made = "Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
    files = {"METADATA": told, "WHEEL": made, "RECORD": ""}
    with zipfile.ZipFile(Path(folder) / "small-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("small.pth", str(Path.cwd()))
        for name, text in files.items():
            wheel.writestr(f"small-1.0.dist-info/{name}", text)
    return "small-1.0-py3-none-any.whl"
"""
GO = """import os
import sys
from environment import give_way, ready
ready(os.environ["LOCK"])
if sys.argv[1:]:
    give_way(*sys.argv[1:])
"""
INSTALLED = (
    "import importlib.metadata as m, sys;"
    "found = m.distributions(path=[sys.argv[1]]);"
    "print(*sorted(f'{one.name} {one.version}' for one in found), sep=chr(10))"
)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_) -> None:
        pass


@dataclass(frozen=True)
class Project:
    """A copy of our way to an environment, beside a small lock."""

    folder: Path
    index: str

    @property
    def python(self) -> Path:
        return self.folder / ".venv" / "bin" / "python"

    def get_ready(
        self, *then: str, lock: str = "run", **env: str
    ) -> subprocess.CompletedProcess[str]:
        """Do what `scripts/run` does, in somebody's shell: get ready, and then become Python.

        There is no home, unless `env` names one.
        """
        shell = {"PATH": os.environ["PATH"], "LC_ALL": "C", "LOCK": lock}
        return subprocess.run(
            [sys.executable, "scripts/go", *then],
            cwd=self.folder, env=shell | env, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def lose_its_python(self) -> None:
        """Leave what an update of the system's Python leaves: all in order, but the Python gone."""
        self.python.parent.mkdir(parents=True)
        self.python.symlink_to("/nowhere/python3.11")
        asked = "import environment as e; print(e._wanted('run'), end='')"
        state = subprocess.run(
            [sys.executable, "-c", asked],
            cwd=self.folder / "scripts", capture_output=True, check=True,
        )  # fmt: skip
        (self.folder / ".venv" / "openround-run.lock").write_bytes(state.stdout)

    def installed(self) -> list[str]:
        """Name what is there, apart from what `venv` itself brings."""
        [packages] = self.folder.glob(".venv/lib/python3.*/site-packages")
        found = subprocess.run(
            [sys.executable, "-I", "-c", INSTALLED, str(packages)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        lines = found.stdout.splitlines()
        return [one for one in lines if not one.startswith(("pip ", "setuptools "))]


def wheel(folder: Path, name: str, version: str, needs: list[str]) -> Path:
    """Make a tiny wheel, the same bytes each time."""
    path = folder / f"{name}-{version}-py3-none-any.whl"
    told = [f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}", "Provides-Extra: fast"]
    told += [f"Requires-Dist: {one}" for one in needs]
    made = "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    inside = {f"{name}.py": f"version = {version!r}\n"}
    place = f"{name}-{version}.dist-info"
    inside |= {f"{place}/METADATA": "\n".join(told) + "\n", f"{place}/WHEEL": made}
    lines = [f"{at},sha256={_short(text)},{len(text)}" for at, text in inside.items()]
    inside[f"{place}/RECORD"] = "\n".join([*lines, f"{place}/RECORD,,"]) + "\n"
    with zipfile.ZipFile(path, "w") as archive:
        for at, text in inside.items():
            archive.writestr(zipfile.ZipInfo(at), text)
    return path


def _short(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


@pytest.fixture(scope="session")
def index(tmp_path_factory):
    """A package index on this machine, which holds newer releases of everything."""
    simple = tmp_path_factory.mktemp("index") / "simple"
    for version, packages in (("1.0", LOCKED), ("2.0", NEWER)):
        for name, needs in packages.items():
            (simple / name).mkdir(parents=True, exist_ok=True)
            wheel(simple / name, name, version, needs)
    handler = partial(Quiet, directory=str(simple.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield simple, f"http://127.0.0.1:{server.server_address[1]}/simple/"
        server.shutdown()


@pytest.fixture(scope="session")
def project(index, tmp_path_factory) -> Project:
    simple, address = index
    folder = tmp_path_factory.mktemp("a place with blänks") / "small project"
    (folder / "scripts" / "locks").mkdir(parents=True)
    shutil.copy(ROOT / "scripts" / "environment.py", folder / "scripts")
    (folder / "scripts" / "go").write_text(GO)
    for name in ("pip", "venv", "ensurepip"):
        (folder / f"{name}.py").write_text(f"raise SystemExit('whoever stands here: {name}')\n")
    (folder / "pyproject.toml").write_text(PROJECT)
    (folder / "backend.py").write_text(BACKEND)
    (folder / "bot").mkdir()
    (folder / "bot" / "ours.py").write_text("import backend\n")
    lines = []
    for name in LOCKED:
        data = (simple / name / f"{name}-1.0-py3-none-any.whl").read_bytes()
        lines.append(f"{name}==1.0 --hash=sha256:{hashlib.sha256(data).hexdigest()}")
    for lock, most in (("run", 2), ("postgres", 3), ("pdf", 3), ("rehearse", 2), ("dev", 3)):
        held = "\n".join(lines[:most])
        (folder / "scripts" / "locks" / f"{lock}.txt").write_text(held + "\n")
    return Project(folder, address)
