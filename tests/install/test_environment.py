"""`.venv` is made from the lock alone: not from newer releases, nor from anybody's settings."""

import os
import subprocess
import sys

import pytest

from tests.meta.source import ROOT

AS_LOCKED = ["alpha 1.0", "beta 1.0"]
NOWHERE = "http://127.0.0.1:9/simple/"
SETTINGS = """
[global]
index-url = {index}
require-virtualenv = true
[install]
user = true
target = {elsewhere}
no-deps = false
upgrade = true
"""


@pytest.fixture(scope="module")
def shell(project, tmp_path_factory) -> dict[str, str]:
    """Somebody's shell: settings of pip in variables and in a file, and modules named like ours."""
    home = tmp_path_factory.mktemp("home")
    elsewhere = str(home / "elsewhere")
    for name in ("pip", "alpha", "backend", "hatchling", "bot"):
        (home / f"{name}.py").write_text(f"raise SystemExit('somebody else: {name}')\n")
    settings, constraints = home / "pip.conf", home / "constraints.txt"
    settings.write_text(SETTINGS.format(index=project.index, elsewhere=elsewhere))
    constraints.write_text("alpha>=2\n")
    return {
        "PIP_USER": "1", "PIP_TARGET": elsewhere, "PIP_PREFIX": elsewhere, "PIP_UPGRADE": "1",
        "PIP_REQUIRE_VIRTUALENV": "1", "PIP_NO_DEPS": "0", "PIP_PRE": "1", "PIP_DRY_RUN": "1",
        "PIP_CONSTRAINT": str(constraints), "PIP_NO_BINARY": ":all:", "PIP_REQUIRE_HASHES": "no",
        "PIP_CONFIG_FILE": str(settings), "PYTHONPATH": str(home), "PYTHONUSERBASE": elsewhere,
        "HOME": str(home), "PYTHONWARNINGS": "error", "PYTHONINSPECT": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip


@pytest.fixture(scope="module")
def made(project, shell) -> subprocess.CompletedProcess[str]:
    project.lose_its_python()
    return project.get_ready(**shell)


def test_an_environment_whose_python_is_gone_is_made_anew_in_words(project, made):
    assert made.returncode == 0, made.stderr
    told, going = made.stderr.splitlines()
    assert told.startswith(str(project.folder / ".venv"))
    assert told.endswith("It is made anew.")
    assert going.startswith("Getting OpenRound ready")


def test_nothing_newer_than_the_lock_is_installed_whatever_the_index_holds(project, made):
    assert project.installed() == AS_LOCKED


def test_without_the_lock_newer_releases_would_have_come(project, made, tmp_path):
    """The index does hold them: the story above can fail."""
    pip = [str(project.python), "-m", "pip", "install", "-q", "--target", str(tmp_path)]
    plain = {"PATH": os.environ["PATH"]}
    subprocess.run([*pip, "--index-url", project.index, "alpha"], check=True, env=plain)
    there = {path.name.partition("-")[0] for path in tmp_path.glob("*-2.0.dist-info")}
    assert there == {"alpha", "beta", "delta"}


def test_what_runs_there_imports_what_is_locked_and_nothing_of_somebody_elses(project, made, shell):
    ours = project.get_ready("-c", "import alpha; print(alpha.version)", **shell)
    assert (ours.returncode, ours.stdout) == (0, "1.0\n"), ours.stderr


def test_the_project_itself_is_found_without_being_built(project, made, shell):
    ours = project.get_ready("-P", "-c", "import backend; print(backend.__file__)", **shell)
    assert (ours.returncode, ours.stdout) == (0, f"{project.folder}/backend.py\n"), ours.stderr


def test_our_own_code_is_compiled_once_for_those_who_may_not_write_there(project, made):
    [compiled] = (project.folder / "bot").rglob("*.pyc")
    assert compiled.name.startswith("ours.")


@pytest.mark.parametrize("place", ["before ours", "ours"])
def test_the_command_openround_is_ours_whatever_pythonpath_says(place, shell, tmp_path):
    path = shell["PYTHONPATH"] + (os.pathsep + str(ROOT) if place == "ours" else "")
    asked = subprocess.run(
        [sys.executable, "-c", "import openround; openround.main()", "--help"],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert asked.returncode == 0, asked.stderr
    assert "rehearse" in asked.stdout


def test_what_stands_ready_is_not_touched_again_and_needs_no_index(project, made):
    again = project.get_ready(PIP_INDEX_URL=NOWHERE)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


def of_somebody_else(folder):
    """Make a folder of pip's that it may not use: it warns of that each time."""
    folder.mkdir(mode=0o500)
    if os.geteuid() == 0:
        os.chown(folder, 12345, -1)
    return str(folder)


def test_warnings_of_pip_stand_in_its_log_and_not_before_whoever_waits(project, made, tmp_path):
    cache = of_somebody_else(tmp_path / "cache")
    done = project.get_ready(lock="pdf", PIP_INDEX_URL=project.index, PIP_CACHE_DIR=cache)
    assert done.returncode == 0, done.stderr
    [line] = done.stderr.splitlines()
    assert line.startswith("Getting OpenRound ready")
    told = (project.folder / ".venv" / "pip.log").read_text()
    assert "The cache has been disabled" in told
    assert "Successfully installed" in told


def test_what_went_wrong_stands_on_the_screen_with_the_way_to_the_rest(project, made):
    lock = project.folder / "scripts" / "locks" / "rehearse.txt"
    was = lock.read_text()
    lock.write_text(was + "omega==1.0 --hash=sha256:" + "0" * 64 + "\n")
    failed = project.get_ready(lock="rehearse", PIP_INDEX_URL=project.index)
    lock.write_text(was)
    assert failed.returncode == 1
    _, *said, end = failed.stderr.splitlines()
    assert any("omega" in line for line in said)
    assert "pip's own words stand above, and all of them in" in end
    assert end.endswith("pip.log.")


@pytest.mark.parametrize(
    ("lock", "home", "more"),
    [("postgres", None, ["gamma 1.0"]), ("dev", "/dev/null", ["gamma 1.0", "small 1.0"])],
)
def test_what_another_command_needs_comes_beside_it_whatever_home_there_is(
    lock, home, more, project, made
):
    at_home = {} if home is None else {"HOME": home}
    done = project.get_ready(lock=lock, PIP_INDEX_URL=project.index, **at_home)
    assert done.returncode == 0, done.stderr
    assert project.installed() == [*AS_LOCKED, *more]
    for known in ("run", lock):
        again = project.get_ready(lock=known, PIP_INDEX_URL=NOWHERE, **at_home)
        assert (again.returncode, again.stderr) == (0, ""), known
