"""Nothing in memory only grows: what is kept by a person, a meeting or a place says who ends it.

`tests/cogs/everywhere/test_memory.py` plays the evenings and departures that show it.
"""

import ast
from collections.abc import Iterator

from tests.every import every
from tests.meta.source import HOUSE, modules, name_of, tree, walked

KINDS = {"dict", "set", "defaultdict", "deque", "list", "Counter", "OrderedDict"}
KEYS = {
    "ChannelId", "GuildId", "Hashable", "MemberId", "MessageId", "OccurrenceId", "PromptId",
    "Subject", "int",
}  # fmt: skip
SHORT = {
    "Access.guessed": "lives for one transaction",
    "Access.pending": "lives for one transaction",
    "Access.saved": "lives for one transaction",
    "Admissions._due": "taken out when it is carried out, over or not",
    "Admissions._waiting": "taken out when they are let in, or the meeting is over",
    "AskingInTurn._asked": "those of meetings that are over go at the next look",
    "Buckets._buckets": "idle ones make room when there are many",
    "Cards._failures": "taken out when a card is drawn, or given up",
    "EditSlots._slots": "idle ones make room when there are many",
    "StageLines._tasks": "taken out when the line is written, or given up",
    "StageLines._wanted": "taken out when the line is written, or given up",
    "StandingConsoles._posted": "goes with the console",
    "Cards._tasks": "taken out when a card is drawn, or given up",
    "Entries._settled_on": "lives for one transaction",
    "Cards._wanted": "taken out when a card is drawn, or given up",
    "ClosedRooms._just_made": "taken out at the first look; forgotten with the room",
    "ClosedRooms._let_in_roles": "forgotten with the room",
    "ClosedRooms._refused": "forgotten with the room",
    "ClosedRooms._writers": "forgotten with the room",
    "ManyAtOnce._one_by_one": "forgotten with the room",
    "CommittedState._meetings": "forgotten with everything that is deleted",
    "ChosenCountries._chosen": "the oldest makes room; each goes after six hours",
    "GuildCache._server_of": "forgotten with the room, and when its server goes",
    "DecryptionCache._meetings": "the oldest makes room; forgotten with the meeting and the server",
    "Departures._removed": "forgotten with the server, and where nothing of it is kept",
    "Doorkeeping._roles_due": "the old ones go at the next look at a meeting",
    "Drafts._held": "the oldest makes room; each goes after half an hour",
    "GuildCache._connected_at": "one for each shard",
    "ShardBalance._free_since": "one for each shard",
    "ShardBalance._leaving": "one for each shard",
    "ShardConnections._all": "one for each shard",
    "ShardConnections._staying": "one for each shard",
    "GuildCache._guilds_since": "forgotten with the server",
    "Privacy._promised": "taken out when it is fulfilled, by the next try at the latest",
    "Unanswered._until": "the oldest makes room",
    "Keeping._refused": "those of meetings that are over go when another is added",
    "LeftAsTheyAre._waiting": "taken out at its look, in the minute after the start",
    "LetterChecks._lately": "the old ones go at every check",
    "LeadsAhead._asked": "the old ones go at every look",
    "LeftBehind._looked_at": "forgotten with the server",
    "Live._following": "goes with what is shown",
    "Live._newest_of": "goes with what is shown",
    "Live._shown": "the oldest makes room",
    "ChangedLater._timed": "the oldest makes room",
    "SetAside._rows": "the oldest makes room; forgotten with the server, and anew at each pruning",
    "SetupMonitor._logged": "forgotten with the server",
    "MeetingEvents._seen": "forgotten with the server, and where nobody wants events",
    "Meetings._cards": "forgotten with the meeting",
    "Meetings._changes": "forgotten with the meeting",
    "Meetings._guilds": "forgotten with the meeting",
    "Meetings._rooms": "forgotten with the meeting",
    "WhatStands._looked": "taken out at the next look once the meeting is over",
    "WorkInProgress._busy": "taken out when the work ends",
    "OutageNotices._told": "taken out when it is over; forgotten with the server",
    "OutageNotices._told_at": "forgotten with the server",
    "WorkInProgress._rests": "taken out at the next look after the rest",
    "StandingWeeks._below": "forgotten with the server",
    "StandingWeeks._seen": "forgotten with the server",
    "StandingWeeks._stands": "forgotten once the meeting is over",
    "KnownFaults._known": "until it is over; forgotten with the server and with the meeting",
    "OpenedForms._by_member": "the oldest makes room; each goes when it is taken, or in an hour",
    "Packs._reading": "taken out when the file is read",
    "Presence._asked": "the old ones go at every look",
    "PromptSearch._builds": "taken out when the shelf is built",
    "PromptSearch._shelves": "the oldest makes room; forgotten with the server",
    "PromptSearch._generations": "forgotten with the server",
    "RateLimit._numbers": "forgotten with the meeting",
    "RateLimit._paces": "forgotten with the meeting",
    "RoomAccess._unwritten": "forgotten with the room",
    "Setup.known": "forgotten with the server",
    "Setup._seen": "forgotten with the server",
    "Words._on_their_way": "only while they are posted",
    "Erasing._waiting": "taken out when it is fulfilled, or written down",
    "Support._rang": "the old ones go with the next line; forgotten with the server",
    "Support._told": "the old ones go with the next line; forgotten with the server",
}
"""`Class.attribute` -> why it stays short."""
ELSEWHERE = ("bot/domain", "bot/rehearsal", "bot/simulation", "bot/content")
"""Values, and what ends with an evening or a year that is only played."""


def holders() -> Iterator[str]:
    """Name each attribute that holds something by the id of a person, a meeting or a place."""
    for path in modules(*HOUSE):
        if path.as_posix().startswith(ELSEWHERE):
            continue
        for kind in (one for one in walked(tree(path)) if isinstance(one, ast.ClassDef)):
            yield from (f"{kind.name}.{name}" for name in _held_by(kind))


def _held_by(kind: ast.ClassDef) -> Iterator[str]:
    for node in ast.walk(kind):
        if isinstance(node, ast.AnnAssign) and node.value and _is_keyed(node.annotation):
            owner, _, name = name_of(node.target).rpartition(".")
            if owner == "self" or node in kind.body:
                yield name


def _is_keyed(annotation: ast.expr) -> bool:
    kind = annotation.value if isinstance(annotation, ast.Subscript) else annotation
    names = {name_of(node) for node in ast.walk(annotation)}
    return name_of(kind) in KINDS and bool(names & KEYS)


def test_whatever_is_held_by_an_id_says_why_it_stays_short():
    assert sorted(set(holders()) - set(SHORT)) == []


def test_no_reason_is_left_over():
    assert sorted(set(SHORT) - set(holders())) == []


@every(modules(*HOUSE))
def test_nothing_is_remembered_for_every_argument_there_ever_was(path):
    """A cache without an end is for what has no argument, or for a language."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    cached = [
        node.name
        for node in walked(tree(path))
        if isinstance(node, kinds)
        and {name_of(one) for one in node.decorator_list} & {"cache", "functools.cache"}
        and [one.arg for one in node.args.args] not in ([], ["language"])
    ]
    assert cached == []
