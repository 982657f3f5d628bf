"""Favourites and surprises: what a facilitator keeps for themselves, and a quiet room."""

from dataclasses import replace

from bot.content.lookup import quiet_room
from bot.content.prompts import load
from bot.domain.prompts.favourites import MOST_FAVOURITES
from bot.rehearsal import cast
from tests.cogs.asking_around import PUB, prompt, questions

LIGHT = {one.text for one in load() if one.id in quiet_room()}


async def keep_all(group, ids):
    """Write favourites down as somebody does who keeps one after the other."""
    who, guild = group["Fran"].member.id, group.world.guild.id

    def work(tx):
        known = tx.memberships.get(guild, who)
        tx.memberships.put(guild, who, replace(known, favourites=tuple(ids)))

    await group.bot.services.privacy.store.run(work)


async def kept(group, name="Fran", on=None):
    found = on or await prompt(group, name, "find", text=PUB)
    page = await cast.press(group[name], "My favourites", on=found.message)
    return found, page


async def test_one_that_was_just_seen_is_kept_found_again_and_let_go(group, restart):
    found, page = await kept(group)
    first = questions(found)[0]
    assert page.private
    assert "You don't keep any yet." in page.text
    page = await cast.choose(group["Fran"], "Keep one you just saw", first, on=page.message)
    assert questions(page) == [first]
    await restart()
    _, page = await kept(group)
    assert questions(page) == [first]
    page = await cast.choose(group["Fran"], "Let one go", first, on=page.message)
    assert questions(page) == []


async def test_they_are_ones_own_and_stand_in_the_notice_until_all_is_erased(group):
    found, page = await kept(group)
    for one in questions(found):
        page = await cast.choose(group["Fran"], "Keep one you just saw", one, on=page.message)
    place = group.world.facilitators_channel
    _, others = await kept(group, "Ivy")
    assert questions(others) == []
    notice = await cast.say(group["Fran"], "privacy notice", place)
    assert f"{len(questions(found))} questions you keep as favourites." in notice.text
    asked = await cast.say(group["Fran"], "privacy erase", place)
    await cast.press(group["Fran"], "Yes", on=asked.message)
    _, page = await kept(group)
    assert questions(page) == []


async def test_more_than_three_come_page_by_page_and_there_is_an_end_to_keeping(group):
    found = await prompt(group, "Fran", "find", text=PUB)
    others = [one.id for one in load() if one.text not in questions(found)][:MOST_FAVOURITES]
    await keep_all(group, others)
    found, page = await kept(group)
    seen = questions(page)
    page = await cast.press(group["Fran"], "More of mine", on=page.message)
    assert len(questions(page)) == 3
    assert not set(questions(page)) & set(seen)
    _, page = await kept(group, on=found)
    full = await cast.choose(
        group["Fran"], "Keep one you just saw", questions(found)[0], on=page.message
    )
    assert full.text.startswith("You keep 60 favourites already.")


async def test_a_quiet_room_has_light_questions_another_each_time(evening):
    group = await evening("Ana", "Ben", stage="discussion")
    shown = await group.more("A surprise question")
    seen = questions(shown)
    for _ in range(4):
        shown = await cast.press(group["Fran"], "Another one", on=shown.message)
        seen += questions(shown)
    assert len(set(seen)) == 5
    assert set(seen) <= LIGHT
    asked = await cast.press(group["Fran"], "Ask", on=shown.message)
    assert seen[-1] in group.words
    assert asked.private


async def test_the_question_asked_last_can_be_kept_from_the_console(evening):
    group = await evening("Ana", "Ben", stage="discussion")
    shown = await group.more("A surprise question")
    one = questions(shown)[0]
    await cast.press(group["Fran"], "Ask", on=shown.message)
    page = await group.more("My favourites")
    page = await cast.choose(group["Fran"], "Keep one you just saw", one, on=page.message)
    assert questions(page) == [one]
    back = await cast.press(group["Fran"], "Back to the console", on=page.message)
    assert "Say:" in back.text


async def test_without_words_a_surprise_is_one_press_away(group):
    found = await prompt(group, "Ana", "find")
    shown = await cast.press(group["Ana"], "A surprise", on=found.message)
    assert set(questions(shown)) <= LIGHT
    assert len(questions(shown)) == 1
    assert "Ask" not in shown.shown.buttons
