"""*Someone is bothering me*: asked who hears first, sent only then, and taken back in time."""

from bot.rehearsal import cast
from bot.rehearsal.plain_text import plain
from tests.cogs.group import Group

FOUR = ("Ana", "Ben", "Chi", "Esi")
BOTHERED = "Someone is bothering me"
SAYS = "says that someone is bothering them"


async def choose(group: Group, name: str = "Ana") -> cast.Answer:
    helped = await group.press(name, "Private help")
    return await cast.press(group[name], BOTHERED, on=helped.message)


def for_organisers(group: Group) -> list[str]:
    """The lines in the organisers' channel that tell of somebody who is bothered."""
    seen = group.seen("Olu", group.world.organisers.id)
    said = [plain(one.components).text for one in seen if not one.ephemeral]
    return [one for one in said if SAYS in one]


async def test_one_press_sends_nothing_and_asks_who_is_to_hear_first(evening):
    group = await evening(*FOUR, stage="welcome")
    choice = await choose(group)
    assert choice.private
    assert "Nobody has been told yet." in choice.text
    assert choice.shown.buttons[:2] == ("Tell the facilitator", "Tell the organisers")
    await group.wait(5)
    assert "Waiting for you" not in (await group.console()).text
    assert for_organisers(group) == []


async def test_the_facilitator_hears_of_it_where_that_is_chosen(evening):
    group = await evening(*FOUR, stage="welcome")
    choice = await choose(group)
    sent = await cast.press(group["Ana"], "Tell the facilitator", on=choice.message)
    assert "Fran has your request." in sent.text
    assert "You can leave at any time, mute the person or block them in Discord." in sent.text
    aid = await cast.press(group["Fran"], "Read", on=(await group.console()).message)
    assert "I believe you." in aid.text
    assert "Remove from meeting is under More." in aid.text
    assert for_organisers(group) == []


async def test_the_organisers_hear_of_it_without_a_name_and_nobody_who_leads_does(evening):
    group = await evening(*FOUR, stage="welcome")
    choice = await choose(group)
    shown = await cast.press(group["Ana"], "Tell the organisers", on=choice.message)
    assert f"Somebody in {group_title(group)} {SAYS}" in shown.text
    assert for_organisers(group) == [], "it is shown before it is sent"
    sent = await cast.press(group["Ana"], "Send without my name", on=shown.message)
    assert "Your line is in the organisers' channel, without your name," in sent.text
    (line,) = for_organisers(group)
    assert "Ana" not in line
    await group.wait(5)
    assert "Waiting for you" not in (await group.console()).text
    back = await cast.press(group["Ana"], "Take it back", on=sent.message)
    assert "Your line is gone from the organisers' channel." in back.text
    assert for_organisers(group) == []


def group_title(group: Group) -> str:
    return group.room.name.partition(" · ")[0]


async def test_the_name_stands_there_only_where_it_is_wished(evening):
    group = await evening(*FOUR, stage="welcome")
    choice = await choose(group)
    shown = await cast.press(group["Ana"], "Tell the organisers", on=choice.message)
    sent = await cast.press(group["Ana"], "Send with my name", on=shown.message)
    assert "with your name" in sent.text
    (line,) = for_organisers(group)
    assert line.startswith("Ana (ana), who is in ")


async def test_the_only_facilitator_has_the_organisers(evening):
    group = await evening(*FOUR, stage="welcome")
    choice = await choose(group, "Fran")
    assert "Tell the facilitator" not in choice.shown.buttons
    assert choice.shown.buttons[0] == "Tell the organisers"


async def test_one_can_go_back_without_telling_anybody(evening):
    group = await evening(*FOUR, stage="welcome")
    choice = await choose(group)
    shown = await cast.press(group["Ana"], "Tell the organisers", on=choice.message)
    again = await cast.press(group["Ana"], "Back", on=shown.message)
    assert "Nobody has been told yet." in again.text
    assert for_organisers(group) == []


async def test_outside_a_meeting_help_leads_to_the_organisers_too(group):
    place = group.world.announcements
    by_topic = await cast.say(group["Ana"], "help", place, topic="bothered")
    assert by_topic.shown.buttons[0] == "Tell the organisers"
    helped = await cast.say(group["Ana"], "help", place)
    choice = await cast.press(group["Ana"], BOTHERED, on=helped.message)
    shown = await cast.press(group["Ana"], "Tell the organisers", on=choice.message)
    sent = await cast.press(group["Ana"], "Send without my name", on=shown.message)
    assert sent.private
    assert for_organisers(group)[0].startswith("Somebody on this server says")


async def test_help_in_the_room_knows_the_meeting(evening):
    group = await evening(*FOUR, stage="welcome")
    choice = await cast.say(group["Ana"], "help", group.room, topic="bothered")
    assert choice.shown.buttons[0] == "Tell the facilitator"


async def test_in_a_private_message_help_says_where_it_can_reach_somebody(group):
    answer = await group["Ana"].user.slash("help", topic="bothered")
    said = plain(answer.response.components).text
    assert "Please use this in the server where your group meets" in said


async def test_where_everybody_reads_the_organisers_channel_nothing_is_posted_there(world):
    group = Group(world)
    await group.set_up(organisers=world.announcements)
    answer = await cast.say(group["Ana"], "help", world.announcements, topic="bothered")
    assert "Tell the organisers" not in answer.shown.buttons
    assert "this server's moderators" in answer.text


async def test_the_groups_own_contact_is_shown_in_private_help(evening, group):
    world = group.world
    texts = await cast.say(world.organiser, "setup texts", world.organisers)
    form = await cast.press(world.organiser, "Opening, closing and more", on=texts.message)
    await cast.fill(world.organiser, form, {"Who to write to": "Kim, in the evenings"})
    await evening(*FOUR, stage="welcome")
    assert "Your group's own contact: Kim" in (await group.press("Ana", "Private help")).text
    assert "Your group's own contact: Kim" in (await choose(group)).text
