"""Discord says no: one kind sentence, no traceback, and no storm of requests (T-ERR-1, T-INV-1)."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.domain.calendar.occurrence import Phase
from bot.domain.ids import MemberId
from bot.domain.meeting.members.member_token import member_token
from bot.text.catalog import FALLBACK, speaker
from tests.faults import checking
from tests.faults.bots import standing
from tests.faults.crash.crash import START, Plan, ready_folder
from tests.faults.group.pressing import FAULT
from tests.faults.group.scene import Scene, scene
from tests.waiting import HANGS

CREATE = r"^/guilds/\d+/channels"
CALLBACK = r"/callback"
POST_IN_ROOM = r"^/channels/\d+/messages$"


@dataclass(frozen=True, slots=True)
class Refused:
    """One of Discord's codes on one route, and the state that the meeting is in then."""

    code: int
    status: int
    method: str
    regex: str
    reason: str = ""
    """Why no room opens; empty where it opens all the same."""


CREATES = (
    Refused(10004, 404, "POST", CREATE, "no_category"),
    Refused(30013, 400, "POST", CREATE, "server_full"),
    Refused(50001, 403, "POST", CREATE, "no_view"),
    Refused(50013, 403, "POST", CREATE, "forbidden"),
    Refused(30016, 400, "POST", CREATE, "at_a_limit"),
    Refused(40999, 400, "POST", CREATE, "refused 40999"),
)
POSTS = (
    Refused(10003, 404, "POST", POST_IN_ROOM),
    Refused(50001, 403, "POST", POST_IN_ROOM),
    Refused(50013, 403, "POST", POST_IN_ROOM),
)
ANSWERS = (
    Refused(10062, 404, "POST", CALLBACK),
    Refused(40060, 400, "POST", CALLBACK),
    Refused(50027, 401, "POST", CALLBACK),
    Refused(10008, 404, "POST", CALLBACK),
)


async def inject(here: Scene, one: Refused, times: int = 1) -> None:
    await here.people.fault(one.method, one.regex, status=one.status, code=one.code, times=times)


async def test_every_code_of_discord_meets_the_right_reaction_and_no_traceback(tmp_path: Path):
    async with scene(tmp_path, 20) as here:
        for one in CREATES:
            title = f"Create {one.code}"
            await inject(here, one)
            assert await here.start(title)
            await here.until(lambda: here.occurrence(title).reason == one.reason)  # noqa: B023
            assert here.occurrence(title).phase is Phase.BLOCKED
        for one in POSTS:
            title = f"Post {one.code} {one.status}"
            await inject(here, one)
            assert await here.start(title)
            await here.until(lambda: here.occurrence(title).phase is Phase.OPEN)  # noqa: B023
            await here.people.no_faults()
        meeting = here.occurrence("Post 10003 404").id
        await here.until(lambda: here.look.evening(meeting).meeting is not None)
        await asyncio.sleep(1.0)
        for one in ANSWERS:
            await inject(here, one)
            here.people.patience = 1.0
            assert await here.group.press("ana", "doors", "new_here") is None, "it was refused"
            here.people.patience = None
            answer = await here.group.press("ana", "doors", "new_here")
            assert answer is not None, f"after {one.code} the next press is answered"
        assert here.troubles() == []
        await inject(here, Refused(50035, 400, "POST", CALLBACK))
        answer = await here.group.press("ana", "doors", "new_here")
        assert answer.text.startswith(FAULT), "a fault of ours is told with its number"
        assert "Traceback" not in here.bot.log()
        assert here.bot.running


async def test_closed_direct_messages_and_a_message_that_is_gone_are_lived_with(tmp_path: Path):
    async with scene(tmp_path, 20) as here:
        assert await here.start()
        await here.until(lambda: here.occurrence().phase is Phase.OPEN)
        here.evenings._title = "Tonight"
        for who in ("fay", "ana"):
            await here.evenings._come(who)
        await here.people.close_dms("ana")  # 50007, when she is removed
        opened = await here.evenings._console("begin")
        chosen = await here.group.choose("fay", opened, "remove")
        assert chosen is not None
        meeting = here.look.evening(here.occurrence().id).meeting
        assert meeting is not None
        ana = member_token(meeting, MemberId(here.group.ids["ana"]))
        picked = await here.group.choose("fay", chosen, ana)
        assert picked is not None
        assert await here.group.press("fay", str(here.occurrence().room), "sure") is not None
        await here.until(lambda: here.look.evening(here.occurrence().id).meeting.removed)
        room = str(here.occurrence().room)
        for one in await here.people.messages(room):
            if not one.private:
                await here.people.delete_message(one.id)  # 10008, at the next edit
        assert await here.group.command("fay", "meeting console", room) is not None
        await here.group.press("fay", room, "next_stage")
        await here.until(lambda: here.evenings.seen().meeting.stage > 1)
        await asyncio.sleep(1.0)
        assert here.troubles() == []


async def test_a_wrong_token_is_asked_for_once_and_the_bot_goes_with_78(tmp_path: Path):
    async with standing(tmp_path, start=START, speed=1, token="the.right.one") as place:
        bot = ready_folder(place, tmp_path, Plan(0))
        bot.start()
        assert await asyncio.to_thread(bot.process.wait, HANGS) == 78
        asked = [one for one in place.entries("request") if one["status"] == 401]
        assert len(asked) == 1
        said = [line for line in bot.log().splitlines() if "token" in line.lower()]
        assert [line for line in said if " info " not in line] == [
            next(line for line in said if line.endswith("process.ended code=token_refused")),
            speaker(FALLBACK)("run.token_refused"),
        ]
        assert "Traceback" not in bot.log()


async def test_a_token_that_is_taken_back_ends_the_bot_at_once(tmp_path: Path):
    async with scene(tmp_path, 20) as here:
        await here.people.fault(".*", r"^/(guilds|channels)/", status=401, times=-1)
        assert await here.start()
        assert await asyncio.to_thread(here.bot.process.wait, HANGS) == 78
        asked = [one for one in here.place.entries("request") if one["status"] == 401]
        # the room and the calendar's event may be under way together; nothing is asked twice
        assert 1 <= len(asked) <= 2
        assert len({one["path"] for one in asked}) == len(asked)
        assert here.troubles() == []


@pytest.mark.parametrize("status", [403, 429])
async def test_a_refusal_that_stays_makes_no_storm(status: int, tmp_path: Path):
    async with scene(tmp_path, 120) as here:
        for number in range(5):
            assert await here.start(f"Evening {number}")
        await here.until(lambda: here.occurrence("Evening 4").phase is Phase.OPEN)
        how = {"status": status, "code": 50013, "retry_after": 0.01, "times": -1}
        await here.people.fault(".*", r"^/(guilds|channels)/", **how)
        began = len(here.place.entries("request"))
        for number in range(3):
            await here.start(f"Later {number}")
        await asyncio.sleep(5.0)  # ten simulated minutes
        assert checking.invalid(here.place.entries("request")[began:]) < 1000
        assert here.troubles() == []
