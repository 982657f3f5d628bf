"""Nothing stands in the house that nobody uses, and no setting that nothing reads.

A name counts as used where the bot, its commands or a script reads it; a test alone keeps nothing.
Names are compared as they are written: two of one name hide each other.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.config.settings import Settings
from tests.every import every
from tests.meta.source import HOUSE, modules, name_of, text, tracked, tree, walked

EXCUSED = {
    "bot/client.py": {"setup_hook": "discord.py calls it"},
    "bot/content/danger/__init__.py": {"learnt_from": "a test asks whether to learn again"},
    "bot/content/lapse.py": {"checked_on": "a test asks whether somebody has checked"},
    "bot/discordio/gateway/older_commands.py": {"interaction_check": "discord.py calls it"},
    "bot/domain/meeting/names/help_line_names.py": {"ORDINARY": "lines that bar no name"},
    "bot/storage/rows/access.py": {
        "constraint_target": "SQLAlchemy reads it", "inherit_cache": "the same",
    },
    "bot/storage/rows/columns.py": {
        "impl": "SQLAlchemy reads it", "cache_ok": "the same",
        "process_bind_param": "SQLAlchemy calls it", "process_result_value": "the same",
    },
    "bot/text/plurals.py": {"CATEGORIES": "the forms that a language may have"},
    "cogs/presses.py": {"ALL": "their import registers them"},
}  # fmt: skip
PLAIN = {"cache", "cached_property", "classmethod", "contextmanager", "dataclass", "property",
         "staticmethod", "asynccontextmanager", "override"}  # fmt: skip
"""Decorators that give a name to nobody else; any other hands it over to somebody who calls it."""
NAMED_BY_ITS_FILE = {"model_config"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def defined(module: ast.Module) -> Iterator[str]:
    """Name what a module makes: functions, classes, their methods and fields, constants."""
    yield from _defined_in(module, in_class=False)


def _defined_in(scope: ast.Module | ast.ClassDef, *, in_class: bool) -> Iterator[str]:
    for node in scope.body:
        if isinstance(node, ast.ClassDef):
            yield node.name
            if not _is_a_list_of_values(node):
                yield from _defined_in(node, in_class=True)
        elif isinstance(node, FUNCTIONS) and not _is_handed_over(node):
            yield node.name
        elif isinstance(node, ast.AnnAssign):
            yield name_of(node.target)
        elif isinstance(node, ast.Assign):
            yield from (name_of(one) for one in node.targets if isinstance(one, ast.Name))


def _is_a_list_of_values(node: ast.ClassDef) -> bool:
    """Tell whether what stands in a class is found by its value: an enumeration."""
    return any(name_of(base).endswith("Enum") for base in node.bases)


def _is_handed_over(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    made = [one.func if isinstance(one, ast.Call) else one for one in node.decorator_list]
    return any(name_of(one).rpartition(".")[2] not in PLAIN for one in made)


def used(module: ast.Module) -> Iterator[str]:
    """Name what a module reads; a word that could be a name counts, as `getattr` takes it."""
    for node in walked(module):
        match node:
            case ast.Name(ctx=ast.Load()):
                yield node.id
            case ast.Attribute(ctx=ast.Load()):
                yield node.attr
            case ast.Constant(value=str() as word) if word.isidentifier():
                yield word
            case ast.alias():
                yield node.name.rpartition(".")[2]


def idle(module: ast.Module, elsewhere: frozenset[str]) -> list[str]:
    """Name what a module makes and nobody uses, in it or elsewhere."""
    reads = elsewhere | set(used(module))
    made = {one for one in defined(module) if not (one.startswith("__") and one.endswith("__"))}
    return sorted(made - reads - NAMED_BY_ITS_FILE)


@cache
def reads_of_the_house() -> frozenset[str]:
    programs = [*modules(*HOUSE), Path("openround.py")]
    programs += [one for one in tracked() if one.parts[0] == "scripts" and _is_python(one)]
    return frozenset(word for path in programs for word in used(tree(path)))


def _is_python(path: Path) -> bool:
    return path.suffix == ".py" or "python" in text_of_first_line(path)


def text_of_first_line(path: Path) -> str:
    return text(path).partition("\n")[0] if not path.suffix else ""


LOOKED_AT = [one for one in modules(*HOUSE) if "migrations" not in one.parts]


@every(LOOKED_AT)
def test_whatever_stands_there_is_used(path):
    excused = EXCUSED.get(path.as_posix(), {})
    assert set(idle(tree(path), reads_of_the_house())) <= set(excused)


def test_no_excuse_outlives_what_it_excuses():
    for named, words in EXCUSED.items():
        assert set(words) <= set(idle(tree(Path(named)), reads_of_the_house()))


@pytest.mark.parametrize(
    "source",
    [
        "def forgotten(): ...",
        "class Forgotten: ...",
        "FORGOTTEN = 3",
        "@dataclass\nclass A:\n    forgotten: int = 0\na = A(forgotten=3)",
        "class A:\n    def forgotten(self): ...\nA()",
        "class A:\n    @property\n    def forgotten(self): ...\nA()",
        "forgotten: int = 3",
    ],
)
def test_what_nobody_uses_is_found(source):
    assert [one.lower() for one in idle(ast.parse(source), frozenset())] in (
        ["forgotten"],
        ["a", "forgotten"],
    )


def test_what_is_used_is_not():
    source = "@on_press('x')\ndef a(): ...\ndef b(): ...\nb()\nclass C(StrEnum):\n    D = 'd'\nC"
    assert idle(ast.parse(source), frozenset()) == []


# ------------------------------------------------------------------------------- settings


def tables() -> Iterator[tuple[str, type[BaseModel]]]:
    """Give every table of the settings by its name."""
    for table, field in Settings.model_fields.items():
        assert isinstance(field.annotation, type)
        assert issubclass(field.annotation, BaseModel)
        yield table, field.annotation


SETTINGS = {(table, name) for table, kind in tables() for name in kind.model_fields}


def read_in(module: ast.Module) -> set[tuple[str, str]]:
    """Name the settings that a module reads: as `….table.name`, or from a table it was handed."""
    nodes = list(walked(module))
    handed = list(_handed(nodes))
    found = set()
    for node in nodes:
        if isinstance(node, ast.Attribute):
            holder = name_of(node.value).rpartition(".")[2]
            kinds = {kind for named, kind in handed if named == holder}
            found |= {(t, node.attr) for t, kind in tables() if t == holder or kind in kinds}
    return found & SETTINGS


def _handed(nodes: list[ast.AST]) -> Iterator[tuple[str, type[BaseModel]]]:
    """Give the names that are declared to be a table of the settings."""
    called = {one.asname or one.name: one.name for n in nodes if isinstance(n, ast.ImportFrom)
              for one in n.names}  # fmt: skip
    kinds = {kind.__name__: kind for _, kind in tables()}
    for node in nodes:
        if isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None:
            named = node.arg if isinstance(node, ast.arg) else name_of(node.target)
            said = name_of(node.annotation).rpartition(".")[2]
            if (kind := kinds.get(called.get(said, said))) is not None:
                yield named, kind


def test_every_setting_is_read_by_something_that_acts_on_it():
    acting = [one for one in modules(*HOUSE) if one.parts[:2] != ("bot", "config")]
    assert SETTINGS - set().union(*(read_in(tree(one)) for one in acting)) == set()


@pytest.mark.parametrize(
    ("source", "reads"),
    [
        ("run(settings.health.port)", True),
        ("def f(health: Health): return health.port", True),
        ("class W:\n    settings: Health\n    def f(self): return self.settings.port", True),
        ("from a import Health as Other\ndef f(x: Other): return x.port", True),
        ("run(settings.discord.port)", False),
        ("port = 3", False),
    ],
)
def test_a_setting_that_nothing_reads_would_be_found(source, reads):
    assert (("health", "port") in read_in(ast.parse(source))) is reads
