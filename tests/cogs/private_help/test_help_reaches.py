"""A request for private help, from the press to the reading: who hears of it, when, and where."""

import discord

from bot.rehearsal import cast
from bot.rehearsal.plain_text import plain
from tests.cogs.group import Group
from tests.cogs.recorded import posts

FOUR = ("Ana", "Ben", "Chi", "Esi")
WORD = "Ask the facilitator for a private word"
WAITS = "Something is waiting for you in"


async def ask(group: Group, name: str = "Ana") -> cast.Answer:
    helped = await group.press(name, "Private help")
    return await cast.press(group[name], WORD, on=helped.message)


def messages(group: Group, name: str) -> list[str]:
    """The private messages that the bot has sent to somebody, in plain words."""
    channel = group[name].user.dm_channel
    return [plain(one.components).text for one in group.seen(name, channel.id)] if channel else []


def now_shown(group: Group, name: str, answer: cast.Answer) -> str:
    """What this private answer shows now."""
    found = [one for one in group.seen(name) if one.message.id == answer.message.message.id]
    return plain(found[0].components).text


def close_messages(group: Group, name: str) -> None:
    """Let somebody take no private messages, as Discord says it."""
    place = group[name].user.dm_channel.id
    path = f"/channels/{place}/messages"
    group.env.inject_error("POST", path, status=403, code=50007, times=None)


async def test_from_the_press_to_the_reading_both_see_what_happens_within_seconds(evening):
    group = await evening(*FOUR, stage="welcome")
    console = await group.console()
    card = group.words
    began = group.env.now()
    sent = await ask(group)
    assert "Fran has your request." in sent.text
    assert "Not read yet." in sent.text
    await group.wait(1)
    (told,) = messages(group, "Fran")
    assert WAITS in told
    assert "Ana" not in told
    await group.wait(2)
    assert "We've sent them a private message." in now_shown(group, "Ana", sent)
    assert "Ana asks for a private word." in now_shown(group, "Fran", console)
    assert (group.env.now() - began).total_seconds() <= 3
    read = await cast.press(group["Fran"], "Read", on=(await group.console()).message)
    assert "What to say:" in read.text
    await group.wait(2)
    assert "Fran has read it." in now_shown(group, "Ana", sent)
    assert (group.env.now() - began).total_seconds() <= 6
    assert group.words == card


async def test_the_help_card_and_the_form_say_the_same_of_who_reads_it(evening):
    group = await evening(*FOUR, stage="welcome")
    helped = await group.press("Ana", "Private help")
    assert "If you ask, only those who lead see it: Fran." in helped.text
    sent = await cast.press(group["Ana"], WORD, on=helped.message)
    form = await cast.press(group["Ana"], "Add a few words", on=sent.message)
    assert "Only those who lead see it" in str(form.form)
    await cast.fill(group["Ana"], form, "It's been a hard week.")
    await group.wait(3)
    shown = now_shown(group, "Ana", sent)
    assert "It only says that something is waiting, and nothing about you." in shown
    assert (
        "Whoever leads can read what you added, on a card that only they see. "
        "It isn't sent as a message." in shown
    )
    assert not [one for one in messages(group, "Fran") if "hard week" in one]


async def test_with_closed_messages_the_facilitators_channel_calls_whoever_leads(evening):
    group = await evening(*FOUR, stage="welcome")
    close_messages(group, "Fran")
    sent = await ask(group)
    await group.wait(3)
    place = group.world.facilitators_channel.id
    called = [plain(one.components).text for one in group.seen("Fran", place)]
    assert sum("something is waiting for you in" in text for text in called) == 1
    assert "Ana" not in "".join(called)
    (body,) = [one for one in posts(group.env) if "omething is waiting" in str(one)][-1:]
    assert body["allowed_mentions"]["users"] == [group["Fran"].id]
    assert not body.get("flags", 0) & discord.MessageFlags.suppress_notifications.flag
    shown = now_shown(group, "Ana", sent)
    assert "A line in the facilitators' own channel is calling Fran." in shown


async def test_without_a_channel_nothing_is_public_and_whoever_asked_hears_it(world):
    group = Group(world)
    await group.set_up(facilitators_channel=None)
    await group.wait(31)
    await group.start()
    await group.come("Fran", *FOUR)
    await group.go_to("welcome")
    close_messages(group, "Fran")
    await group.wait(31)  # the week stands
    before = {name: len(group.seen(name)) for name in ("Ben", "Olu")}
    sent = await ask(group)
    await group.wait(3)
    shown = now_shown(group, "Ana", sent)
    assert "Discord couldn't deliver a message about it," in shown
    assert "Samaritans" in shown
    assert {name: len(group.seen(name)) for name in ("Ben", "Olu")} == before


async def test_when_nobody_reads_it_for_two_minutes_the_lines_and_the_organisers_are_shown(evening):
    group = await evening(*FOUR, stage="welcome")
    sent = await ask(group)
    await group.wait(110)
    assert "Samaritans" not in now_shown(group, "Ana", sent)
    await group.wait(15)
    shown = now_shown(group, "Ana", sent)
    assert "Nobody has read it yet, and you don't have to wait." in shown
    assert "Samaritans" in shown
    orgs = await cast.press(group["Ana"], "Tell the organisers", on=sent.message)
    assert "This is what the organisers will read:" in orgs.text


async def test_before_begin_everyone_in_the_room_who_may_lead_hears_it(evening):
    group = await evening("Ana", "Ben")
    group.newly_in_the_server("Ivy", group.world.facilitators)
    await cast.come_in(group["Ivy"], group.room)
    await group.wait(2)
    helped = await group.press("Ana", "Private help")
    assert "If you ask, only those who may lead see it: Fran and Ivy." in helped.text
    await cast.press(group["Ana"], WORD, on=helped.message)
    await group.wait(2)
    assert [len(messages(group, name)) for name in ("Fran", "Ivy", "Ben")] == [1, 1, 0]
    console = await group.console("Ivy")
    assert "Ana asks for a private word." in console.text
    await cast.press(group["Ivy"], "Read", on=console.message)
    await group.wait(2)
    assert "Ivy has read it." in (await group.press("Ana", "Private help")).text


async def test_a_request_is_taken_back_before_it_is_read_and_leaves_nothing(evening):
    group = await evening(*FOUR, stage="welcome")
    console = await group.console()
    sent = await ask(group)
    await group.wait(2)
    back = await cast.press(group["Ana"], "Take it back", on=sent.message)
    assert "It's taken back." in back.text
    await group.wait(2)
    assert "Ana" not in now_shown(group, "Fran", console).partition("Waiting for you")[2]
    assert "Waiting for you" not in now_shown(group, "Fran", console)


async def test_what_was_read_cannot_be_taken_back(evening):
    group = await evening(*FOUR, stage="welcome")
    sent = await ask(group)
    await cast.press(group["Fran"], "Read", on=(await group.console()).message)
    refused = await cast.press(group["Ana"], "Take it back", on=sent.message)
    assert "It has been read already" in refused.message.content


async def test_after_a_restart_a_press_shows_what_became_of_it(
    evening, make_bot, closed_at_the_end
):
    group = await evening(*FOUR, stage="welcome")
    sent = await ask(group)
    await group.wait(2)
    await group.env.bot.close()
    await group.env.restart_bot(closed_at_the_end(make_bot()))
    await group.wait(5)
    await cast.press(group["Fran"], "Read", on=(await group.console()).message)
    await group.wait(2)
    assert "Not read yet." in now_shown(group, "Ana", sent)
    helped = await cast.press(group["Ana"], "Private help", on=sent.message)
    looked = await cast.press(group["Ana"], "My request", on=helped.message)
    assert "Fran has read it." in looked.text
    assert len(messages(group, "Fran")) == 1


async def test_when_the_evening_ends_unread_the_person_is_not_left_with_nothing(evening):
    group = await evening(*FOUR, stage="welcome")
    sent = await ask(group)
    await group.end()
    shown = now_shown(group, "Ana", sent)
    assert "This meeting is over" in shown
    assert "call" in shown


async def test_a_private_word_is_asked_for_read_and_seen_to_be_read(evening):
    group = await evening(*FOUR, stage="welcome")
    sent = await ask(group)
    form = await cast.press(group["Ana"], "Add a few words", on=sent.message)
    await cast.fill(group["Ana"], form, "I nearly did not come")
    await group.wait(2)
    assert "waiting for the facilitator" not in group.words
    assert "Ana" not in group.words
    assert "Not read yet." in (await group.press("Ana", "Private help")).text
    console = await group.console()
    assert "I nearly did not come" not in console.text
    aid = await cast.press(group["Fran"], "Read", on=console.message)
    for words in ("I nearly did not come", "What to say:", "What not to ask:", "When to call:"):
        assert words in aid.text
    await group.wait(2)
    assert "Fran has read it." in (await group.press("Ana", "Private help")).text


async def test_without_a_facilitator_private_help_says_so_at_once(group):
    await group.start()
    await group.come("Ana", "Ben")
    answer = await group.press("Ana", "Private help")
    assert "There's no facilitator here right now" in answer.text
    assert "Ask the facilitator for a private word" not in answer.shown.buttons
    assert "Someone is bothering me" in answer.shown.buttons


async def type_without_a_name(group: Group, name: str) -> None:
    words = {"What would you like to say?": "I drank on Friday.", "Without my name": True}
    await group.write(name, "Type instead", words)


async def test_words_without_a_name_reach_whoever_leads_once_and_tell_nothing(evening):
    group = await evening(*FOUR, stage="check_in")
    await type_without_a_name(group, "Ana")
    await group.wait(1)
    assert messages(group, "Fran") == [], "the moment would tell whose they are"
    await type_without_a_name(group, "Ben")
    await group.wait(65)
    (told,) = messages(group, "Fran")
    assert WAITS in told
    assert "drank" not in told
    assert messages(group, "Ana") == messages(group, "Ben") == []


async def test_words_that_were_let_go_at_once_call_nobody(evening):
    group = await evening(*FOUR, stage="check_in")
    await type_without_a_name(group, "Ana")
    await cast.press(group["Fran"], "Don't show it", on=(await group.console()).message)
    await group.wait(65)
    assert messages(group, "Fran") == []
