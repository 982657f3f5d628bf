"""After a start only what shows something else is edited; the rest is looked at in turn."""

from dataclasses import replace

from bot.discordio.messages.drawing import text_of
from bot.services.ports.drawings import Card
from tests.discordio.conftest import draw
from tests.discordio.messages.card_story import answers, edits, now_about, press, redraw, shown


def showed_it_before(group):
    group.bot.showings.before = {text_of(draw(Card(group.bot.evening, group.bot.clock.now())))}


def looks(group):
    return group.asked("GET", f"/messages/{group.bot.card.message}")


async def test_a_card_that_showed_the_same_before_the_start_is_not_edited(group):
    await group.a_card("tea")
    showed_it_before(group)
    redraw(group)
    await group.env.advance_time(30)
    assert (len(edits(group)), len(looks(group)), group.bot.gone) == (0, 1, [])


async def test_a_card_that_is_to_show_something_else_is_edited(group):
    await group.a_card("tea")
    showed_it_before(group)
    now_about(group, "rain")
    redraw(group)
    await group.env.advance_time(30)
    assert (len(edits(group)), len(looks(group)), await shown(group)) == (1, 0, "Topic: rain")


async def test_a_card_that_was_deleted_while_nobody_looked_is_found_within_the_minute(group):
    message = await group.a_card("tea")
    showed_it_before(group)
    channel = group.bot.get_channel(group.server.announcements)
    await channel.get_partial_message(message).delete()
    redraw(group)
    await group.env.advance_time(60)
    assert (len(edits(group)), len(group.bot.gone)) == (0, 1)


async def test_a_card_that_shows_something_else_after_all_is_edited_within_the_minute(group):
    await group.a_card("tea")
    now_about(group, "rain")
    showed_it_before(group)  # as a database says that was put back
    redraw(group)
    await group.env.advance_time(60)
    assert (len(edits(group)), len(looks(group)), await shown(group)) == (1, 1, "Topic: rain")


async def test_a_card_that_is_another_by_the_time_it_is_looked_at_is_left_alone(group):
    await group.a_card("tea")
    showed_it_before(group)
    redraw(group)
    await group.env.advance_time(0.5)
    now_about(group, "rain")
    await press(group, "Ana")
    await group.env.advance_time(60)
    assert (answers(group), edits(group), len(looks(group))) == ([7], [], 1)


async def test_a_card_that_may_not_be_looked_at_is_left_to_its_next_edit(group):
    await group.a_card("tea")
    showed_it_before(group)
    group.env.inject_error("GET", "/channels/*/messages/*", status=503)
    redraw(group)
    await group.env.advance_time(60)
    assert (len(edits(group)), group.bot.gone) == (0, [])


async def test_an_edit_and_an_answer_with_the_card_are_confirmed(group):
    message = await group.a_card("tea")
    redraw(group)
    await group.env.advance_time(5)
    now_about(group, "rain")
    await press(group, "Ana")
    assert answers(group) == [7]
    assert group.bot.showings.confirmed == [(message, "tea"), (message, "tea"), (message, "rain")]


async def test_while_an_older_edit_may_still_arrive_nothing_is_certain(group):
    message = await group.a_card("tea")
    group.bot.showings.confirmed.clear()
    group.env.inject_error("PATCH", "/channels/*/messages/*", status=503)
    redraw(group)
    await group.env.advance_time(10)
    assert (await shown(group), group.bot.showings.confirmed) == ("Topic: tea", [])
    await group.env.advance_time(10)
    redraw(group)
    await group.env.advance_time(10)
    assert group.bot.showings.confirmed == [(message, "tea")]


async def test_after_an_answer_that_got_lost_nothing_is_certain_either(group):
    await group.a_card("tea")
    group.bot.showings.confirmed.clear()
    group.bot.evening = replace(group.bot.evening, topic="rain")
    group.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
    await press(group, "Ana")
    await group.env.advance_time(5)
    assert (await shown(group), group.bot.showings.confirmed) == ("Topic: rain", [])
