"""The checker: holds the stand-in's ledger against what we promise.

See docs/reliability.md#promises.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from bot.domain.calendar.occurrence import Occurrence
from bot.domain.meeting.talk.sending import SENT_AGAIN
from bot.text.catalog import speaker
from tests.faults.bots import Place
from tests.faults.standin.ledger import Entry

Json = dict[str, Any]
CARD = re.compile(r"or:options:([0-9a-z]+):\d+:\d+:(c\d+)")
DOOR = re.compile(r"or:join:([0-9a-z]+):\d+:\d+:door")
SENDS = re.compile(
    r"/channels/\w+/messages(/\w+)?|/interactions/\w+/\w+/callback|/webhooks/\w+/\w+(/messages/.+)?"
)
WORDS = re.compile(r"words of [\w-]+ in \d+ at \d+ since (\d+)")
"""What people of a story type, and the second since which they send it."""
WITH_WORDS = (4, 7)
"""Interaction answers that carry a message."""


def rooms_at_once(place: Place) -> list[str]:
    """Name every meeting that had two rooms at the same time, by server and title.

    A room that its people were told to leave for another one is no room of the meeting any more.
    """
    living: dict[str, tuple[str, str]] = {}
    twice = []
    moved_to = _moved_to(place)
    for one in place.entries("channel_created", "channel_deleted"):
        if one["kind"] == "channel_deleted":
            living.pop(one["id"], None)
        elif one["by"] == "bot":
            meeting = one["guild_id"], one["name"].rpartition(" · ")[0] or one["name"]
            if meeting in living.values() and one["id"] not in moved_to:
                twice.append(f"{one['name']} at {one['at']}")
            living[one["id"]] = meeting
    return twice


def _moved_to(place: Place) -> set[str]:
    """Give the rooms to which the bot led people out of an earlier one."""
    way = re.compile(re.escape(speaker("en")("note.moved", room="ROOM")).replace("ROOM", r"(\d+)"))
    lines = [line for one in place.entries("message_created") for line in one["lines"]]
    return {found[1] for line in lines if (found := way.search(line))}


def orphans(place: Place) -> list[str]:
    """Name the rooms of ours that still stand."""
    return [one["name"] for one in place.rooms() if one["deleted"] is None]


def deleted_with_people(place: Place) -> list[str]:
    """Name the rooms that the bot deleted while somebody was in them."""
    gone = [one for one in place.entries("channel_deleted") if one["by"] == "bot"]
    return [one["name"] for one in gone if one["occupied"]]


def messages_twice(place: Place) -> list[str]:
    """Name every card, door and line that was posted more than once.

    Words that came as a new form are not counted: they may be sent again.
    """
    bot = {one["author"] for one in place.entries("message_created") if one["custom_ids"]}
    said: Counter[str] = Counter()
    for one in place.entries("message_created"):
        if one["private"] is None and one["author"] in bot and not _is_new_form(one):
            said[_what(one)] += 1
    return [f"{what} x{count}" for what, count in said.items() if count > 1]


def words_in_rooms(place: Place, said: Iterable[str]) -> tuple[list[str], list[str]]:
    """Name typed words that stand more than once, and those of `said` that stand nowhere."""
    public = [one for one in place.entries("message_created") if one["private"] is None]
    found = Counter(words for one in public if not _is_new_form(one) for words, _ in _typed(one))
    stand = {words for one in public for words, _ in _typed(one)}
    twice = [f"{one} x{count}" for one, count in found.items() if count > 1]
    return twice, sorted(set(said) - stand)


def _typed(message: Entry) -> list[tuple[str, int]]:
    """Give the typed words of a message, with the second since which they are sent."""
    every = (found for line in message["lines"] for found in WORDS.finditer(line))
    return [(found[0], int(found[1])) for found in every]


def _is_new_form(message: Entry) -> bool:
    """Tell whether words came so late that the bot could take them for a new form.

    How late somebody sends again what got no answer is up to the machine. What came while the
    same words count as the same form was surely sent within that time, on any machine.
    """
    at = datetime.fromisoformat(message["at"]).timestamp()
    return any(at - since >= SENT_AGAIN.total_seconds() for _, since in _typed(message))


def _what(message: Entry) -> str:
    """Name a message: a card by meeting and number, a door by meeting, else by its words."""
    for custom_id in message["custom_ids"]:
        card, door = CARD.fullmatch(custom_id or ""), DOOR.fullmatch(custom_id or "")
        if card:
            return f"card {card[1]} {card[2]}"
        if door:
            return f"door {door[1]}"
    return f"{message['channel']}: {message['lines']}"


def not_one_farewell(place: Place, missed: Collection[Occurrence] = ()) -> list[str]:
    """Name every room of a meeting in which the last words were not said, or said twice.

    The room of a meeting that nobody could come to is deleted without a word.
    """
    unsaid = {str(one.room) for one in missed}
    say = speaker("en")
    last = {say("farewell.heading"), say("farewell.heading_none")}
    said: dict[str, set[str]] = {}
    for one in place.entries("message_created", "message_edited"):
        if one["private"] is None and any(CARD.fullmatch(each or "") for each in one["custom_ids"]):
            said.setdefault(one["channel"], set())
        if one["private"] is None and last & set(one["lines"]):
            said.setdefault(one["channel"], set()).add(one["id"])
    right = {room: {0, 1} if room in unsaid else {1} for room in said}
    return [
        f"{room}: {len(found)}" for room, found in said.items() if len(found) not in right[room]
    ]


def could_ping(place: Place) -> list[str]:
    """Name every payload whose mentions are not switched off (S-MENT)."""
    found = []
    for one in place.entries("request"):
        if one["method"] not in {"POST", "PATCH"} or not SENDS.fullmatch(one["path"]):
            continue
        body = one["body"]
        if "/callback" in one["path"]:
            body = body.get("data") if body.get("type") in WITH_WORDS else None
        if body is not None and not _is_mute(body):
            found.append(f"{one['method']} {one['route']}: {body.get('allowed_mentions')}")
    return found


def _is_mute(body: Json) -> bool:
    allowed = body.get("allowed_mentions")
    return allowed is not None and allowed.get("parse") == [] and not (
        allowed.get("users") or allowed.get("roles")
    )  # fmt: skip


def invalid(entries: Iterable[Entry]) -> int:
    """Count the answers that Discord counts against an address."""
    return sum(one["status"] in {401, 403, 429} for one in entries)
