"""Whatever the use cases say, the catalogue has words for it."""

from bot.services.ports.drawings import Line
from bot.services.ports.rooms import Need
from bot.text.catalog import speaker
from cogs.ui.kit.one_sentence import line_text
from tests.services.conftest import GUILD, MINUTE, START, lead, member


async def a_troubled_evening(story):
    """Blocked at first, late, somebody removed, the room deleted, and people who stay."""
    await story.settle_server()
    await story.setup.save_texts(GUILD, lead(), {"contact": "Kim"})
    await story.plan()
    story.discord.needs.append(Need("no_manage_channels", {}))
    await story.until(START)
    story.discord.needs.clear()
    await story.until(START + 6 * MINUTE)
    meeting = (await story.occurrence()).id
    for number in range(6):
        await story.come_in(member(number))
    await story.come_in(lead())
    now = await story.meetings.begin(meeting, lead(), (await story.meetings.get(meeting)).place)
    await story.removals.remove(meeting, lead(), member(2).id, sure=True)
    await story.words.say(meeting, member(1), now.place, "hello")
    del story.discord.channels[now.room]
    await story.wait(minutes=3)
    await story.room_requests.open_again(meeting, lead())
    await story.wait(minutes=1)
    (room,) = story.discord.channels
    story.discord.channels[room].inside.add(1)
    await story.meetings.end(meeting, lead(), now.place, sure=True)
    await story.wait(hours=5)


async def test_every_line_of_ours_can_be_said(story):
    await a_troubled_evening(story)
    said = [one.drawing for one in story.discord.said() if isinstance(one.drawing, Line)]
    said += [line for _, line in story.discord.whispers if isinstance(line, Line)]
    texts = {line.key: line_text(line, speaker("en")) for line in said}
    assert set(texts) >= {
        "organisers.blocked",
        "note.opened_late",
        "organisers.removed",
        "note.left_out",
        "words.typed",
        "organisers.deleted",
        "note.ended",
        "note.still_here",
        "organisers.still_here",
    }
    assert [text for text in texts.values() if "{" in text] == []
