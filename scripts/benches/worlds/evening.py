"""A real evening of the real bot, brought to where the card is pressed most: the discussion."""

import asyncio
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benches.meters.process import Measured, begin
from benches.worlds.fast_lane import Lane
from environment import ROOT
from pydantic import TypeAdapter

from bot.domain.meeting.live_meeting import LiveMeeting
from bot.storage.database.opening import open_storage
from tests.faults.group.hands import RefusedError
from tests.faults.group.people import Answer, People

MEMBERS = ("ana", "ben", "chi", "dev", "eva", "gus", "hal", "ida", "jon", "kim", "lou")
HERE = ("fay", *MEMBERS)
"""Twelve people in the meeting. All may lead: whoever may is never told to press more slowly."""
DOOR, READY, HAND, SURE = "Join", "Ready to move on", "Raise hand", "Yes, "
OPTIONS = "My options"
_CONFIG = """[discord]
token = "openround.token.here"
api_url = "{api}"
gateway_url = "{gateway}"
identify_budget = 100000  # a bench starts it often, and must not wait for its turn
"""
A_GROUP = {
    "name": "Group",
    "owner": "olga",
    "roles": {"Facilitator": [], "Organiser": ["manage_guild"]},
    "members": {"olga": ["Organiser"], **{one: ["Facilitator"] for one in HERE}},
    "text": ["announcements", "organisers"],
    "categories": {
        "Meetings": {
            "private": True,
            "bot": ["view_channel", "connect", "manage_channels", "manage_roles"],
        }
    },
}


class NotReached(RuntimeError):
    """The evening did not come as far as the discussion."""


def openround(folder: Path, env: Mapping[str, str] | None = None) -> Measured:
    """Start the real bot in its folder; `env` sets what its configuration does not."""
    argv = [sys.executable, "-m", "bot", "run"]
    ours = {"PYTHONPATH": str(ROOT), "OPENROUND_CONFIG": "config.toml"}
    return begin(argv, folder, ours | dict(env or {}))


async def to_the_discussion(lane: Lane, people: People, folder: Path) -> str:
    """Hold the evening as far as the discussion with twelve people; gives the room's id."""
    config = folder / "config.toml"
    config.write_text(_CONFIG.format(api=lane.api, gateway=lane.gateway), encoding="utf-8")
    config.chmod(0o600)
    made = await people.found(**A_GROUP)
    bot = openround(folder)
    try:
        await up(people, bot)
        return await hold(people, made)
    finally:
        bot.stop()


async def hold(people: People, made: Mapping[str, Any]) -> str:
    """Let the group meet, as far as the discussion, with a bot that is up; gives the room's id."""
    ids = made["channels"]
    await _good(
        people.command(
            "olga",
            "organisers",
            "setup server",
            rooms=ids["Meetings"],
            announcements=ids["announcements"],
            organisers=ids["organisers"],
            timezone="Europe/London",
            country="GB",
            facilitators="Facilitator",
        )
    )
    await _good(people.command("fay", "organisers", "meeting start", title="Tonight"))
    room = await _room(people, made["id"])
    for member in HERE:
        await _come_in(people, member)
        await people.join_voice(member, room)
    await _lead_to_the_discussion(people, room)
    return room


async def up(people: People, bot: Measured) -> None:
    """Wait for the bot, on a busy machine too; what ended says why."""
    for _ in range(10):
        try:
            await people.ready(timeout=6.0)
        except RefusedError:
            if bot.process.poll() is not None:
                raise NotReached(bot.last_words()) from None
        else:
            return
    raise NotReached("the bot did not come up")


async def _good(act: object) -> Answer:
    answer: Answer = await act  # type: ignore[misc]  # a coroutine of `People`
    if not answer.ok:
        raise NotReached(answer.why)
    return answer


async def _room(people: People, guild: str) -> str:
    for _ in range(200):
        for channel in await people.channels(guild):
            voice = channel["type"] == 2  # noqa: PLR2004
            if voice and DOOR in await _labels(people, "announcements"):
                return str(channel["id"])
        await asyncio.sleep(0.1)
    raise NotReached("no room")


async def _labels(people: People, channel: str) -> set[str]:
    return {label for one in await people.messages(channel) for label in one.labels}


async def _come_in(people: People, member: str) -> None:
    answer = await _good(people.press_label(member, "announcements", DOOR))
    for label in ("Yes, I am 18 or older", "I agree", "Yes, I am 18 or older"):
        if label in answer.labels:
            answer = await _good(people.press(member, answer, label=label))


async def _lead_to_the_discussion(people: People, room: str) -> None:
    for step in ("Begin", *["Next stage"] * 3):
        console = await _good(people.press_label("fay", room, OPTIONS))
        answer = await _good(people.press("fay", console, label=step))
        for label in (one for one in answer.labels if one.startswith(SURE)):
            await _good(people.press("fay", answer, label=label))
        await asyncio.sleep(2)  # the next card stands, and the old one is folded
    for _ in range(600):
        cards = [one for one in await people.messages(room) if not one.private]
        if HAND in cards[-1].labels:
            return
        await asyncio.sleep(0.1)
    raise NotReached(f"the last card is {cards[-1].text}")


async def remembered(folder: Path) -> bytes:
    """Give the meeting as the bot keeps it; only while the bot does not run."""
    url = f"sqlite:///{folder / 'data' / 'openround.db'}"
    storage = open_storage(url, folder / "data" / "master.key", lambda: None)
    try:
        meetings = await storage.store.run(lambda tx: tx.live_meetings.all())
    finally:
        storage.close()
    return TypeAdapter(LiveMeeting).dump_json(meetings[0])
