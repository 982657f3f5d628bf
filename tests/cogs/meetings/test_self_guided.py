"""An evening that nobody can lead, as its members see it: it goes on by itself, step by step."""

from typing import Any

from bot.rehearsal import cast, simkit
from bot.rehearsal.plain_text import plain
from tests.cogs.meetings.changing import TITLE, agreed, meeting, planned, shown

FIVE = ("Ana", "Ben", "Chi", "Dmitri", "Esi")
TEN_MINUTES = 10 * 60
IF_NOBODY_LEADS = "begins by itself ten minutes after the start, with two people or more"


async def at_the_start(group, *names, **options):
    """The start of a meeting of twenty minutes that may go on by itself; nobody leads it."""
    how: dict[str, Any] = {"template": "newcomers-45", "minutes": 20, "self_guided": True}
    await planned(group, **how | options)
    await group.wait(51 * 60)
    await group.come(*names)
    await group.wait(9 * 60 - len(names) + 5)


async def begun_by_itself(group, *names, **options):
    """Ten minutes later: it has begun."""
    await at_the_start(group, *names, **options)
    await group.wait(TEN_MINUTES)
    assert group.stage == "welcome"


async def until(group, stage):
    """Let time go by until the card is that of this stage."""
    for _ in range(40):
        if group.stage == stage:
            return
        await group.wait(15)
    raise AssertionError(f"{stage} never came: {group.words}")


def in_private(group, name):
    """Everything that came to somebody in private by itself."""
    found = [
        one
        for one in group.seen(name)
        if simkit.correspondent(group.env, one.channel_id) == group[name].id and not one.ephemeral
    ]
    return " ".join(plain(one.components).text for one in found)


def organisers_read(group):
    """Everything that stands in the organisers' channel."""
    return group.seen("Olu", group.world.organisers.id)


async def test_a_plan_may_say_so_it_shows_it_and_an_edit_takes_it_back(group):
    when = {"when": "Tuesday 19:00", "repeat": "weekly"}
    made = await meeting(group, "schedule", title=TITLE, self_guided=True, **when)
    assert IF_NOBODY_LEADS in made.text
    assert IF_NOBODY_LEADS in await shown(group)
    asked = await meeting(group, "edit", meeting=TITLE, self_guided=False)
    assert "It only takes place when somebody leads it." in asked.text
    await agreed(group, asked)
    assert IF_NOBODY_LEADS not in await shown(group)
    asked = await meeting(group, "edit", meeting=TITLE, self_guided=True)
    assert IF_NOBODY_LEADS in asked.text


async def test_an_evening_of_five_begins_by_itself_and_hears_each_of_them(group):
    await at_the_start(group, *FIVE)
    assert "If nobody can lead, it begins by itself at <t:1796152200:t>." in group.words
    await group.wait(TEN_MINUTES - 30)
    assert "If nobody can lead, it begins by itself" in group.room_words("Ana")
    await group.wait(30)
    assert "Nobody is leading right now, so we go through the evening together." in group.words
    refused = await group.press("Ben", "Take over")
    assert "Anyone with the facilitator role can press Take over" in refused.text
    for name in FIVE[:3]:
        await group.press(name, "Ready to move on")
    assert "Most of us are ready, so we'll move on in a moment." in group.words
    await group.wait(31)
    heard = [group.floor]
    await group.press("Ana", "I've finished")
    for _ in range(60):
        heard += [group.floor] if group.floor not in {"", heard[-1]} else []
        if "has spoken" in group.words:
            break
        await group.wait(10)
    assert heard == list(FIVE), "each in turn, also where nobody presses anything"
    await goes_on_to_its_end(group)


async def goes_on_to_its_end(group):
    """The rest of the same evening: the talk, the exercise, the end, and what comes after."""
    await until(group, "discussion")
    first = group.words
    await group.press("Chi", "Raise hand")
    await group.wait(2)
    assert "Chi has the floor" in group.words
    await group.wait(3 * 60)
    assert group.words != first, "another question is there for the second half"
    await until(group, "working")
    await group.write("Dmitri", "Share one line", "a walk")
    await group.wait(2)
    assert "a walk" in group.words
    await until(group, "close")
    assert "The evening ends at" in group.words
    room = group.room
    await group.wait(60 + 30)
    told = [plain(one.components).text for one in group.seen("Ana", room.id)]
    assert any("This evening is over." in one for one in told)
    assert "How it went" not in in_private(group, "Fran"), "there is nobody to tell it to"
    told = [plain(one.components).text for one in organisers_read(group)]
    assert sum("went on by itself" in one for one in told) == 1
    everything = [plain(one.components).text for one in group.seen("Fran")]
    assert not any("Fran" in one for one in everything), "nobody is named as missing"


async def test_a_facilitator_who_comes_later_takes_over_with_one_press(group):
    await begun_by_itself(group, *FIVE)
    await until(group, "check_in")
    assert group.floor == "Ana"
    console = await group.press("Fran", "Take over")
    assert "You're leading the evening now." in console.text
    await group.wait(TEN_MINUTES)
    assert (group.stage, group.floor) == ("check_in", "Ana"), "nothing comes by itself any more"
    assert "Take over" not in plain(group.card().components).buttons
    await group.lead("Next speaker")
    await group.wait(2)
    assert group.floor == "Ben"
    await group.go_to("close")
    await group.end()
    assert "How it went" in in_private(group, "Fran")


async def test_it_goes_on_where_it_was_after_a_restart(group, make_bot, closed_at_the_end):
    await begun_by_itself(group, *FIVE)
    await until(group, "check_in")
    await group.press("Ana", "I've finished")
    await group.wait(2)
    assert group.floor == "Ben"
    await group.env.bot.close()
    await group.env.restart_bot(closed_at_the_end(make_bot()))
    await group.wait(20)
    assert (group.stage, group.floor) == ("check_in", "Ben")
    await group.wait(90)
    assert group.floor == "Chi", "the floor passes on by itself as before"
    passed = await group.press("Chi", "Pass")
    assert "Come back to me" in passed.shown.buttons


async def test_one_who_is_left_alone_reads_so_and_the_evening_comes_to_a_kind_end(group):
    await begun_by_itself(group, "Ana", "Ben")
    await cast.go_out(group["Ben"])
    await group.wait(5)
    assert "You're the only one here right now." in group.words
    await group.wait(5 * 60)
    assert group.stage == "close"
    room = group.room
    await group.wait(2 * 60)
    told = "".join(plain(one.components).text for one in group.seen("Ana", room.id))
    assert "This evening is over." in told
    assert "Ben" not in told


async def test_one_who_waits_alone_is_told_kindly_that_it_does_not_take_place(group):
    await at_the_start(group, "Ana")
    assert "from <t:1796152200:t> on, as soon as two people are here" in group.words
    room = group.room
    await group.wait(20 * 60 + 5)
    told = "".join(plain(one.components).text for one in group.seen("Ana", room.id))
    assert "Nobody could lead today, and that's nobody's fault." in told


async def test_private_help_says_who_is_there_and_a_danger_line_stays_as_it_is(group):
    await begun_by_itself(group, *FIVE)
    helped = await group.press("Ana", "Private help")
    assert "999" in helped.text
    assert "There's no facilitator here right now" in helped.text
    pressed = await cast.say(group["Ana"], "crisis", group.room)
    assert "999" in pressed.text


async def test_in_a_text_room_too_and_words_are_not_taken_without_a_name(group):
    await planned(group, room="text", self_guided=True, template="newcomers-45", minutes=20)
    await group.wait(51 * 60)
    for name in FIVE:
        joined = await cast.press(group[name], "Join by typing", on=group.door(name))
        if "I agree" in joined.shown.buttons:
            await cast.press(group[name], "I agree", on=joined.message)
    await group.wait(19 * 60)
    await until(group, "check_in")
    for name in FIVE:
        form = await group.press(name, "Type instead")
        await cast.fill(group[name], form, f"{name} says hello")
    await group.wait(2)
    assert "We go on in a moment." in group.words
    await until(group, "discussion")


async def test_who_may_lead_finds_the_same_press_in_their_options_and_instead_of_a_console(group):
    await begun_by_itself(group, "Ana", "Ben")
    mine = await group.press("Fran", "My options")
    assert "Nobody is leading right now" in mine.text
    instead = await cast.say(group["Fran"], "meeting console", group.room)
    assert "Nobody is leading right now" in instead.text
    await cast.press(group["Fran"], "Take over", on=instead.message)
    await group.wait(2)
    assert "Nobody is leading right now" not in group.words
