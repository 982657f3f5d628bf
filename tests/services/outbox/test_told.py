"""What a member was told: named as what it is, and not kept for long."""

from datetime import timedelta

from bot.domain.outbox_entry import EntryState
from tests.services.outbox.test_one_handler_per_kind import (
    ANA,
    HER_OWN,
    Reminder,
    delivering,
    state,
    wanted,
)


async def test_what_a_member_was_told_is_named_so_and_gone_a_day_later(file_story):
    story = file_story
    await wanted(story, HER_OWN)
    await delivering(story, Reminder(story.delivery.messages)).deliver_due(HER_OWN)
    (kept,) = await story.privacy.kept(ANA)
    assert [one.what for one in kept.holdings] == ["was_told"]
    await story.kept.run(lambda tx: tx.registry.prune(story.clock.at + timedelta(hours=23)))
    assert await state(story, HER_OWN) is EntryState.DONE
    await story.kept.run(lambda tx: tx.registry.prune(story.clock.at + timedelta(hours=25)))
    assert await story.kept.run(lambda tx: tx.outbox.of(HER_OWN)) == ()
    assert await story.privacy.kept(ANA) == []
