"""The tree: no place of anybody's machine, no stub, locks that install from anywhere."""

import ast
import re
import subprocess
import sys
import tomllib

import pytest

from tests.every import every
from tests.meta.source import HOUSE, ROOT, imports, modules, text, tracked, tree, walked

PLACES = re.compile(
    r"(?<![\w.])/(?:work|home|root|Users|mnt|opt)/\w|(?<![\w.])/tmp/\w|[A-Z]:\\Users\\"
    r"|https?://(?!127\.0\.0\.1)[\w.-]+:\d{2,5}/(?:simple|pypi|root)|\.internal\b"
)
STUBS = re.compile(r"\b(?:TODO|FIXME|XXX|NotImplementedError|lorem ipsum)\b")
TEXT = {".py", ".toml", ".md", ".txt", ".in", ".cfg", ".yml", ".yaml", ".html", ".css", ".js", ""}
PINNED = re.compile(r"^[\w-]+==[\w.]+", re.MULTILINE)
HERE = "tests/meta/test_tree.py"
LOCKS = ROOT / "scripts" / "locks"


def readable():
    return [p for p in tracked() if p.suffix in TEXT and p.as_posix() != HERE]


@every(readable())
def test_no_file_names_a_place_on_somebodys_machine(path):
    assert PLACES.findall(text(path)) == []


@every(modules(*HOUSE, "scripts"))
def test_nothing_is_left_for_later(path):
    assert STUBS.findall(text(path)) == []


@every(modules(*HOUSE))
def test_every_function_does_something_unless_it_is_a_port(path):
    ports = {
        id(method)
        for node in walked(tree(path))
        if isinstance(node, ast.ClassDef) and any("Protocol" in ast.unparse(b) for b in node.bases)
        for method in node.body
    }
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    found = [n for n in walked(tree(path)) if isinstance(n, kinds) and id(n) not in ports]
    assert [n.name for n in found if is_empty(n)] == []


def is_empty(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Tell a body of nothing but words, `...` and `pass`; overloads are declarations."""
    overload = any("overload" in ast.unparse(d) for d in node.decorator_list)
    idle = [
        isinstance(s, ast.Pass) or (isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant))
        for s in node.body
    ]
    return all(idle) and not overload and not ast.get_docstring(node)


@every(modules(*HOUSE))
def test_no_fault_is_swallowed(path):
    for node in walked(tree(path)):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"{path}:{node.lineno}: a bare except"
            wide = "Exception" in {n.id for n in ast.walk(node.type) if isinstance(n, ast.Name)}
            idle = all(isinstance(s, ast.Pass) for s in node.body)
            assert not (wide and idle), f"{path}:{node.lineno}: swallows everything"


def test_only_the_composition_root_names_both_worlds():
    worlds = ("bot.storage", "bot.discordio")
    both = [
        path.as_posix()
        for path in modules(*HOUSE)
        if all(any(f"{name}.".startswith(f"{w}.") for name in imports(path)) for w in worlds)
    ]
    assert set(both) == {"bot/app/composition.py"}


@pytest.mark.parametrize("name", ["run", "dev", "tools"])
def test_a_lock_has_hashes_and_no_address(name):
    lock = text(LOCKS / f"{name}.txt")
    one = re.compile(r"^[\w-]+==\S+.*(?:\n    --hash=sha256:[0-9a-f]{64}.*)+", re.MULTILINE)
    assert len(one.findall(lock)) == len(PINNED.findall(lock))
    assert not re.search(r"://|--index|--extra-index|--find-links|/", lock)


def test_what_runs_is_what_is_tested():
    run, dev = (set(PINNED.findall(text(LOCKS / f"{name}.txt"))) for name in ("run", "dev"))
    assert run
    assert run < dev


def test_every_dependency_is_in_the_lock():
    project = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]
    extras = project["optional-dependencies"]
    for lock, extra in (
        ("run", ()), ("postgres", ("postgres",)), ("pdf", ("postgres", "pdf")),
        ("rehearse", ("rehearsal",)),
    ):  # fmt: skip
        wanted = [*project["dependencies"], *(one for each in extra for one in extras[each])]
        names = {re.split(r"[^\w.-]", each)[0].lower().replace(".", "-") for each in wanted}
        locked = set(re.findall(r"^([\w-]+)==", text(LOCKS / f"{lock}.txt"), re.MULTILINE))
        assert names <= locked, lock


@pytest.mark.parametrize("tool", [("ruff", "include"), ("mypy", "files")], ids=" ".join)
def test_a_script_without_an_ending_is_checked_too(tool):
    """Ruff and mypy find `*.py` by themselves; of two with one name, mypy takes the module."""
    told = tomllib.loads(text(ROOT / "pyproject.toml"))["tool"]
    named = {one for one in told[tool[0]][tool[1]] if one.startswith("scripts/")}
    scripts = {path for path in (ROOT / "scripts").iterdir() if path.is_file() and not path.suffix}
    python = {path for path in scripts if "python" in text(path).partition("\n")[0]}
    twice = {path for path in python if path.with_suffix(".py").exists()}
    left_out = twice if tool[0] == "mypy" else set()
    assert named == {f"scripts/{path.name}" for path in python - left_out}


@pytest.mark.parametrize("name", ["environment.py", "run", "test"])
def test_the_scripts_speak_to_an_old_python_too(name):
    """They must at least be read by it, to say kindly that it is too old."""
    assert read_by_an_old_python(text(ROOT / "scripts" / name))


def test_what_an_old_python_cannot_read_is_noticed():
    assert not read_by_an_old_python("if (found := 1):\n    print(found)")


def read_by_an_old_python(source: str) -> bool:
    try:
        ast.parse(source, feature_version=(3, 6))
    except SyntaxError:
        return False
    return True


def test_importing_the_house_is_silent():
    code = "import bot, cogs, bot.config, bot.logs"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
