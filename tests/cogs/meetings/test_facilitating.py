"""The evening needs somebody to lead it, as people see it: asked in private, then among all."""

from typing import cast as typed

from simcord import MemberActor

from bot.rehearsal import cast, simkit
from bot.rehearsal.plain_text import plain
from tests.cogs.meetings.changing import planned


def private(group, name):
    """What came to somebody in private by itself, the newest first."""
    mine = [
        one
        for one in group.seen(name)
        if simkit.correspondent(group.env, one.channel_id) == group[name].id and not one.ephemeral
    ]
    return [one for one in mine if "Are you facilitating" in plain(one.components).text]


def asked_of_all(group):
    """What stands in the facilitators' channel about an evening that nobody leads yet."""
    seen = group.seen("Fran", group.world.facilitators_channel.id)
    mine = [one for one in seen if not one.ephemeral]
    return [one for one in mine if "Tuesday group" in plain(one.components).text]


async def test_whoever_is_to_lead_says_yes_in_private_and_that_they_cannot_after_all(group):
    await planned(group, facilitator=group["Fran"])
    await group.wait(45 * 60 + 5)
    (told,) = private(group, "Fran")
    assert plain(told.components).buttons == ("I'm facilitating", "I can't this time")
    alone = typed("MemberActor", group["Fran"].user)
    yes = await cast.press(alone, "I'm facilitating", on=told)
    assert "Thank you. Tuesday group is yours" in yes.text
    assert private(group, "Fran") == [], "the question is gone from where it stood"
    given = await cast.press(alone, "I can't after all", on=yes.message)
    assert "if somebody else can lead" in given.text
    await group.wait(5)
    (asked,) = asked_of_all(group)
    assert "Fran" not in plain(asked.components).text


async def test_a_question_to_one_person_that_is_over_folds_to_one_sentence_when_pressed(group):
    await planned(group, facilitator=group["Fran"])
    await group.wait(51 * 60)
    (told,) = private(group, "Fran")
    await group.come("Fran", "Ana")
    await group.wait(10 * 60)
    await group.lead("Begin")
    assert len(private(group, "Fran")) == 1, "nobody has pressed anything there"
    alone = typed("MemberActor", group["Fran"].user)
    late = await cast.press(alone, "I'm facilitating", on=told)
    assert "That evening has begun already." in late.text
    assert late.shown.buttons == ()
    assert private(group, "Fran") == []


async def test_without_a_yes_the_role_is_called_where_facilitators_are_and_somebody_takes_it(group):
    group.newly_in_the_server("Ivy", group.world.facilitators)
    await planned(group)
    await group.wait(55 * 60 + 5)
    read = [plain(one.components).text for one in group.seen("Olu", group.world.organisers.id)]
    assert any("nobody is named to lead it" in one for one in read)
    (asked,) = asked_of_all(group)
    taken = await cast.press(group["Ivy"], "I can take it", on=asked)
    assert taken.private
    assert "is yours" in taken.text
    await group.wait(5)
    (settled,) = asked_of_all(group)
    assert "somebody is leading it" in plain(settled.components).text
    assert plain(settled.components).buttons == ()


async def test_the_setup_says_how_everyone_who_may_lead_can_be_asked(group):
    check = await cast.say(group.world.organiser, "setup check", group.world.organisers)
    assert "Allow anyone to @mention this role" in check.text
