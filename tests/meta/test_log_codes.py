"""Every line of the log is an event that is registered, so that the filter lets it through."""

import ast
from collections.abc import Iterator
from pathlib import Path

from bot.logs import reduced
from bot.logs.codes import EVENTS
from tests.every import every
from tests.meta.source import HOUSE, calls, modules, name_of

LEVELS = frozenset({"debug", "info", "warning", "error", "exception", "critical"})
GATE = "bot/logs/__init__.py"
"""It hands on what nobody caught, in words."""


def events(path: Path) -> Iterator[tuple[int, object]]:
    """Give the line of each call of the log, and the event, where it stands there in letters."""
    for call in calls(path):
        holder, _, method = name_of(call.func).rpartition(".")
        if holder != "log" or method not in LEVELS | {"log"}:
            continue
        first = call.args[method == "log"]
        yield call.lineno, first.value if isinstance(first, ast.Constant) else None


@every([p for p in modules(*HOUSE) if p.as_posix() != GATE])
def test_each_line_of_the_log_is_a_registered_event(path):
    assert [(line, event) for line, event in events(path) if event not in EVENTS] == []


def test_every_registered_event_is_logged_somewhere():
    assert {event for path in modules(*HOUSE) for _, event in events(path)} == EVENTS


def test_every_code_of_a_call_is_let_through():
    """What is handed over in letters; what comes out of a variable is a key of a sentence."""
    handed = [
        word.value
        for path in modules(*HOUSE)
        for call in calls(path)
        for word in ast.walk(call)
        if isinstance(word, ast.Constant) and isinstance(word.value, str)
        if name_of(call.func).rpartition(".")[2] in {"Blocked", "trip", "OutboxEntry"}
    ]
    assert handed
    assert [code for code in handed if reduced(code) != code] == []
