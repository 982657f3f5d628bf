"""Cogs are handed what they call: nothing that none calls, nothing to reach through."""

import ast
from collections import defaultdict
from inspect import isfunction
from typing import get_type_hints

from bot.services.bundle import UseCases
from tests.every import every
from tests.meta.source import modules, tree, walked

HANDED = get_type_hints(UseCases)
SHARED = {"clock"}
"""Everybody may ask what time it is."""
COLUMNS = {
    "attendance": {"attendance"},
    "crisis": {"people"},
    "help": {"meeting"},
    "meeting": {"calendar", "journal", "meeting", "rooms", "server"},
    "meeting_changes": {"calendar", "server"},
    "plan": {"journal"},
    "prompt": {"prompts"},
    "server": {"calendar", "meeting", "rooms", "server"},
    "setup": {"calendar", "meeting", "rooms", "server"},
    "stages": {"journal", "meeting"},
    "timezone": {"journal"},
    "ui/attendance": {"attendance"},
    "ui/console": {"calendar", "meeting", "rooms"},
    "ui/door": {"meeting"},
    "ui/private_help": {"meeting", "people", "server"},
    "ui/kit": {"meeting", "people", "server"},
    "ui/meetings": {"calendar", "journal", "meeting", "rooms", "server"},
    "ui/walkthrough": {"server"},
    "ui/options": {"meeting"},
    "ui/journal": {"journal", "meeting", "server"},
    "ui/privacy": {"journal", "people"},
    "ui/prompts": {"prompts", "server"},
    "ui/reminders": {"calendar"},
    "ui/settings": {"calendar", "server"},
    "worksheet": {"journal"},
}
"""Of each module of commands and each surface: the columns whose use cases it calls."""


def column_of(name):
    return HANDED[name].__module__.split(".")[2]


def place_of(path):
    parts = path.with_suffix("").parts[1:]
    return "/".join(parts[:2]) if parts[0] == "ui" else parts[0]


def taken():
    """Give what each file takes out of the bundle: the place, the use case, what is called."""
    for path in modules("cogs"):
        parents = {
            child: node for node in walked(tree(path)) for child in ast.iter_child_nodes(node)
        }
        for node in walked(tree(path)):
            if isinstance(node, ast.Attribute) and ast.unparse(node.value).endswith(".services"):
                above = parents[node]
                yield place_of(path), node.attr, getattr(above, "attr", None)


def test_every_use_case_that_is_handed_out_is_called_by_a_cog():
    assert {name for _, name, _ in taken()} == set(HANDED)


def test_a_cog_calls_use_cases_of_its_columns_alone():
    found = defaultdict(set)
    for place, name, _ in taken():
        if name not in SHARED:
            found[place].add(column_of(name))
    assert found == COLUMNS


def test_a_cog_calls_and_never_reaches_through():
    through = [
        (place, name, called)
        for place, name, called in taken()
        if called and not isfunction(getattr(HANDED[name], called, None))
    ]
    assert through == []


@every(modules("cogs"))
def test_no_cog_keeps_the_whole_bundle(path):
    """Under another name nobody would see what is called."""
    bare = [
        node.lineno
        for node in walked(tree(path))
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.Return | ast.keyword)
        and node.value is not None
        and ast.unparse(node.value).endswith(".services")
    ]
    assert bare == []
