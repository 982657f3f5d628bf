"""`/setup`: an organiser settles a server once."""

import discord
import pytest

from bot.rehearsal import cast
from bot.rehearsal import world as worlds
from bot.rehearsal.plain_text import plain
from tests.cogs.group import Group


async def setup(group: Group, command: str, **options: object) -> cast.Answer:
    world = group.world
    return await cast.say(world.organiser, f"setup {command}", world.organisers, **options)


async def test_settings_are_saved_and_shown_with_what_is_missing(world):
    group = Group(world)
    before = await setup(group, "server")
    assert "Rooms: choose a category" in before.text
    assert "Organisers: choose a channel" in before.text

    saved = await group.set_up()
    assert saved.private
    assert "Time zone: Europe/London" in saved.text
    assert "Help lines for: United Kingdom" in saved.text
    assert "Everything's in place" in saved.text

    again = await setup(group, "server")
    assert "Country: United Kingdom" in again.text
    assert "Group: all ages · in English" in again.text
    assert "Nothing else has changed." in again.text
    assert "Days off" not in again.text


async def test_what_is_needed_first_is_named_as_one_command_until_it_is_there(world):
    group = Group(world)
    before = await setup(group, "server")
    needed = "/setup server rooms: announcements: facilitators: timezone: country:"
    assert needed in before.text
    await setup(group, "server", rooms=world.category, timezone="London")
    assert (
        "/setup server announcements: facilitators: country:" in (await setup(group, "server")).text
    )
    await group.set_up()
    after = await setup(group, "server")
    assert "First steps" not in after.text
    assert "Next: `/meeting schedule`." in after.text


async def test_a_category_is_shown_by_its_name_as_a_mention_of_one_shows_nothing(group):
    world = group.world
    saved = await group.set_up()
    page = await setup(group, "server")
    for shown, rooms, door in (
        (saved, "Rooms open in", "The door appears in"),
        (page, "Rooms", "Announcements"),
    ):
        assert f"{rooms}: Meetings" in shown.text
        assert f"<#{world.category.id}>" not in shown.text
        assert f"{door}: <#{world.announcements.id}>" in shown.text
    group.env.backend.delete_channel(world.announcements.id)
    group.env.backend.delete_channel(world.category.id)
    gone = await setup(group, "server")
    assert gone.text.count("it isn't on this server any more. Choose another.") == 2
    assert "<#" in gone.text, "the other channels are as they were"


async def test_one_option_changes_one_setting_and_the_answer_is_about_that(group):
    changed = await setup(group, "server", timezone="rome")
    assert "Time zone: Europe/Rome" in changed.text
    assert "It's 19:00 Rome time now." in changed.text
    assert "Help lines" not in changed.text
    assert "door" not in changed.text
    assert len(changed.text) < 600
    nothing_else = await setup(group, "server", country="GB", adults_only=True)
    assert nothing_else.text.splitlines() == [
        "Saved",
        "• Help lines for: United Kingdom",
        "• For adults: the door asks for it.",
        "`/setup server` with nothing filled in shows every setting.",
    ]
    everything = await setup(group, "server")
    assert "Time zone: Europe/Rome" in everything.text
    assert "Country: United Kingdom" in everything.text


async def test_a_setting_that_another_takes_along_is_told_too(group):
    await setup(group, "server", events=True)
    changed = await setup(group, "server", discreet=True)
    assert "Discreet:" in changed.text
    assert "while your server is discreet no meeting is in its list of events" in changed.text


async def test_what_comes_next_is_what_this_organiser_can_do(world):
    group = Group(world)
    first = await setup(group, "server", rooms=world.category)
    assert "Next, choose your group's time zone" in first.text
    assert "/meeting schedule" not in first.text
    assert "time zone" in (await setup(group, "check")).text
    zoned = await setup(group, "server", timezone="London")
    assert "Next, `/meeting schedule` plans a meeting" in zoned.text
    led = await setup(group, "server", facilitators=world.facilitators)
    assert "To give the role to yourself or somebody else: Server Settings" in led.text


async def test_the_check_names_the_door_and_says_that_all_is_well(group):
    answer = await setup(group, "check")
    assert answer.private
    assert "Private rooms" in answer.text
    assert "Rooms can open" in answer.text


async def test_zones_countries_and_languages_are_offered_while_typing(group):
    ask = group.world.organiser.autocomplete
    place = group.world.organisers
    assert "Europe/London" in str(await ask(place, "setup server", "timezone", "lond"))
    assert len(await ask(place, "setup server", "timezone", "europe/")) == 25
    assert "United Kingdom" in str(await ask(place, "setup server", "country", "united k"))
    assert "en" in str(await ask(place, "setup server", "language", "e"))


async def planned(group: Group, title: str, when: str) -> None:
    place = group.world.facilitators_channel
    await cast.say(group["Fran"], "meeting schedule", place, title=title, when=when)


async def test_a_new_time_zone_says_what_was_planned_in_the_old_one_and_that_it_stays(group):
    for title, when in (("Tuesday group", "every Tuesday 19:00"), ("Walk", "Friday 12:00")):
        await planned(group, title, when)
    changed = await setup(group, "server", timezone="rome")
    assert "Planned in another time zone" in changed.text
    assert (
        "Tuesday group · Tuesday 19:00 London time (in your time zone: <t:1796151600:F>)"
        in changed.text
    )
    assert "Walk · Friday 12:00 London time (in your time zone: <t:1796385600:F>)" in changed.text
    assert "Planned in another" not in (await setup(group, "server", discreet=False)).text

    await planned(group, "Thursday group", "Thursday 19:00")
    again = await setup(group, "server", timezone="rome")
    assert "Thursday group" not in again.text
    assert "Walk" in again.text
    for number in range(9):
        await planned(group, f"Group {number}", f"Saturday {10 + number}:00")
    back = await setup(group, "server", timezone="london")
    assert back.text.count("Rome time (in") == 8
    assert "2 more do too." in back.text
    assert "Tuesday group" not in back.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("GMT+2", "doesn't say when the clocks change for summer, so a city is needed."),
        ("gmt", "If you do want “gmt” all year, write Etc/GMT."),
        ("San Juan", "There's more than one “San Juan”."),
        ("Spain", "“Spain” has more than one time zone."),
    ],
)
async def test_a_zone_that_is_not_clear_is_asked_back_and_nothing_is_saved(group, typed, said):
    assert said in (await setup(group, "server", timezone=typed)).text
    assert "Time zone: Europe/London" in (await setup(group, "server")).text


async def told(group: Group) -> str:
    await group.wait(60)
    seen = group.seen("Olu", group.world.organisers.id)
    return "\n".join(plain(one.components).text for one in seen if not one.ephemeral)


async def test_organisers_hear_at_once_that_the_channel_for_the_door_was_deleted(group):
    world = group.world
    await cast.say(
        group["Fran"], "meeting schedule", world.facilitators_channel,
        title="Tuesday group", when="Tuesday 19:00",
    )  # fmt: skip
    group.env.backend.delete_channel(world.announcements.id)
    await group.env.settle()
    for _ in range(3):
        assert (await told(group)).count("the channel for the door is gone.") == 1
    await group.wait(51 * 60)
    assert "Tuesday group is open, but its door couldn't appear" in await told(group)


async def test_organisers_hear_that_the_role_of_those_who_lead_was_deleted(group):
    world = group.world
    await cast.say(
        group["Fran"], "meeting schedule", world.facilitators_channel,
        title="Tuesday group", when="Tuesday 19:00",
    )  # fmt: skip
    group.env.backend.delete_role(world.guild.id, world.facilitators.id)
    await group.env.settle()
    assert "the role of those who lead meetings is gone." in await told(group)


class TestWithoutManageChannels:
    @pytest.fixture
    def permissions(self, permissions):
        return discord.Permissions(permissions.value & ~discord.Permissions.manage_channels.flag)

    async def test_the_check_says_where_to_click(self, env, permissions):
        group = Group(worlds.build(env, permissions, private=False))
        await env.settle()
        await group.set_up()
        answer = await setup(group, "check")
        assert "Open rooms" in answer.text
        assert "The bot isn't allowed to make rooms in Meetings" in answer.text
        assert "allow OpenRound Manage Channels" in answer.text


async def test_whatever_somebody_typed_the_refusal_fits_a_message(group):
    refused = await setup(group, "server", country="x*" * 2500)
    assert refused.private
    assert 0 < len(refused.text) <= 2000


async def test_the_boxes_of_the_command_come_in_the_order_in_which_a_group_needs_them(group):
    [server] = [one for one in group.bot.tree.get_command("setup").commands if one.name == "server"]
    first = ["rooms", "announcements", "facilitators", "timezone", "country"]
    assert [one.name for one in server.parameters][: len(first)] == first
    needed = [str(one.description).endswith(" Needed the first time.") for one in server.parameters]
    assert needed == [True] * len(first) + [False] * (len(needed) - len(first))
