"""The private messages that something waits are changed once nothing does, once each."""

from bot.domain.meeting.form_entries import AidKind
from bot.domain.meeting.members import leading
from bot.services.ports.trouble import Unsure
from tests.services.conftest import lead, member
from tests.services.meeting.test_support import running


def changed(story):
    return [(who, number, line.key) for who, number, line in story.discord.rewritten]


async def test_each_message_is_changed_once_nothing_waits_for_whom_it_went_to(story):
    now = await story.begun()
    helper = member(3)
    await story.meetings.decide(
        now.id, lambda m, _: leading.add_co_facilitator(m, lead(), helper.id)
    )
    await story.support.ask(now.id, member(1), AidKind.WORD)
    await story.support.ask(now.id, helper, AidKind.WORD)
    await story.wait(seconds=1)
    first, own = (await running(story)).aids
    await story.support.read(now.id, lead(), [first.number])
    await story.wait(seconds=1)
    told = [who for who, _, _ in changed(story)]
    assert told == [helper.id], "what the helper asked for is for whoever leads alone"
    await story.support.read(now.id, lead(), [own.number])
    await story.wait(seconds=1)
    assert sorted(changed(story)) == [
        (lead().id, 1, "note.alert_read"), (helper.id, 2, "note.alert_read")
    ]  # fmt: skip
    assert (await running(story)).alerted == ()


async def test_a_message_that_could_not_be_changed_is_tried_again_also_after_a_restart(file_story):
    story = file_story
    now = await story.begun()
    asked = await story.support.ask(now.id, member(1), AidKind.WORD)
    await story.wait(seconds=1)
    story.discord.plan("rewrite", Unsure(), Unsure())
    await story.support.read(now.id, lead(), [asked.aids[0].number])
    await story.wait(seconds=1)
    assert story.discord.rewritten == []
    await story.restart()
    await story.wait(minutes=1)
    assert changed(story) == [(lead().id, 1, "note.alert_read")]
