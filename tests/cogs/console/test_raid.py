"""Forty people come to do harm: two or three presses, and nothing of theirs reaches anyone more."""

import pytest

from bot.domain.meeting.rate_limit import OF_ALL, Counted
from bot.rehearsal import cast
from bot.rehearsal import world as worlds
from tests.cogs.group import LEAD, SURE, Group
from tests.cogs.handles import kept

RAIDERS = tuple(f"Raider{number}" for number in range(40))
BOTHERED = "Someone is bothering me"
HONEST = worlds.MEMBERS[:6]


@pytest.fixture
async def world(env, permissions):
    """A server whose rooms everybody sees, with forty who have come to do harm."""
    built = worlds.build(env, permissions, private=False, members=(*worlds.MEMBERS, *RAIDERS))
    await env.settle()
    return built


class Presses:
    """The facilitator, whose presses are counted."""

    def __init__(self, group: Group) -> None:
        self.group, self.count = group, 0

    async def press(self, label: str, on=None) -> cast.Answer:
        self.count += 1
        return await cast.press(self.group[LEAD], label, on=on or self.group.card())

    async def choose(self, menu: str, choice: str, on) -> cast.Answer:
        self.count += 1
        return await cast.choose(self.group[LEAD], menu, choice, on=on)

    async def more(self, choice: str) -> cast.Answer:
        console = await self.press("My options")
        return await self.choose("More", choice, console.message)


async def raided(group: Group) -> int:
    """The group is in its talk when forty come in and press what they find."""
    await group.start()
    await group.come(LEAD, *HONEST)
    await group.go_to("discussion")
    await group.write("Ana", "Type instead", "something true")
    await group.wait(11 * 60)
    await group.come(*RAIDERS, way="Join by typing")
    return await strike(group)


async def strike(group: Group) -> int:
    """Everyone of them types, suggests, raises a hand and asks for help, and gives how often."""
    for name in RAIDERS:
        form = await group.press(name, "Type instead")
        await send(group, name, form)
        await group.press(name, "Raise hand")
        asked = await group.press(name, "Private help")
        if BOTHERED in asked.shown.buttons:
            await cast.press(group[name], BOTHERED, on=asked.message)
    await group.wait(2)
    return 3 * len(RAIDERS)


async def send(group: Group, name: str, form: cast.Answer) -> None:
    """Send a form, where one has opened."""
    if form.form is not None:
        await cast.fill(group[name], form, "buy my coins")


def spam(group: Group) -> int:
    return group.room_words("Ana").count("coins")


async def test_three_presses_end_a_raid_of_forty_and_one_undoes_it(group, capsys):
    sent = await raided(group)
    posted = spam(group)
    assert 0 < posted < OF_ALL[Counted.WORDS].most
    by_hand = await one_by_one(group, "Raider0")

    late = await kept_open(group)
    assert "39 people have come in during the last ten minutes." in (await group.console()).text
    leader = Presses(group)
    console = await leader.press("My options")
    asked = await leader.press("Remove everyone who just came in", on=console.message)
    assert "39 people came in during the last ten minutes" in asked.text
    out = await leader.press(f"Yes, and take down what they wrote · {posted - 1}", on=asked.message)
    assert "39 people are out for this evening." in out.text
    await nothing_more_comes(group, late)
    seconds = 0
    while spam(group):
        await group.wait(1)
        seconds += 1
    assert "something true" in group.room_words("Ana")
    figures = (
        f"\nforty raiders at an open door: {sent} presses, {posted} messages reached the room."
        f"\nbefore: {by_hand * len(RAIDERS)} presses of the facilitator; what they wrote stays."
        f"\nnow: {leader.count} presses; at once nothing of theirs comes, and {seconds + 2} seconds"
        " later nothing stands."
    )
    with capsys.disabled():
        print(figures)  # noqa: T201 - what this test is for
    assert leader.count <= 3

    back = await leader.press("Let them back in", on=out.message)
    assert "They're all let back in" in back.text
    assert len((await kept(group)).here) == 1 + len(HONEST) + 39


async def kept_open(group: Group) -> list[tuple[str, cast.Answer]]:
    """Some of them have a form open, or the way to ask for help, when they are removed."""
    opened = [(name, await group.press(name, "Type instead")) for name in RAIDERS[1:6]]
    return [*opened, (RAIDERS[6], await group.press(RAIDERS[6], "Private help"))]


async def nothing_more_comes(group: Group, late: list[tuple[str, cast.Answer]]) -> None:
    """They send what they had open and press everything again; the meeting stays as it is."""
    quiet = await kept(group)
    assert {one.name for one in quiet.here} == {LEAD, *HONEST}
    for name, opened in late:
        await send(group, name, opened)
        if BOTHERED in opened.shown.buttons:
            await cast.press(group[name], BOTHERED, on=opened.message)
    await strike(group)
    after = await kept(group)
    assert after.posts == quiet.posts
    assert (after.hands, after.aids, after.topics) == (quiet.hands, quiet.aids, quiet.topics)


async def one_by_one(group: Group, name: str) -> int:
    """Remove one of them as before; gives how many presses that takes."""
    leader = Presses(group)
    chooser = await leader.more("Remove from meeting")
    asked = await leader.choose("Choose a person", name, chooser.message)
    out = await leader.press(SURE, on=asked.message)
    await cast.press(group[LEAD], "Clear what removed people wrote · 1", on=out.message)
    await cast.press(group[LEAD], SURE)
    return leader.count


async def test_who_was_swept_out_by_mistake_is_told_kindly_at_their_next_press(group):
    await group.start()
    await group.come(LEAD, *HONEST)
    await group.go_to("discussion")
    await group.wait(11 * 60)
    await group.come("Greta", "Hana", way="Join by typing")
    before = len(group.seen("Greta"))
    asked = await group.more("Remove everyone who just came in")
    await cast.press(group[LEAD], "Yes, remove them", on=asked.message)
    await group.wait(5)
    assert len(group.seen("Greta")) == before, "nobody gets a private message"
    refused = await group.press("Greta", "Raise hand")
    assert "it may have nothing to do with you" in refused.text
    assert "write to the organisers" in refused.text


async def test_where_nobody_is_new_nothing_is_removed(group):
    await group.start()
    await group.come(LEAD, *HONEST)
    await group.go_to("discussion")
    await group.wait(11 * 60)
    answer = await group.more("Remove everyone who just came in")
    assert "Nobody has come in during the last ten minutes" in answer.text


async def test_only_those_who_are_here_write_and_whoever_comes_in_listens(group):
    await group.start()
    await group.come(LEAD, *HONEST)
    await group.go_to("discussion")
    told = await group.more("Only those already here may write")
    assert "A moderator can" in told.text
    await group.wait(2)
    assert "you're welcome to listen" in group.words

    door = await cast.press(group["Greta"], "Join", on=group.door("Greta"))
    inside = await cast.press(group["Greta"], "I agree", on=door.message)
    assert "asks newcomers to listen" in inside.text
    for label in ("Type instead", "Raise hand"):
        refused = await group.press("Greta", label)
        refused = await cast.fill(group["Greta"], refused, "hello") if refused.form else refused
        assert "only people who were already here can write" in refused.text
    mine = await group.press("Greta", "My options")
    stays = await cast.choose(group["Greta"], "How I take part", "Speaking", on=mine.message)
    assert "For now, newcomers just listen." in stays.text
    help_me = await group.press("Greta", "Private help")
    sent = await cast.press(group["Greta"], BOTHERED, on=help_me.message)
    assert LEAD in sent.text
    await group.write("Ana", "Type instead", "we are still here")
    assert "we are still here" in group.room_words("Ben")

    await group.more("Everyone may write again")
    await group.write("Greta", "Type instead", "hello")
    await group.wait(2)
    assert "hello" in group.room_words("Ana")
    assert "you're welcome to listen" not in group.words


async def test_a_facilitator_who_only_sits_in_the_voice_room_is_spared(group):
    group.newly_in_the_server("Ivy", group.world.facilitators)
    await group.start()
    await group.come(LEAD, *HONEST)
    await group.go_to("discussion")
    await group.wait(11 * 60)
    await cast.come_in(group["Ivy"], group.room)
    await cast.come_in(group["Raider0"], group.room)
    await group.wait(61)
    asked = await group.more("Remove everyone who just came in")
    assert "1 person came in" in asked.text
    await cast.press(group[LEAD], "Yes, remove them", on=asked.message)
    assert (await kept(group)).removed == {group["Raider0"].id}
