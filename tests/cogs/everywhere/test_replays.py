"""S-IDOR: handles used once more, by others, elsewhere, after the close: always the same words."""

import pytest

from bot.domain.ids import short
from bot.domain.meeting.members.member_token import member_token
from bot.rehearsal import cast, simkit
from bot.rehearsal.plain_text import walk
from cogs.ui.kit.button import Item
from cogs.ui.kit.ids import id_for
from tests.cogs.authority import CHECK_IN
from tests.cogs.authority_help import HELP
from tests.cogs.authority_letters import LETTERS, NOTHING
from tests.cogs.authority_questions import QUESTIONS
from tests.cogs.handles import kept, shown, use

FOUR = ("Ana", "Ben", "Chi", "Esi")
OF_NO_MEETING = {row.kind for row in QUESTIONS} | {
    "help", "how", "country", "countries", "new_here", "points", "plan", "topic_no", "adult_no",
    "erase", "erase_more", "erase_ask",
    "notice", "notice_all", "facilitating", "cannot_lead",
    "suggest", "topic_yes", "texts_rules", "texts_words",
    "asked", "bothered", "tell_orgs", "orgs_back", "orgs_unnamed", "orgs_named",
}  # fmt: skip
"""Presses that belong to no meeting, or that open a form which is refused when it is sent."""
OF_A_MEETING = {"letter", "letter_of", "letter_make", "letter_cancel"}
"""Presses about letters that mean a meeting: whoever was not in it hears the same as of none."""
GONE = ("held", "aid_read", "keep_open", "open_again", "open_now")
"""What is held is gone; a room is kept open, or opened again, only after the end."""


async def test_after_the_close_every_handle_says_the_same_to_everyone(evening, elsewhere):
    group = await evening(*FOUR, stage="check_in")
    meeting = await kept(group)
    ids = [
        (row.custom_id(meeting), row.values(meeting))
        for row in (*CHECK_IN, *HELP)
        if row.kind not in OF_NO_MEETING and not row.kind.startswith(GONE)
    ]
    await group.end()
    found = set()
    for custom_id, values in ids:
        here = await shown(group, group.world.announcements, custom_id, *values)
        there = await shown(group, elsewhere.place, custom_id, *values)
        for who, message in (("Fran", here), ("Ana", here), ("Hana", here)):
            found.add((custom_id.action, await use(group[who], message, custom_id, *values)))
        found.add((custom_id.action, await use(elsewhere.member, there, custom_id, *values)))
        await group.wait(1)
    assert {(kind, said) for kind, said in found if said != "meeting_over"} == set()
    assert {kind for kind, _ in found} <= set(Item.presses)


async def test_after_the_close_a_handle_of_letters_tells_whoever_uses_it_of_themselves_alone(
    evening, elsewhere
):
    group = await evening(*FOUR, stage="check_in")
    meeting = await kept(group)
    await group.end()
    for row in LETTERS:
        custom_id, values = row.custom_id(meeting), row.values(meeting)
        if row.kind == "letter_of":
            values = (short(meeting.id),)
        here = await shown(group, group.world.announcements, custom_id, *values)
        there = await shown(group, elsewhere.place, custom_id, *values)
        expected = row.done if row.kind not in OF_A_MEETING else NOTHING
        for who, message in (
            (group["Hana"], here),
            (group["Greta"], here),
            (elsewhere.member, there),
        ):
            assert await use(who, message, custom_id, *values) == expected, custom_id.text
        await group.wait(1)


async def test_a_form_opened_before_the_end_and_sent_after_it_is_answered(evening):
    group = await evening(*FOUR, stage="check_in")
    form = await group.press("Ana", "Type instead")
    await group.end()
    answer = await cast.fill(group["Ana"], form, "Too late")
    assert answer.private
    assert "This meeting is over." in answer.text
    assert "again:\nToo late" in answer.text, "nobody loses what they wrote"
    assert "Too late" not in group.room_words("Ben")


async def test_a_form_sent_after_the_stage_has_changed_gives_the_words_back(evening):
    group = await evening(*FOUR, stage="check_in")
    form = await group.press("Ana", "Type instead")
    await group.go_to("agenda")
    answer = await cast.fill(group["Ana"], form, "I was still writing *this*")
    assert answer.private
    assert "The group has moved on" in answer.text
    assert "again:\nI was still writing *this*" in answer.text
    assert "still writing" not in group.room_words("Ben")


@pytest.mark.parametrize("label", ["Ready to move on", "Raise hand"])
async def test_a_press_just_after_the_stage_has_changed_says_where_to_look(evening, label):
    group = await evening(*FOUR, stage="discussion")
    message, button = cast.find_button(group["Ana"], label, on=group.card())
    console = await group.console()
    on_console, onward = cast.find_button(group["Fran"], "Next stage", on=console.message)
    first = (group["Fran"], on_console, onward["custom_id"])
    simkit.press_at_once([first, (group["Ana"], message, button["custom_id"])])
    await group.env.settle()
    newest = next(one for one in group.seen("Ana") if one.ephemeral)
    assert "The group has moved on since this button appeared." in newest.content


async def test_a_removed_person_finds_no_way_back_in(evening):
    group = await evening(*FOUR, stage="check_in")
    old = await group.press("Chi", "My options")
    chooser = await group.more("Remove from meeting")
    asked = await cast.choose(group["Fran"], "Choose a person", "Chi", on=chooser.message)
    await cast.press(group["Fran"], cast.YES, on=asked.message)
    await group.wait(2)
    assert not simkit.may_see(group.env, group.room.id, group["Chi"].id)

    door = await cast.press(group["Chi"], "Join", on=group.door("Chi"))
    assert "Your time in this meeting has ended for today." in door.text
    ids = [one["custom_id"] for one in walk(old.message.components) if "custom_id" in one]
    simkit.press_at_once(
        [(group["Chi"], old.message, custom_id) for custom_id in ids if ":leave" in custom_id]
    )
    await group.env.settle()
    assert "Chi" not in group.words


@pytest.mark.parametrize("kind", ["let_back", "sure"])
async def test_a_forged_handle_tells_no_stranger_who_is_in_the_meeting(evening, kind):
    group = await evening(*FOUR, stage="check_in")
    meeting = await kept(group)
    before = "remove." if kind == "sure" else ""
    said = set()
    for name in ("Ana", "Greta"):
        forged = id_for(kind, meeting, before + (member_token(meeting, group[name].id) or "1"))
        message = await shown(group, group.world.announcements, forged)
        said.add(await use(group["Hana"], message, forged))
        await group.wait(1)
    assert said == {"not_facilitator"}
