"""A command is told as whoever sent it saw it: no number stands for a person, a room or a date."""

import pytest

from bot.rehearsal import cast
from bot.rehearsal.page.hands import Hands
from bot.rehearsal.page.news import News
from bot.rehearsal.transcript import Transcript
from tests.cogs.group import Group


def first_told(news: News) -> str:
    return str(news.lines[0]["text"])


@pytest.fixture
def news(group: Group) -> News:
    return News(group.world, lambda _: None)


async def test_people_roles_and_rooms_are_told_by_their_names(group: Group, news: News) -> None:
    world = group.world
    transcript = Transcript(world)
    await group.set_up()
    assert "rooms:Meetings announcements:#announcements" in first_told(news)
    assert "facilitators:@Facilitators" in first_told(news)
    await cast.say(
        group["Fran"], "meeting schedule", world.facilitators_channel,
        title="Walk", when="Friday 12:00", facilitator=group["Fran"],
    )  # fmt: skip
    assert first_told(news).endswith("title:Walk when:Friday 12:00 facilitator:@Fran")
    commands = [one.text for one in transcript.entries if one.kind == "command"]
    assert commands[1].endswith("facilitator:@Fran")


async def test_a_line_of_a_list_is_told_as_it_was_shown(group: Group, news: News) -> None:
    world = group.world
    place = world.facilitators_channel
    await cast.say(group["Fran"], "meeting schedule", place, title="Walk", when="Friday 12:00")
    hands, here = Hands(world), {"eyes": "Fran", "at": str(place.id), "name": "meeting show"}
    asked = {**here, "option": "meeting", "value": "walk"}
    [first, *_] = (await hands.do("suggest", asked))["suggestions"]
    assert first["value"].startswith("~")
    await hands.do("command", {**here, "options": {"meeting": first["value"]}})
    assert first_told(news) == f"Fran sent /meeting show meeting:{first['name']}"

    group.world.offered.clear()
    await hands.do("command", {**here, "options": {"meeting": first["value"]}})
    assert first_told(news) == "Fran sent /meeting show meeting:(from the list)"
