"""One name, one class: who looks for a class finds it, in whatever layer it stands.

A port and the class that fills it are one thing seen from two sides, and share its name.
"""

import ast
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.meta.source import HOUSE, modules, tree, walked

PORTS = "bot/services/ports"
ADAPTERS = ("bot/storage", "bot/discordio")
PAIRS = {
    "AllTraces",
    "Entries",
    "Erases",
    "Exports",
    "Heard",
    "History",
    "LetterRows",
    "LiveMeetings",
    "Memberships",
    "Occurrences",
    "OutboxEntries",
    "OwnPrompts",
    "PresenceRows",
    "Registry",
    "ReminderRows",
    "RoomAccess",
    "Servers",
    "Store",
    "Tx",
}
"""Names that a port shares with the one class that fills it; a name nobody shares fails."""

Classes = dict[str, list[tuple[Path, ast.ClassDef]]]


def classes(trees: Iterable[tuple[Path, ast.Module]]) -> Classes:
    """Give every class by its name, with the file it stands in."""
    found: Classes = defaultdict(list)
    for path, module in trees:
        for node in walked(module):
            if isinstance(node, ast.ClassDef):
                found[node.name].append((path, node))
    return found


def is_pair(both: list[tuple[Path, ast.ClassDef]]) -> bool:
    """Tell whether it is one port and one class in the layers that fill ports."""
    ports = [node for path, node in both if path.is_relative_to(PORTS)]
    fills = [path for path, _ in both if any(path.is_relative_to(one) for one in ADAPTERS)]
    protocols = [one for port in ports for one in port.bases if ast.unparse(one) == "Protocol"]
    return len(both) == 2 and len(protocols) == len(fills) == 1


def shared(found: Classes, pairs: Iterable[str]) -> set[str]:
    """Name what two classes are called that are not a pair."""
    twice = {name for name, every in found.items() if len(every) > 1}
    return {name for name in twice if name not in pairs or not is_pair(found[name])}


def house() -> list[tuple[Path, ast.Module]]:
    """Give every module of the house."""
    return [(path, tree(path)) for path in modules(*HOUSE)]


def planted(path: str, text: str) -> list[tuple[Path, ast.Module]]:
    """Give the house with one more module."""
    return [*house(), (Path(path), ast.parse(text))]


def test_no_two_classes_share_a_name():
    assert shared(classes(house()), PAIRS) == set()


def test_every_pair_is_still_a_port_and_what_fills_it():
    found = classes(house())
    assert [name for name in sorted(PAIRS) if not is_pair(found[name])] == []


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("cogs/later.py", "LiveMeeting"),
        ("bot/services/later.py", "Store"),
        ("bot/storage/later.py", "Store"),
        ("bot/services/people/later.py", "Memberships"),
        ("bot/storage/later.py", "Meetings"),
    ],
)
def test_a_second_class_of_a_name_is_found(path, name):
    assert shared(classes(planted(path, f"class {name}: ...")), PAIRS) == {name}


def test_a_port_and_what_fills_it_share_a_name_only_where_the_list_says_so():
    port = (Path(PORTS, "later.py"), ast.parse("class Later(Protocol): ..."))
    fills = (Path("bot/storage/later.py"), ast.parse("class Later: ..."))

    assert shared(classes([*house(), port, fills]), PAIRS) == {"Later"}
    assert shared(classes([*house(), port, fills]), {*PAIRS, "Later"}) == set()
