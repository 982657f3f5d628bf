"""What was written to whoever leads stays within their reach once it's read, and how to answer."""

from bot.rehearsal import cast
from tests.cogs.console.two_devices import ask_for_a_word, two_who_lead
from tests.cogs.group import Group
from tests.cogs.private_help.test_help_reaches import ask, messages

FOUR = ("Ana", "Ben", "Chi", "Esi")
NOTE = "Could we talk for a minute afterwards?"


async def ask_with_a_note(group: Group, name: str) -> None:
    sent = await ask(group, name)
    form = await cast.press(group[name], "Add a few words", on=sent.message)
    await cast.fill(group[name], form, NOTE)


async def test_a_private_word_can_be_read_again_until_the_meeting_ends(evening):
    group: Group = await evening(*FOUR, stage="welcome")
    await ask_with_a_note(group, "Esi")
    read = await group.lead("Read")
    assert NOTE in read.text
    assert f"How to answer: press <@{group['Esi'].id}>, then Message." in read.text
    assert "It shows them your name." in read.text
    assert "Ask where they are, then call 999 / 112 and say where that is." in read.text
    assert "Esi can now see that you've read this." in read.text

    console = await cast.press(group["Fran"], "Back to the console", on=read.message)
    assert "Esi wrote to you (read <t:" in console.text
    assert NOTE not in console.text
    await group.go_to("discussion")
    again = await group.lead("Read again")
    assert NOTE in again.text
    assert "How to answer" in again.text


async def test_whoever_goes_by_another_name_here_is_not_mentioned_by_their_own(evening):
    group: Group = await evening(*FOUR, stage="welcome")
    form = await group.options("Esi", "Choose another name")
    await cast.fill(group["Esi"], form, "Sky")
    await group.wait(2)
    await ask_with_a_note(group, "Esi")
    read = await group.lead("Read")
    assert "Sky asks for a private word" in read.text
    assert "How to answer: tap their name or picture in the room, then Message." in read.text
    assert str(group["Esi"].id) not in read.text


async def test_several_are_read_again_on_one_sheet_and_not_by_who_asked(evening):
    group: Group = await evening(*FOUR, stage="welcome")
    for name in ("Esi", "Ana"):
        await ask_with_a_note(group, name)
    await group.lead("Read all")
    console = await group.console()
    assert "Ana and Esi asked you for help in private, and you've read it." in console.text
    again = await cast.press(group["Fran"], "Read again", on=console.message)
    assert again.text.count(NOTE) == 2
    assert f"press <@{group['Ana'].id}> and <@{group['Esi'].id}>, then Message." in again.text


async def test_who_only_asked_for_a_private_word_is_not_said_to_have_written(evening):
    group: Group = await evening(*FOUR, stage="welcome")
    await ask(group, "Esi")
    await group.lead("Read")
    console = await group.console()
    assert "Esi asked you for a private word (read <t:" in console.text
    assert "wrote to you" not in console.text


LEFT = "asked you for help in private tonight. If you haven't answered yet, it isn't too late"


async def test_who_asked_in_private_stands_when_the_meeting_is_over_for_those_who_led(evening):
    group: Group = await evening(*FOUR, stage="welcome")
    await ask_with_a_note(group, "Esi")
    await group.lead("Read")
    await group.go_to("close")
    ended = await group.end()
    assert f"<@{group['Esi'].id}> {LEFT}" in ended.text
    await group.wait(30)
    told = messages(group, "Fran")[0]
    assert "Somebody asked you for help in private." in told
    assert "Esi" not in told
    assert [who for who in ("Ana", "Esi") if LEFT in str(messages(group, who))] == []


async def test_it_stands_on_a_console_that_lay_open_too(evening):
    group, _, ivy = await two_who_lead(evening, "close")
    await ask_for_a_word(group, "Ana")
    await group.wait(2)
    await group.end()
    assert f"<@{group['Ana'].id}> {LEFT}" in ivy.shown.text


async def test_before_the_end_it_is_said_that_something_is_unread(evening):
    group: Group = await evening(*FOUR, stage="close", title="Tuesday group")
    await ask(group, "Esi")
    asked = await group.more("End meeting")
    assert "it's still unread" in asked.text
    assert "what they wrote is deleted; you'll still be told who it was" in asked.text
    assert "the room is deleted five minutes after the last person leaves" in asked.text
    assert "End Tuesday group for today anyway?" in asked.text
    back = await cast.press(group["Fran"], "Back to the console", on=asked.message)
    assert "Esi asks for a private word." in back.text
