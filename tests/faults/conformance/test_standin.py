"""The stand-in itself: what it answers, what it refuses, what it forgets on purpose."""

import asyncio
import signal
import sys
from pathlib import Path

import pytest

from tests.faults.bots import A_GROUP, Bot, Place, standing
from tests.faults.group.hands import RefusedError
from tests.waiting import until

PLAIN = (sys.executable, str(Path(__file__).with_name("plain_bot.py")))


@pytest.fixture
async def place(tmp_path: Path):
    async with standing(tmp_path) as here:
        await here.people.found(**A_GROUP)
        yield here


@pytest.fixture
async def bot(place: Place, tmp_path: Path):
    bot = place.bot(tmp_path, PLAIN, API_URL=place.api, GATEWAY_URL=place.gateway)
    bot.start()
    await bot.ready()
    return bot


async def follow_up(place: Place, what: str, name: str = "") -> str:
    """Have the plain bot do something, and read what came of it."""
    people = place.people
    answer = await people.command("fay", "organisers", "meeting", what=what, name=name)
    while not answer.followups:
        await asyncio.sleep(0.02)
        answer = await people.again(answer)
    return answer.followups[0].text


async def test_a_command_a_press_and_a_form_are_answered(place: Place, bot: Bot):
    people = place.people
    card = await people.command("ana", "announcements", "meeting", what="card")
    assert card.ok
    assert card.ephemeral
    assert card.message.lines == ["Nobody has pressed.", "[Press me] [Write]"]
    assert card.latency is not None
    assert card.latency > 0

    pressed = await people.press("ana", card, label="Press")
    assert pressed.kind == "update"
    assert pressed.message.id == card.message.id
    assert pressed.text.startswith("ana has pressed.")

    form = await people.press("ana", card, custom_id="plain:write")
    assert form.kind == "modal"
    assert form.modal is not None
    assert form.modal["fields"][0]["label"] == "Say it"
    written = await people.submit("ana", form, {"Say it": "hello"})
    assert written.text.startswith("You wrote: hello")
    assert (await people.state())["violations"] == []


async def test_what_a_person_cannot_see_they_cannot_press(place: Place, bot: Bot):
    people = place.people
    card = await people.command("ana", "announcements", "meeting", what="card")
    with pytest.raises(RefusedError, match="ben sees no button"):
        await people.press("ben", card, label="Press")
    assert await people.transcript("announcements", "ben") == []


async def test_a_layout_reads_like_a_transcript(place: Place, bot: Bot):
    await place.people.command("ana", "announcements", "meeting", what="layout")
    said = await place.people.transcript("announcements", "ben")
    assert said == ["openround: ## Check-in", "openround: **Ana** speaks.", "openround: [Join]"]


async def test_a_deferred_answer_is_waited_for_and_silence_is_told(place: Place, bot: Bot):
    later = await place.people.command("ana", "announcements", "meeting", what="later")
    assert (later.deferred, later.text) == (True, "Here it is.")
    place.people.patience = 1.0
    nothing = await place.people.command("ana", "announcements", "meeting", what="silence")
    assert (nothing.ok, nothing.why) == (False, "no answer")


async def test_a_gateway_timeout_after_success_makes_two_rooms(place: Place, bot: Bot):
    """discord.py asks again after a 504: the fault our protocol is there for is real."""
    await place.people.creates(ambiguous=1.0)
    asking = asyncio.create_task(follow_up(place, "room", "calm-otter"))
    await until(place.rooms)
    await place.people.no_faults()
    assert await asking == "done"
    assert [room["name"] for room in place.rooms()] == ["calm-otter", "calm-otter"]


async def test_a_repeated_nonce_posts_once(place: Place, bot: Bot):
    assert await follow_up(place, "post", "first") == "done"
    assert await follow_up(place, "post", "second") == "done"
    assert await place.people.transcript("announcements") == ["openround: first"]


async def test_a_missing_right_a_full_category_and_a_full_guild_are_refused(place: Place, bot: Bot):
    people = place.people
    await people.add_channels("filler", category="Meetings", count=50)
    assert await follow_up(place, "room", "one-too-many") == "refused 400 50035"
    await people.add_channels("more", count=445)
    await people.delete_channel("filler-0")
    assert await follow_up(place, "room", "one-too-many") == "done"
    await people.delete_channel("filler-1")
    await people.add_channels("last")
    assert await follow_up(place, "room", "one-too-many") == "refused 400 30013"
    await people.bot_rights("view_channel", "send_messages")
    assert await follow_up(place, "room", "one-too-many") == "refused 403 50013"
    await people.overwrite("Meetings", deny=["view_channel"])
    assert "view_channel" not in await people.can("openround", "Meetings")
    assert (await people.state())["violations"] == []


async def test_an_unknown_route_is_loud(place: Place, bot: Bot):
    await place.people.bot_rights("administrator")
    asking = asyncio.create_task(follow_up(place, "invite"))
    await until(lambda: place.entries("violation"))
    asking.cancel()
    assert "unknown route POST" in (await place.people.state())["violations"][0]


async def test_the_ledger_and_the_buttons_outlive_a_killed_bot(place: Place, bot: Bot):
    card = await place.people.command("ana", "announcements", "meeting", what="card")
    await bot.kill()
    assert (await place.people.press("ana", card, label="Press")).why == "offline"
    bot.start()
    await bot.ready()
    assert (await place.people.press("ana", card, label="Press")).ok
    assert [one["count"] for one in place.entries("ready")] == [1, 2]
    edits = place.entries("message_edited")
    assert [one["id"] for one in edits] == [card.message.id]


async def test_a_slow_create_lands_after_the_bot_is_dead(place: Place, bot: Bot):
    await place.people.creates(slow=1.0, tail=[2.0, 2.0])
    asking = asyncio.create_task(follow_up(place, "room", "late-otter"))
    await until(lambda: place.entries("held"))
    await bot.kill()
    assert place.rooms() == []
    await until(place.rooms)
    asking.cancel()


async def test_a_lost_gateway_is_found_again_and_the_buttons_with_it(place: Place, bot: Bot):
    people = place.people
    card = await people.command("ana", "announcements", "meeting", what="card")
    await people.gateway(close=4000)
    await until(lambda: place.entries("resume"))
    assert (await people.press("ana", card, label="Press")).ok
    assert [one["accepted"] for one in place.entries("resume")] == [True]
    await people.outage(on=True)
    await people.outage(on=False)
    assert (await people.press("ana", card, label="Press")).ok


async def test_of_two_bots_the_first_answer_counts(place: Place, bot: Bot, tmp_path: Path):
    second = place.bot(tmp_path / "two", PLAIN, API_URL=place.api, GATEWAY_URL=place.gateway)
    second.start()
    second.seen = bot.seen
    await second.ready()
    assert (await place.people.command("ana", "announcements", "meeting", what="card")).ok
    await until(lambda: place.entries("violation"))
    assert (await place.people.state())["violations"] == ["answered twice: meeting"]


async def test_a_paused_bot_answers_nothing_and_goes_on_afterwards(place: Place, bot: Bot):
    card = await place.people.command("ana", "announcements", "meeting", what="card")
    bot.pause()
    place.people.patience = 1.0
    assert (await place.people.press("ana", card, label="Press")).why == "no answer"
    place.people.patience = None
    bot.resume()
    assert (await place.people.press("ana", card, label="Press")).ok
    assert await bot.stop() == -signal.SIGTERM  # a bare bot knows no better


async def test_people_walk_in_only_where_they_may(place: Place):
    people = place.people
    await people.add_channels("secret", category="Meetings", type=2)
    with pytest.raises(RefusedError, match="cannot enter"):
        await people.join_voice("ana", "secret")
    await people.overwrite("secret", member="ana", allow=["view_channel", "connect"])
    await people.join_voice("ana", "secret")
    room = next(one for one in await people.channels() if one["name"] == "secret")
    assert room["inside"] == ["ana"]
    await people.delete_channel("secret")
    moves = place.entries("voice")
    assert [move["channel"] for move in moves] == [room["id"], None]
    assert place.entries("channel_deleted")[0]["occupied"] == [moves[0]["member"]]


async def test_the_simulated_clock_runs_by_the_shared_formula(tmp_path: Path):
    start = "2027-03-28T00:30:00+00:00"
    async with standing(tmp_path, start=start, speed=3600) as here:
        first = second = (await here.people.state())["now"]
        while second[:16] == first[:16]:
            second = (await here.people.state())["now"]
    assert start <= first < second
