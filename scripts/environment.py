"""Makes the project's own environment, `.venv`, from a lock file: the same on every machine.

Needs nothing but Python and pip, and lets the settings of whoever runs it decide nothing but where
packages come from. Kept readable for an old Python, so that it can say so kindly.
"""

import ast
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".venv"
LOCKS = ROOT / "scripts" / "locks"
LOG = HOME / "pip.log"
"""All that pip said when it was asked last: its warnings are not for whoever waits."""
MOST_LINES = 30
"""So many of its lines are shown where it failed."""
BIN = HOME / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
OLDEST = (3, 11)
COVERS = {
    "run": ("run",),
    "postgres": ("run", "postgres"),
    "pdf": ("run", "postgres", "pdf"),
    "rehearse": ("run", "rehearse"),
    "dev": ("run", "postgres", "pdf", "rehearse", "dev"),
}
"""Whose lines each lock holds: the bot alone needs no PostgreSQL, PDFs or simulated Discord."""
OURS = ("bot", "cogs", "openround.py")
"""What is ours of all that a start loads."""
BUILDS = "dev"
"""The lock that holds what builds a package: there the project itself is installed."""
SOURCES = {
    "cache-dir", "cert", "client-cert", "default-timeout", "extra-index-url", "find-links",
    "index-url", "keyring-provider", "no-index", "proxy", "retries", "timeout", "trusted-host",
}  # fmt: skip
"""Settings of pip that say where packages come from; any other could put them somewhere else."""
FOREIGN = (
    "PYTHONHOME", "PYTHONINSPECT", "PYTHONPATH", "PYTHONPLATLIBDIR", "PYTHONSTARTUP",
    "PYTHONUSERBASE", "PYTHONWARNINGS",
)  # fmt: skip
"""Variables that would put somebody else's modules before ours, or change how ours run."""
ALONE = ("-I", "-X", "utf8")
"""Options of a Python that imports nothing from where somebody stands, and speaks UTF-8."""


def ready(lock: str) -> None:
    """Bring `.venv` to what a lock in `scripts/locks` says; ends with one sentence if it cannot.

    The lock is complete, so nothing is resolved (`--no-deps`): what is released later, and an old
    pip's trouble with extras in a lock, change nothing.
    """
    if _is_ready(lock):
        return
    works = _works()
    if HOME.exists() and not works:
        print(
            f"{HOME} does not work any more: its Python was updated or is gone, or it has no pip. "
            "It is made anew.",
            file=sys.stderr,
        )
    print(f"Getting OpenRound ready in {HOME} (once; a minute or two) …", file=sys.stderr)
    if not works:
        _make()
    if LOG.exists():
        LOG.unlink()  # pip would write below what stands there
    _pip("install", "--no-deps", "--require-hashes", "-r", str(LOCKS / f"{lock}.txt"))
    if lock == BUILDS:
        _pip("install", "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    else:
        _show_the_way()
    _compile()
    for covered in COVERS[lock]:
        _marker(covered).write_text(_wanted(covered), encoding="utf-8")


def give_way(*arguments: str) -> None:
    """Become `python ARGUMENTS` of the environment; signals then reach it directly."""
    command = [str(PYTHON), *arguments]
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    sys.stdout.flush()
    os.execv(command[0], command)  # noqa: S606 - our own interpreter


def _refuse_an_old_python() -> None:
    if sys.version_info < OLDEST:
        have = ".".join(map(str, sys.version_info[:2]))
        better = next(filter(shutil.which, [f"python3.{n}" for n in range(19, 10, -1)]), None)
        hint = f"please use {better} {sys.argv[0]}" if better else "please install a newer one"
        sys.exit(f"OpenRound needs Python 3.11 or newer and this is {have}: {hint}.")


def _marker(lock: str) -> Path:
    return HOME / f"openround-{lock}.lock"


def _is_ready(lock: str) -> bool:
    marker = _marker(lock)
    if not (PYTHON.exists() and marker.is_file()):
        return False
    return marker.read_text(encoding="utf-8") == _wanted(lock)


def _wanted(lock: str) -> str:
    """Name the state to reach: the lock, the project's own table, its place and its Python."""
    parts = [LOCKS / f"{lock}.txt", ROOT / "pyproject.toml"]
    places = [ROOT, PYTHON.resolve()]
    content = [part.read_bytes() for part in parts] + [os.fsencode(str(one)) for one in places]
    return hashlib.sha256(b"\0".join(content)).hexdigest()


def _works() -> bool:
    """Tell whether `.venv` is there, new enough and has pip; one made by hand is welcome."""
    check = f"import pip, sys; sys.exit(sys.version_info < {OLDEST})"
    return _asked("-c", check) is not None


def _asked(*arguments: str, env: "dict[str, str] | None" = None) -> "str | None":
    """Ask the environment's Python; None where it is gone, or where it fails."""
    command = [str(PYTHON), *ALONE, *arguments]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env)  # noqa: PLW1510 - answered below
    except OSError:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _make() -> None:
    made = subprocess.run([sys.executable, "-I", "-m", "venv", "--clear", str(HOME)])  # noqa: PLW1510 - answered below
    if made.returncode and not os.access(str(ROOT), os.W_OK):
        sys.exit(f"OpenRound makes its environment in {ROOT}, and may not write there.")
    if made.returncode:
        sys.exit(
            "Python could not make an environment: please install its venv and pip parts "
            "(on Debian and Ubuntu: apt install python3-venv)."
        )


def _show_the_way() -> None:
    """Let the environment's Python find the project where it stands: nothing need be built.

    In plain letters: which others a Python reads there depends on who starts it.
    """
    there = _asked("-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
    if there is not None:
        way = Path(there.rstrip("\r\n")) / "openround.pth"
        way.write_text(f"import sys; sys.path.append({str(ROOT)!a})\n", encoding="ascii")


def _compile() -> None:
    """Compile our own code as pip does with packages: who runs it may not be let write there.

    Nor does a Python with PYTHONDONTWRITEBYTECODE; each start would take a quarter longer.
    """
    _asked("-m", "compileall", "-qq", *(str(ROOT / one) for one in OURS))


def _pip(*arguments: str) -> None:
    """Ask pip; all it says stands in `LOG`, and what went wrong on the screen too."""
    quiet = ("--progress-bar", "off", "--disable-pip-version-check", "--no-input")
    command = [str(PYTHON), *ALONE, "-m", "pip", *arguments, *quiet]
    with LOG.open("ab") as log:
        done = subprocess.run(command, env=_for_pip(), stdout=log, stderr=log)  # noqa: PLW1510 - answered below
    if done.returncode:
        print(*_what_went_wrong(), sep="\n", file=sys.stderr)
        sys.exit(
            "What OpenRound needs could not be installed: pip's own words stand above, "
            f"and all of them in {LOG}."
        )


def _what_went_wrong() -> "list[str]":
    """Give what pip said from its first error on; where it named none, its last words."""
    said = LOG.read_text(encoding="utf-8", errors="replace").splitlines()
    lines = [one for one in said if not one.lstrip().startswith("WARNING")]
    wrong = [at for at, one in enumerate(lines) if one.lstrip().lower().startswith("error")]
    return lines[wrong[0] :][:MOST_LINES] if wrong else lines[-MOST_LINES:]


def _for_pip() -> "dict[str, str]":
    """Give pip an environment in which it reads no settings but where packages come from.

    Those it reads from variables, and from the files into which it looks itself.
    """
    env = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    env.update(_in_files(env))
    wanted = {"PIP_" + key.upper().replace("-", "_") for key in SOURCES}
    env.update({name: value for name, value in os.environ.items() if name in wanted})
    return {**env, "PIP_CONFIG_FILE": os.devnull}


def _in_files(env: "dict[str, str]") -> "dict[str, str]":
    if "PIP_CONFIG_FILE" in os.environ:
        env["PIP_CONFIG_FILE"] = os.environ["PIP_CONFIG_FILE"]
    told = _asked("-m", "pip", "config", "list", env=env) or ""
    found = {"global": {}, "install": {}}  # type: dict[str, dict[str, str]]
    for line in told.splitlines():
        name, _, value = line.partition("=")
        section, _, key = name.rpartition(".")
        if key in SOURCES and section in found:
            variable = "PIP_" + key.upper().replace("-", "_")
            found[section][variable] = " ".join(str(ast.literal_eval(value)).split())
    return {**found["global"], **found["install"]}


for _name in FOREIGN:
    os.environ.pop(_name, None)  # for whatever this starts: it imports what is ours
_refuse_an_old_python()  # before a script says anything that an old Python would not understand
