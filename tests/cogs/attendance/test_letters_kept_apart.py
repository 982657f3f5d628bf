"""Letters are for those they are of: erased with them, withdrawn by them, told to nobody else."""

import pytest
from simcord import ResponseMessage

from bot.rehearsal import cast
from bot.rehearsal.plain_text import plain
from bot.services.attendance.own_letters import NoSuchLetter
from tests.cogs.attendance.letters import (
    NAME,
    command,
    file_in,
    give_name,
    in_dm,
    private,
    token_in,
    words,
)
from tests.cogs.group import Group

FOUR = ("Ana", "Ben", "Chi", "Esi")
NOTHING = (
    "We don't have you in a meeting here in the last day. What we keep for a letter is gone "
    "within 24 hours, and less than a minute doesn't count. Any letter you already have is in "
    "`/attendance mine`."
)
MENU = "Have a letter again, or withdraw it"
NOT_LISTED = "This code isn't listed here."


async def letter_of(group: Group, name: str = "Ana", typed: str = NAME) -> ResponseMessage:
    """Have a letter made after the end."""
    shown = await give_name(group, name, await command(group, name, "letter"), typed)
    made = await cast.press(group[name], "Make the letter", on=shown.message)
    assert made.message is not None
    return made.message


def code_on(message: ResponseMessage) -> str:
    return words(message).split("`")[1]


@pytest.fixture
async def over(evening) -> Group:
    """An evening that was, with four people and who led."""
    group: Group = await evening(*FOUR, stage="close")
    await group.wait(5 * 60)
    await group.end()
    return group


async def test_an_erased_letter_and_one_withdrawn_before_read_like_one_that_never_was(over):
    codes = []
    for name in ("Ana", "Ben"):
        message = await letter_of(over, name)
        codes.append(code_on(message))
    listed = await command(over, "Ben", "mine")
    chosen = await cast.choose(
        over["Ben"], "Have a letter again, or withdraw it", "1 Dec 2026", on=listed.message
    )
    asked = await cast.press(over["Ben"], "Withdraw this letter", on=chosen.message)
    await cast.press(over["Ben"], "Yes, withdraw it", on=asked.message)
    for name in ("Ana", "Ben"):
        asked = await cast.say(over[name], "privacy erase", over.world.announcements)
        await cast.press(over[name], "Forget me everywhere", on=asked.message)
        assert await over.bot.services.privacy.kept(over[name].id) == []
    told = {(await command(over, "Chi", "verify", code=one)).text for one in (*codes, "7K3M-9PQX")}
    assert len(told) == 1
    assert NOT_LISTED in told.pop()


async def test_what_was_handed_out_still_checks_out_after_its_owner_was_erased(over):
    token = token_in(over, await letter_of(over))
    asked = await cast.say(over["Ana"], "privacy erase", over.world.announcements)
    await cast.press(over["Ana"], "Forget me in this server", on=asked.message)
    checked = await command(over, "Chi", "verify", code=token)
    assert NAME in checked.text
    assert "It isn't listed here any more" in checked.text
    assert (await command(over, "Ana", "letter")).text == NOTHING
    assert "You have no letters here." in (await command(over, "Ana", "mine")).text


async def test_who_was_not_there_reads_what_everybody_reads_who_asks_in_vain(over):
    asked = await command(over, "Hana", "letter")
    assert asked.text == NOTHING
    offered = await over["Hana"].autocomplete(
        over.world.announcements, "attendance letter", "meeting", ""
    )
    assert offered == []
    (mine,) = await over["Ana"].autocomplete(
        over.world.announcements, "attendance letter", "meeting", ""
    )
    for value in (mine["value"], "0", "zz", "zzzzzzzzzzzzzzzzzzzzzzzzzz"):
        assert (await command(over, "Hana", "letter", meeting=value)).text == NOTHING


async def test_nobody_has_somebody_elses_letter_again_or_withdraws_it(over):
    message = await letter_of(over)
    listed = await command(over, "Ana", "mine")
    chosen = await cast.choose(
        over["Ana"], "Have a letter again, or withdraw it", "1 Dec 2026", on=listed.message
    )
    assert NAME in chosen.text
    letters = over.bot.services.own_letters
    (mine,) = (await letters.mine(over["Ana"].id, None)).letters
    for work in (letters.again, letters.withdraw):
        with pytest.raises(NoSuchLetter):
            await work(mine.id, over["Ben"].id)
    checked = await command(over, "Ben", "verify", code=code_on(message))
    assert "A letter with this code was issued" in checked.text


async def test_all_of_it_works_in_private_messages_too(over):
    asked = await in_dm(over, "Ana", "letter")
    ana = over["Ana"].user
    form = await cast.press(ana, "Choose the name on it", on=asked.message)
    shown = await cast.fill(ana, form, NAME)
    made = await cast.press(ana, "Make the letter", on=shown.message)
    token = token_in(over, made.message)
    assert NAME in (await in_dm(over, "Chi", "verify", code=token)).text
    listed = await in_dm(over, "Ana", "mine")
    chosen = await cast.choose(
        ana, "Have a letter again, or withdraw it", "1 Dec 2026", on=listed.message
    )
    again = await cast.press(ana, "Get the letter again", on=chosen.message)
    assert token_in(over, again.message) == token
    asked = await cast.press(ana, "Withdraw this letter", on=again.message)
    done = await cast.press(ana, "Yes, withdraw it", on=asked.message)
    assert done.text.startswith("Withdrawn.")
    assert "was withdrawn" in (await in_dm(over, "Chi", "verify", code=token)).text


async def test_where_private_messages_are_closed_the_letter_waits_to_be_fetched(evening):
    group = await evening(*FOUR, stage="close")
    await group.wait(5 * 60)
    await give_name(group, "Ana", await group.press("Ana", "Attendance letter"))
    group.env.inject_error("POST", "/users/@me/channels", status=403, code=50007, times=None)
    await group.end()
    assert private(group, "Ana") == []
    listed = await command(group, "Ana", "mine")
    chosen = await cast.choose(
        group["Ana"], "Have a letter again, or withdraw it", "1 Dec 2026", on=listed.message
    )
    again = await cast.press(group["Ana"], "Get the letter again", on=chosen.message)
    assert NAME.encode() in file_in(group, again.message)


async def test_a_letter_that_was_asked_for_is_sent_once_though_the_bot_was_started_again(
    evening, make_bot, closed_at_the_end
):
    group = await evening(*FOUR, stage="close")
    await group.wait(5 * 60)
    await give_name(group, "Ana", await group.press("Ana", "Attendance letter"))
    await group.env.bot.close()
    await group.env.restart_bot(closed_at_the_end(make_bot()))
    await group.wait(3)
    await group.end()
    await group.env.bot.close()
    await group.env.restart_bot(closed_at_the_end(make_bot()))
    await group.wait(60)
    (sent,) = private(group, "Ana")
    assert NAME.encode() in file_in(group, sent)


async def test_in_a_discreet_server_a_private_message_says_nothing_of_what_it_is(group):
    await group.set_up(discreet=True)
    await group.start()
    await group.come("Fran", "Ana")
    await group.go_to("close")
    await group.wait(5 * 60)
    await give_name(group, "Ana", await group.press("Ana", "Attendance letter"))
    await group.end()
    (sent,) = private(group, "Ana")
    shown = plain(sent.components)
    assert shown.text.startswith("Here is the file you asked for.")
    assert "Wrong name on it? Take it back" in shown.text
    assert list(shown.buttons) == ["Take it back"]
    assert "letter" not in (shown.text + "".join(shown.buttons)).lower()


async def test_five_checks_in_a_minute_are_enough(over):
    for _ in range(5):
        assert NOT_LISTED in (await command(over, "Chi", "verify", code="7K3M-9PQX")).text
    assert (
        "five checks in a minute" in (await command(over, "Chi", "verify", code="7K3M-9PQX")).text
    )
    assert NOT_LISTED in (await command(over, "Ben", "verify", code="7K3M-9PQX")).text
    await over.wait(61)
    assert NOT_LISTED in (await command(over, "Chi", "verify", code="7K3M-9PQX")).text


async def test_what_is_no_code_is_said_to_be_none(over):
    for typed in ("hello", "12", "\u674e" * 8):
        told = await command(over, "Chi", "verify", code=typed)
        assert "doesn't look like the code of a letter" in told.text
