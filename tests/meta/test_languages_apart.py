"""What is English about the rules stands in the folder of English, and is chosen in one place.

Looked for are lists of everyday words where typed words are read: patterns, paragraphs of words
that are split, and collections. What is everyday is asked of the lookup's own table of words.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.content.lookup import words
from tests.meta.source import HOUSE, imports, modules, name_of, tree, walked

LANGUAGES = Path("bot/domain/language")
REGISTRY = LANGUAGES / "registry.py"
TYPED_WORDS_ARE_READ = ("bot/domain", "bot/services", "bot/content", "cogs")
"""Elsewhere a collection of words is one of columns, options or file names."""
MANY = 4
TABLE = words()
_LISTED = re.compile(r"[a-z' ]+")
_ALTERNATIVES = re.compile(r"[a-z']{2,}(?=[^|()]*[|)])|(?<=\|)[a-z']{2,}")
_NOT_WORDS = re.compile(r"\s#.*|\\[a-zA-Z]|\(\?P<\w+>|\(\?[a-zA-Z:=!<]+|\[[^\]]*\]|\w+://")
EXCUSED = {
    "bot/content/prompts/pack.py": "columns of a table of questions",
    "bot/content/prompts/values.py": "fields of a question",
    "bot/domain/language/look_alike_table.py": "letters that look like two",
    "bot/domain/meeting/names/naming.py": "endings of addresses",
    "bot/services/attendance/check_page.py": "parts of a page, facts of a letter",
    "bot/services/attendance/paper.py": "facts of a letter",
    "bot/services/outbox/lines.py": "facts of a line in the outbox",
    "cogs/help.py": "keys of the pages of /help",
    "cogs/ui/console/more.py": "keys of buttons",
    "cogs/ui/console/buttons.py": "keys of buttons",
    "cogs/ui/door/draw.py": "keys of sentences",
    "cogs/ui/private_help/draw.py": "keys of sentences",
    "cogs/ui/settings/draw.py": "fields of the group's own texts",
    "cogs/ui/settings/panel.py": "names of settings",
}


def test_rules_of_a_language_are_imported_by_the_registry_alone():
    strays = [
        f"{path} imports {name}"
        for path in modules(*HOUSE)
        for name in imports(path)
        if path != REGISTRY and not _is_inside(path) and _is_of_a_language(name)
    ]
    assert strays == []


@cache
def _folders() -> tuple[Path, ...]:
    return tuple(one.parent for one in modules("bot") if one.match(f"{LANGUAGES}/*/__init__.py"))


def _is_inside(path: Path) -> bool:
    return any(folder in path.parents for folder in _folders())


def _is_of_a_language(name: str) -> bool:
    packages = (".".join(folder.parts) for folder in _folders())
    return any(f"{name}.".startswith(f"{package}.") for package in packages)


def test_english_has_a_folder_whose_import_would_be_found():
    assert _is_of_a_language("bot.domain.language.en")
    assert _is_of_a_language("bot.domain.language.en.tone")
    assert not _is_of_a_language("bot.domain.language.spelling")
    assert _is_of_a_language(next(name for name in imports(REGISTRY) if name.endswith(".en")))


def test_no_list_of_english_words_stands_outside_the_folder_of_english():
    looked_at = [path for path in modules(*HOUSE) if not _is_inside(path)]
    found = {path: lists for path in looked_at if (lists := list(word_lists(path, tree(path))))}
    excused = {Path(name) for name in EXCUSED}
    assert {path: lists for path, lists in found.items() if path not in excused} == {}
    assert excused <= set(found), "an excuse that nothing needs"


def word_lists(path: Path, module: ast.Module) -> Iterator[str]:
    """Give what in a module reads as a list of words that people type."""
    inside = any(path.is_relative_to(room) for room in TYPED_WORDS_ARE_READ)
    said = _said_to_developers(module)
    for node in walked(module):
        if id(node) in said:
            continue
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and _is_listed(text, inside=inside):
            yield f"line {getattr(node, 'lineno', 0)}: {text[:60]}"
        elif inside and len(everyday(_collected(node))) >= MANY:
            yield f"line {getattr(node, 'lineno', 0)}: {_collected(node)[:6]}"


def _is_listed(text: str, *, inside: bool) -> bool:
    if "|" in text:
        return len(everyday(_ALTERNATIVES.findall(_NOT_WORDS.sub(" ", text)))) >= MANY
    bare = _LISTED.fullmatch(" ".join(text.split()))
    return inside and bare is not None and len(everyday(text.split())) > MANY


def _collected(node: ast.AST) -> list[str]:
    listed: list[ast.expr | None] = []
    if isinstance(node, ast.Dict):
        listed = list(node.keys)
    elif isinstance(node, ast.Set | ast.Tuple | ast.List):
        listed = list(node.elts)
    values = [each.value for each in listed if isinstance(each, ast.Constant)]
    return [text for text in values if isinstance(text, str) and _LISTED.fullmatch(text)]


def everyday(found: list[str]) -> set[str]:
    return {text for text in found if text.split() and all(map(TABLE.knows, text.split()))}


def _said_to_developers(module: ast.Module) -> set[int]:
    """Name docstrings, remarks below a name, and messages of errors."""
    spared: set[int] = set()
    for node in walked(module):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            spared.add(id(node.value))
        if isinstance(node, ast.Raise):
            spared |= {id(each) for each in ast.walk(node)}
            spared |= {id(each) for one in _set_before(node, module) for each in ast.walk(one)}
    return spared


def _set_before(raised: ast.Raise, module: ast.Module) -> Iterator[ast.expr]:
    """Give what the names in a raised error were set to: a message on a line of its own."""
    names = {each.id for each in ast.walk(raised) if isinstance(each, ast.Name)}
    for node in walked(module):
        if isinstance(node, ast.Assign) and names & {name_of(one) for one in node.targets}:
            yield node.value


@pytest.mark.parametrize(
    "source",
    [
        '_DAYS = frozenset({"today", "tonight", "tomorrow", "yesterday"})',
        '_FEELINGS = ("angry", "sad", "lonely", "tired")',
        '_OPPOSITES = {"ready": "a", "willing": "b", "happy": "c", "sure": "d"}',
        r'_PUSHES = re.compile(r"\b(?:thank|sorry|forgive|make (?:it )?up)\b")',
        '_SMALL = "about after again could there which".split()',
        '_SAYINGS = each("has the floor is next will speak")',
    ],
)
def test_a_list_of_english_words_would_be_found(source):
    assert list(word_lists(Path("bot/domain/planted.py"), ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    [
        '"""What today, tonight or tomorrow may mean."""',
        'raise ValueError("two handlers for one kind of outbox entry")',
        'msg = "two handlers for one kind of outbox entry"\nraise ValueError(msg)',
        r'_WORD = re.compile(r"[^\W\d_]+|\d+|[,.;:!?]")',
        '_PAIR = ("start", "end")',
        'say("card.check_in.title")',
    ],
)
def test_what_is_no_list_of_words_is_let_be(source):
    assert not list(word_lists(Path("bot/domain/planted.py"), ast.parse(source)))
