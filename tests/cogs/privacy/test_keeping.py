"""Whether what somebody writes for themselves is kept: chosen, changed, and told, anywhere."""

import pytest

from bot.domain.ids import OWN
from tests.cogs.alone import PLACES, Alone, seen_as
from tests.domain.journal.writing import check_in


@pytest.mark.parametrize("where", PLACES)
async def test_the_choice_is_made_and_changed_in_the_notice(group, where):
    ana = Alone(group, "Ana", where)
    told = await ana.say("privacy notice")
    assert seen_as("privacy.choice_none") in told.text
    assert {"Keep my answers", "Do not keep"} <= set(told.shown.buttons)
    chosen = await ana.press("Keep my answers")
    assert chosen.text == seen_as("keep.now_keeps")
    told = await ana.say("privacy notice")
    assert seen_as("privacy.choice_keep") in told.text
    assert seen_as("privacy.kept.chose") in told.text
    assert "Keep my answers" not in told.shown.buttons
    chosen = await ana.press("Do not keep")
    assert chosen.text == seen_as("keep.now_doesnt")
    assert seen_as("privacy.choice_not") in (await ana.say("privacy notice")).text


@pytest.mark.parametrize("where", PLACES)
async def test_whoever_keeps_no_more_may_delete_what_is_kept_or_leave_it(group, where):
    ana = Alone(group, "Ana", where)
    await group.bot.services.choices.choose(ana.id, keeps=True)
    entry = check_in(1)
    await group.bot.services.drafts.write(ana.id, OWN, entry.id, lambda *_: entry)
    await ana.say("privacy notice")
    asked = await ana.press("Do not keep")
    assert seen_as("keep.still_there", count=1) in asked.text
    assert (await ana.press("Leave it there")).text == seen_as("keep.left")
    told = await ana.say("privacy notice")
    assert seen_as("privacy.kept.wrote_checkin", count=1) in told.text
    await ana.press("Keep my answers")
    await ana.say("privacy notice")
    await ana.press("Do not keep")
    await ana.press("Delete what's kept")
    assert ana.last.text == seen_as("keep.deleted", count=1)
    assert (
        seen_as("privacy.kept.wrote_checkin", count=1) not in (await ana.say("privacy notice")).text
    )
