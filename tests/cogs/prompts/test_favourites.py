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
    who, guild = group["Fran"].id, group.world.guild.id

    def work(tx):
        known = tx.memberships.get(guild, who)
        tx.memberships.put(guild, who, replace(known, favourites=tuple(ids)))

    await group.bot.services.privacy.store.run(work)


async def kept(group, name="Fran"):
    """What was found, and somebody's favourites beside it."""
    found = await prompt(group, name, "find", text=PUB)
    seen = questions(found)
    return seen, await cast.press(group[name], "Saved questions", on=found.message)


async def test_one_that_was_just_seen_is_kept_found_again_and_let_go(group, restart):
    seen, page = await kept(group)
    first = seen[0]
    assert page.private
    assert "You've saved none yet." in page.text
    page = await cast.choose(group["Fran"], "Save one you just saw", first, on=page.message)
    assert questions(page) == [first]
    back = await cast.press(group["Fran"], "Back to the questions", on=page.message)
    assert questions(back) == seen
    await restart()
    _, page = await kept(group)
    assert questions(page) == [first]
    page = await cast.choose(group["Fran"], "Remove one", first, on=page.message)
    assert questions(page) == []


async def test_they_are_ones_own_and_stand_in_the_notice_until_all_is_erased(group):
    seen, page = await kept(group)
    for one in seen:
        page = await cast.choose(group["Fran"], "Save one you just saw", one, on=page.message)
    place = group.world.facilitators_channel
    _, others = await kept(group, "Ana")
    assert questions(others) == []
    notice = await cast.say(group["Fran"], "privacy notice", place)
    some = f"{len(seen)} questions you saved for yourself."
    assert ("One question you saved for yourself." if len(seen) == 1 else some) in notice.text
    asked = await cast.say(group["Fran"], "privacy erase", place)
    await cast.press(group["Fran"], "Forget me in this server", on=asked.message)
    _, page = await kept(group)
    assert questions(page) == []


async def test_more_than_three_come_page_by_page_and_there_is_an_end_to_keeping(group):
    first, page = await kept(group)
    await keep_all(group, [one.id for one in load() if one.text not in first][:MOST_FAVOURITES])
    _, page = await kept(group)
    seen = questions(page)
    page = await cast.press(group["Fran"], "More saved ones", on=page.message)
    assert len(questions(page)) == 3
    assert not set(questions(page)) & set(seen)
    _, page = await kept(group)
    full = await cast.choose(group["Fran"], "Save one you just saw", first[0], on=page.message)
    assert full.text.startswith("You've saved 60 questions already.")


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
    assert asked.private
    await group.wait(2)
    assert seen[-1] in group.words


async def test_the_question_asked_last_can_be_kept_from_the_console(evening):
    group = await evening("Ana", "Ben", stage="discussion")
    shown = await group.more("A surprise question")
    one = questions(shown)[0]
    await cast.press(group["Fran"], "Ask", on=shown.message)
    page = await group.more("Saved questions")
    page = await cast.choose(group["Fran"], "Save one you just saw", one, on=page.message)
    assert questions(page) == [one]
    back = await cast.press(group["Fran"], "Back to the console", on=page.message)
    assert "Say:" in back.text


async def test_without_words_a_surprise_is_one_press_away(group):
    found = await prompt(group, "Ana", "find")
    shown = await cast.press(group["Ana"], "A surprise", on=found.message)
    assert set(questions(shown)) <= LIGHT
    assert len(questions(shown)) == 1
    assert "Ask" not in shown.shown.buttons


async def test_another_surprise_is_another_until_all_were_shown_also_where_nobody_leads(group):
    found = await prompt(group, "Ana", "find")
    shown = await cast.press(group["Ana"], "A surprise", on=found.message)
    seen = questions(shown)
    for _ in range(len(LIGHT) - 1):
        shown = await cast.press(group["Ana"], "Another one", on=shown.message)
        seen += questions(shown)
    assert len(set(seen)) == len(seen) == len(LIGHT)
    shown = await cast.press(group["Ana"], "Another one", on=shown.message)
    assert questions(shown) == seen[:1]
