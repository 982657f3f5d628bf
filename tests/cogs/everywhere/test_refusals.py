"""What cannot be done is answered privately, in one kind sentence: never silence, never a fault."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.rehearsal import cast, simkit
from bot.rehearsal import world as worlds
from tests.cogs.group import Group

FOUR = ("Ana", "Ben", "Chi", "Esi")
Deed = Callable[[Group], Awaitable[cast.Answer]]


def by_organiser(command: str, **options: object) -> Deed:
    async def do(group: Group) -> cast.Answer:
        return await cast.say(group.world.organiser, command, group.world.organisers, **options)

    return do


def by(name: str, command: str, **options: object) -> Deed:
    async def do(group: Group) -> cast.Answer:
        return await cast.say(group[name], command, group.world.announcements, **options)

    return do


def planned(when: str, **options: object) -> Deed:
    return by("Fran", "meeting schedule", **({"title": "Friday", "when": when} | options))


COMMANDS: tuple[tuple[Deed, str], ...] = (
    (by_organiser("setup server", timezone="Atlantis"), "We don't know the time zone"),
    (by_organiser("setup server", country="Narnia"), "We don't know a country called"),
    (by_organiser("setup server", language="tlh"), "The bot doesn't speak"),
    (planned("gibberish"), "Sorry, we couldn't read a time in"),
    (planned("Friday"), "The time of day isn't clear"),
    (planned("2026-11-20 19:00"), "has already passed"),
    (planned("2029-12-01 19:00"), "more than a year away"),
    (planned("05/06/2027 19:00"), "in two ways"),
    (planned("Monday 2026-12-04 19:00"), "The days in"),
    (planned("Friday 19:00", minutes=5), "A meeting can't be 5 minutes long"),
    (planned("Friday 19:00", minutes=900), "A meeting can't be 900 minutes long"),
    (planned("Friday 19:00", title=" "), "The meeting needs a name"),
    (by("Ana", "meeting schedule", title="A", when="Friday 19:00"), "Only people who lead"),
    (by("Ana", "meeting start"), "Only people who lead meetings here can do this"),
    (by("Ana", "meeting console"), "No meeting is running here"),
)


@pytest.mark.parametrize(("deed", "said"), COMMANDS, ids=[said for _, said in COMMANDS])
async def test_a_command_that_cannot_be_done_says_why_and_what_to_do(group, deed, said):
    answer = await deed(group)
    assert said in kind(answer)


async def test_without_a_zone_or_a_category_one_is_asked_for(world):
    group = Group(world)
    await by_organiser("setup server", facilitators=world.facilitators)(group)
    assert "doesn't know your group's time zone" in kind(await planned("Friday 19:00")(group))
    await by_organiser("setup server", timezone="Europe/London")(group)
    assert "doesn't know where rooms may open yet" in kind(await planned("Friday 19:00")(group))
    assert "doesn't know where rooms may open yet" in kind(await by("Fran", "meeting start")(group))


async def test_who_may_not_plan_hears_of_that_and_not_of_the_time_zone(world):
    group = Group(world)
    await by_organiser("setup server", facilitators=world.facilitators)(group)
    answer = await by("Ana", "meeting schedule", title="A", when="gibberish")(group)
    assert "Only people who lead meetings here can do this" in kind(answer)


async def test_a_meeting_sent_twice_is_planned_once(group):
    await planned("Friday 19:00")(group)
    assert "Friday is planned already, for <t:" in kind(await planned("2026-12-04 19:00")(group))
    listed = await by("Ana", "meeting list")(group)
    assert listed.text.count("Friday") == 1


async def test_two_facilitators_who_start_in_the_same_second_open_one_room(group):
    group.newly_in_the_server("Gus", group.world.facilitators)
    deeds = [by(name, "meeting start", title="Tonight") for name in ("Fran", "Gus", "Fran")]
    answers = await asyncio.gather(*[deed(group) for deed in deeds])
    said = sorted("the room opens now" in one.text for one in answers)
    assert said == [False, False, True]
    for one in answers:
        if "the room opens now" not in one.text:
            assert "Tonight is open" in kind(one)
    await group.wait(20)
    rooms = [one for one in simkit.rooms(group.world.guild) if simkit.is_voice(one)]
    assert [one.id for one in rooms] == [group.room.id]
    later = await by("Gus", "meeting start", title="tonight")(group)
    assert f"Tonight is open already: <#{group.room.id}>" in kind(later)


async def test_rules_that_are_too_long_are_given_back(group):
    texts = await by_organiser("setup texts")(group)
    form = await cast.press(group.world.organiser, "Ground rules", on=texts.message)
    answer = await cast.fill(group.world.organiser, form, {"Ground rules": "kind " * 120})
    assert "The ground rules have 120 words" in kind(answer)
    assert "kind kind kind" in answer.text


async def test_a_room_that_is_not_open_yet_says_when_it_opens(group):
    await planned("Tuesday 19:00")(group)
    await group.wait(51 * 60)
    door = await by("Ana", "meeting next")(group)
    assert "Join" in door.shown.buttons
    assert "No meeting is running here" in kind(await by("Ana", "meeting console")(group))


async def test_a_closed_door_lets_nobody_new_in_and_everyone_back(evening):
    group = await evening(*FOUR, stage="welcome")
    await group.more("Close the door")
    await group.wait(2)
    assert "The door is closed for today" in group.words
    refused = await cast.press(group["Hana"], "Join again", on=group.door("Hana"))
    assert "The door is closed for today, so nobody new comes in." in kind(refused)
    back = await cast.press(group["Ana"], "Join again", on=group.door("Ana"))
    assert "You're in" in back.text
    await group.more("Open the door again")
    await group.wait(2)
    welcome = await cast.press(group["Hana"], "Join", on=group.door("Hana"))
    assert "I agree" in welcome.shown.buttons


IN_THE_ROOM: tuple[tuple[str, str, str, str], ...] = (
    ("check_in", "Hana", "Pass", "You're not in this meeting yet."),
    ("check_in", "Hana", "Type instead", "You're not in this meeting yet."),
    ("check_in", "Ben", "I've finished", "It's not your turn right now"),
    ("agenda", "Hana", "Ready to move on", "You're not in this meeting yet."),
    ("discussion", "Hana", "Raise hand", "You're not in this meeting yet."),
)


class TestAnOpenDoor:
    """Where everyone sees the room, also those who have not come through the door press."""

    @pytest.fixture
    async def world(self, env, permissions):
        built = worlds.build(env, permissions, private=False)
        await env.settle()
        return built

    @pytest.mark.parametrize(("stage", "name", "label", "said"), IN_THE_ROOM)
    async def test_who_presses_what_is_not_theirs_is_told_kindly(
        self, evening, stage, name, label, said
    ):
        group = await evening(*FOUR, stage=stage)
        assert said in kind(await group.press(name, label))

    async def test_whoever_entered_without_the_door_is_counted_and_invited(self, evening):
        group = await evening(*FOUR)
        await cast.come_in(group["Hana"], group.room)
        await group.wait(2)
        assert "6 people are here." in group.words
        console = await group.console()
        assert "1 person is in the voice room and hasn't pressed Join." in console.text


EMPTY: tuple[tuple[str, str], ...] = (
    ("check_in", "Type instead"),
    ("agenda", "Suggest a topic"),
)


@pytest.mark.parametrize(("stage", "label"), EMPTY)
async def test_nothing_written_is_nothing_sent(evening, stage, label):
    group = await evening(*FOUR, stage=stage)
    assert "Nothing was written, so nothing was sent" in kind(
        await group.write("Ana", label, "   ")
    )


async def test_pausing_twice_and_resuming_twice_is_answered(evening):
    group = await evening(*FOUR, stage="check_in")
    console = await group.console()
    await cast.choose(group["Fran"], "More", "Pause", on=console.message)
    resumed = await group.lead("Resume")
    assert any("Pause" in one for one in resumed.shown.selects)


async def test_a_facilitator_who_is_here_cannot_be_taken_over(evening):
    group = await evening(*FOUR, stage="check_in")
    assert not cast.sees(group["Ana"], "Take over")


ERRORS = (
    (403, 50001), (403, 50013), (404, 10003), (400, 30013), (400, 50035), (500, 0), (429, 0),
)  # fmt: skip
PASSING = {429, 500}
"""What goes by: who came in is let in later, without pressing again."""


@pytest.mark.parametrize(("status", "code"), ERRORS)
async def test_whatever_discord_refuses_typed_words_are_given_back(evening, status, code):
    group = await evening(*FOUR, stage="check_in")
    form = await group.press("Ana", "Type instead")
    path = f"/channels/{group.room.id}/messages"
    group.env.inject_error("POST", path, status=status, code=code, message="no", times=9)
    answer = await cast.fill(group["Ana"], form, "I would say it again")
    assert "Sorry, your words didn't reach the room." in kind(answer)
    assert "I would say it again" in answer.text


@pytest.mark.parametrize(("status", "code"), ERRORS)
async def test_whatever_discord_refuses_the_way_in_says_so(evening, status, code):
    group = await evening()
    asked = await cast.press(group["Ana"], "Join", on=group.door("Ana"))
    path = f"/channels/{group.room.id}/permissions/*"
    group.env.inject_error("PUT", path, status=status, code=code, message="no", times=9)
    answer = await cast.press(group["Ana"], "I agree", on=asked.message)
    if status in PASSING:
        assert "It opens by itself as soon as it can" in kind(answer)
    else:
        assert "Sorry, Discord didn't let you into the room." in kind(answer)


class TestAFullCategory:
    async def test_the_check_says_so_and_no_room_is_promised(self, group):
        for number in range(50):
            group.world.guild.create_text_channel(f"old-{number}", category=group.world.category)
        await group.env.settle()
        check = await by_organiser("setup check")(group)
        assert "holds 50 of 50 channels, so no room fits" in check.text
        answer = await group.start()
        assert "No room can open right now, so nothing was started." in kind(answer)
        assert "holds 50 of 50 channels" in answer.text
        place = group.world.facilitators_channel
        none = await cast.say(group["Fran"], "meeting next", place)
        assert "Nothing is planned yet" in none.text


def kind(answer: cast.Answer) -> str:
    """Give the words of one private answer; it must be short, without a trace of the machine."""
    assert answer.private
    own = answer.text.partition("\n")[0]
    assert len(own) <= 250, own
    for never in ("Traceback", "Error", "error", "Exception", "invalid", "must", "{", "refusal."):
        assert never not in own, own
    return answer.text
