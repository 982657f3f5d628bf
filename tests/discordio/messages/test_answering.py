"""Answers that break on the way back: what was done is never told as a fault."""

import asyncio
import logging
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest

from bot.discordio.messages import answering, deferral
from bot.domain.meeting.rights import MeetingOver
from bot.text.catalog import speaker

SAY = speaker("en")
LOST = SAY("refusal.answer_lost")


def refused(code: int, status: int = 400) -> discord.HTTPException:
    return discord.HTTPException(SimpleNamespace(status=status, reason=""), {"code": code})


class Discord:
    """An interaction whose answers arrive, or break as the story says."""

    def __init__(self, *breaks: Exception | None) -> None:
        self.breaks = list(breaks)
        self.read: list[str] = []
        self.extras: dict[object, object] = {}
        self.client, self.type = SimpleNamespace(is_closed=lambda: False), None
        self.response, self.followup, self._answered = self, SimpleNamespace(send=self.send), False
        self._tried = asyncio.Event()

    def is_done(self) -> bool:
        return self._answered

    async def broke(self, left: int) -> None:
        """Wait until no more than so many answers are still to break."""
        while len(self.breaks) > left:
            self._tried.clear()
            await self._tried.wait()

    def _over_the_wire(self) -> None:
        error = self.breaks.pop(0) if self.breaks else None
        self._tried.set()
        if error is not None:
            raise error

    async def defer(self, *, ephemeral) -> None:
        assert ephemeral, "what is said later is private"
        self._over_the_wire()
        self._answered = True

    async def send_message(self, text, *, ephemeral, view) -> None:
        assert view is discord.utils.MISSING
        await self.defer(ephemeral=ephemeral)
        self.read.append(text)

    async def send(self, text, *, ephemeral, view) -> None:
        assert (ephemeral, view) == (True, discord.utils.MISSING)
        self._over_the_wire()
        self.read.append(text)


def wire(*breaks: Exception | None) -> Any:
    """Give an interaction of that Discord: all of it that answering needs."""
    return Discord(*breaks)


async def done(discord_: Any, value: str = "saved") -> str:
    async def work() -> str:
        return value

    return await answering.defer_if_slow(discord_, work())


BROKEN = [
    aiohttp.ClientOSError(),
    aiohttp.ServerDisconnectedError(),
    ConnectionResetError(),
    TimeoutError(),
    refused(0, 503),
]


@pytest.mark.parametrize("error", BROKEN, ids=lambda one: type(one).__name__)
async def test_what_was_saved_is_no_fault_whatever_broke_on_the_way_back(error, caplog):
    there = wire()
    assert await done(there) == "saved"
    with caplog.at_level(logging.WARNING):
        assert await answering.refuse(there, SAY, error, "my words")
    assert there.read == [LOST], "and the words are not given back, for they have gone through"
    assert not [one for one in caplog.records if one.levelno >= logging.ERROR]


@pytest.mark.parametrize("error", BROKEN, ids=lambda one: type(one).__name__)
async def test_a_deferral_that_fails_changes_nothing_about_what_was_done(error, monkeypatch):
    monkeypatch.setattr(deferral, "ANSWER_WITHIN", 0.0)
    there = wire(error)

    async def slowly() -> str:
        await there.broke(0)
        return "saved"

    assert await answering.defer_if_slow(there, slowly()) == "saved"


async def test_a_refusal_is_told_though_the_deferral_before_it_failed(monkeypatch):
    monkeypatch.setattr(deferral, "ANSWER_WITHIN", 0.0)
    there = wire(aiohttp.ClientOSError())

    async def slowly() -> None:
        await there.broke(0)
        raise MeetingOver

    with pytest.raises(MeetingOver) as over:
        await answering.defer_if_slow(there, slowly())
    assert await answering.refuse(there, SAY, over.value)
    assert there.read == [SAY("refusal.meeting_over")]


async def test_who_waits_behind_a_deferral_that_arrived_after_all_is_answered(monkeypatch):
    monkeypatch.setattr(deferral, "ANSWER_WITHIN", 0.0)
    there = wire(aiohttp.ClientOSError(), refused(answering.THERE_ALREADY))

    async def slowly() -> str:
        await there.broke(1)
        return "saved"

    await answering.defer_if_slow(there, slowly())
    assert await answering.refuse(there, SAY, refused(answering.THERE_ALREADY))
    assert there.read == [LOST]


async def test_an_answer_that_arrived_after_all_is_not_spoilt_by_another():
    there = wire(refused(answering.THERE_ALREADY))
    await done(there)
    assert await answering.refuse(there, SAY, aiohttp.ServerDisconnectedError())
    assert there.read == []


@pytest.mark.parametrize("code", sorted(answering.TOO_LATE - {answering.THERE_ALREADY}))
async def test_an_answer_that_comes_too_late_is_let_go(code):
    there = wire()
    await done(there)
    assert not await answering.refuse(there, SAY, refused(code, 404))
    assert there.read == []


async def test_a_fault_of_ours_after_the_work_says_that_it_was_done_and_has_a_number(caplog):
    there = wire()
    await done(there)
    await answering.refuse(there, SAY, KeyError("drawing"), "my words")
    [number] = [one.code for one in caplog.records if one.getMessage() == "press.fault"]
    assert there.read == [SAY("refusal.fault_after", id=number)]
    caplog.clear()


async def test_before_the_work_is_done_a_fault_asks_to_try_again_and_gives_the_words_back(caplog):
    there = wire()
    await answering.refuse(there, SAY, KeyError("rule"), "my words")
    [number] = [one.code for one in caplog.records if one.getMessage() == "press.fault"]
    assert there.read == [
        SAY("refusal.fault", id=number) + "\n" + SAY("refusal.your_words", text="my words")
    ]


@pytest.mark.parametrize("error", [refused(0, 503), aiohttp.ServerDisconnectedError()])
async def test_where_there_was_only_to_answer_what_discord_lost_is_no_fault_of_ours(error, caplog):
    there = wire()
    assert await answering.refuse(there, SAY, error, "my words")
    words = SAY("refusal.your_words", text="my words")
    assert there.read == [SAY("refusal.answer_not_shown") + "\n" + words]
    assert not [one for one in caplog.records if one.levelno >= logging.ERROR]


async def test_where_no_answer_arrives_at_all_nobody_is_said_to_have_been_told():
    there = wire(aiohttp.ClientOSError())
    await done(there)
    assert not await answering.refuse(there, SAY, aiohttp.ClientOSError())


async def test_a_bot_that_has_stopped_says_nothing_more_and_nothing_of_a_fault(caplog):
    there = wire()
    there.client.is_closed = lambda: True
    assert not await answering.refuse(there, SAY, KeyError("rule"))
    stops_now = wire(RuntimeError("Session is closed"))
    assert not await answering.refuse(stops_now, SAY, MeetingOver())
    assert (there.read, stops_now.read) == ([], [])
    assert not [one for one in caplog.records if one.levelno >= logging.ERROR]


async def test_a_deferral_that_nobody_waits_for_ends_quietly(monkeypatch):
    monkeypatch.setattr(deferral, "ANSWER_WITHIN", 0.0)
    there = wire(RuntimeError("Session is closed"))
    deferral.arm(there)
    await there.broke(0)
    await deferral.settle(there)
    assert deferral.Unheard in there.extras
