"""What the bot posts: quietly, once, in one place; and buttons that outlive every redraw."""

import discord

from bot.rehearsal import cast
from bot.rehearsal.plain_text import plain
from tests.cogs.group import LEAD, Group
from tests.cogs.recorded import posts

FOUR = ("Ana", "Ben", "Chi", "Esi")


def cards(group: Group) -> list[str]:
    """The first line of everything the bot posted in the room, oldest first."""
    seen = [one for one in group.seen("Ana", group.room.id) if not one.ephemeral]
    return [plain(one.components).text.partition("\n")[0] for one in reversed(seen)]


async def test_every_stage_posts_one_card_and_folds_the_one_before(evening):
    group = await evening(*FOUR, stage="check_in")
    assert cards(group) == [
        "The next card is below.",
        "Welcome is over. The next card is below.",
        "Check-in",
    ]
    folded = [one for one in group.seen("Ana", group.room.id) if not one.ephemeral][1:]
    assert [plain(one.components).buttons for one in folded] == [(), ()]


async def test_presses_redraw_the_card_and_post_nothing(evening):
    group = await evening(*FOUR, stage="agenda")
    before = cards(group)
    for name in FOUR:
        await group.press(name, "Ready to move on")
    await group.wait(3)
    assert cards(group) == before


async def test_a_crowd_of_changes_costs_at_most_one_edit_a_second(evening):
    group = await evening(*FOUR, stage="discussion")
    before = len(group.env.http_requests)
    for name in FOUR:
        await group.press(name, "Raise hand")
    await group.wait(1)
    edits = [one for one in group.env.http_requests[before:] if one.method == "PATCH"]
    assert len(edits) <= 2, "hands are private answers; the card follows at most once a second"
    await group.wait(2)
    assert "Raised hands: Ana, Ben, Chi" in group.words


async def test_nothing_rings_and_nobody_is_pinged_all_evening(evening):
    group = await evening(*FOUR)
    for stage in ("welcome", "check_in", "agenda", "discussion", "working", "check_out", "close"):
        await group.go_to(stage)
    await group.end()
    posted = posts(group.env)
    assert len(posted) > 8
    silent = discord.MessageFlags(suppress_notifications=True).value
    assert [one for one in posted if not int(one.get("flags") or 0) & silent] == []


async def test_what_one_person_is_told_stands_in_nobody_elses_history(evening):
    group = await evening(*FOUR, stage="check_in")
    await group.press("Ana", "Pass")
    await group.press("Ana", "My options")
    await group.press("Ana", "Private help")
    await group.console()
    for name in ("Ben", "Esi", "Olu"):
        private = [one for one in group.seen(name) if one.ephemeral]
        words = "\n".join(plain(one.components).text + one.content for one in private)
        assert "That's fine" not in words
        assert "Private help" not in words
        assert "Say:" not in words
    assert not [one for one in group.seen("Chi") if "Say:" in plain(one.components).text]


async def test_other_messages_answer_after_a_card_was_edited_replaced_and_its_view_stopped(evening):
    """The trap of discord.py: a view that stops must not take other messages' buttons with it."""
    group = await evening(*FOUR, stage="check_in")
    old_options = await group.press("Ana", "My options")
    for name in ("Fran", "Ana", "Ben"):
        await group.press(name, "I've finished")
        await group.wait(2)
    await group.go_to("discussion")
    await group.press("Ben", "Ready to move on")
    await group.wait(20 * 60)

    again = await cast.press(group["Ana"], "What is happening now?", on=old_options.message)
    assert "Now: Discussion." in again.text
    late = await cast.press(group["Greta"], "Join", on=group.door("Greta"))
    assert "I agree" in late.shown.buttons
    assert "Private help" in (await group.press("Chi", "Private help")).text


async def test_every_button_answers_after_a_restart(evening, make_bot, closed_at_the_end):
    group = await evening(*FOUR, stage="check_in")
    options = await group.press("Ana", "My options")
    form = await group.press("Ana", "Type instead")
    console = await group.console()
    await group.env.bot.close()
    await group.env.restart_bot(closed_at_the_end(make_bot()))
    await group.wait(40)

    sent = await cast.fill(group["Ana"], form, "Still here.")
    assert "Your words are in the room." in sent.text
    moved = await cast.press(group[LEAD], "Next speaker", on=console.message)
    assert "Next speaker" in moved.shown.buttons[0]
    left = await cast.press(group["Ana"], "Leave", on=options.message)
    assert "You've left." in left.text
    assert "Ben" in group.words
    assert cards(group).count("Check-in") == 1


async def test_a_card_that_somebody_deletes_is_posted_anew(evening):
    group = await evening(*FOUR, stage="discussion")
    message = group.card("Ana").id
    channel = group.env.bot.get_partial_messageable(group.room.id)
    await channel.get_partial_message(message).delete()
    console = await cast.say(group[LEAD], "meeting console", group.room)
    await cast.press(group[LEAD], "Ask", on=console.message)
    await group.wait(3)
    assert cards(group)[-1] == "Discussion"
    assert group.card("Ana").id != message
