"""An erase takes along what hangs elsewhere: it is read before the key goes."""

from dataclasses import replace

import pytest

from bot.domain.attendance.letter import Letter
from bot.domain.ids import EntryId, GuildId, MessageId
from bot.domain.journal.entry import JournalShelf
from bot.domain.people.membership import NO_PLAN, Membership
from tests.domain.journal.writing import check_in
from tests.services.conftest import GUILD, START, member
from tests.storage.attendance.kept import issued

ANA, BEN = member(1), member(2)
ELSEWHERE = GuildId(77)


def brought_by(number: int, message: int) -> Letter:
    """A letter that came in a private message."""
    return replace(issued(number, GUILD), message=MessageId(message))


async def written(story) -> None:
    """A plan that is asked about in another server, and a letter each that came in private."""

    def work(tx):
        plan = replace(check_in(5), shelf=JournalShelf.PLAN, done=False)
        tx.entries.add(GUILD, ANA.id, plan, START.date())
        tx.memberships.put(ELSEWHERE, ANA.id, Membership(name="Heron", plan=EntryId(5)))
        tx.letters.add(ANA.id, brought_by(1, 501))
        tx.letters.add(BEN.id, brought_by(2, 502))

    await story.kept.run(work)


@pytest.mark.parametrize("where", [GUILD, None])
async def test_messages_with_letters_go_and_no_other_server_asks_about_a_plan(story, where):
    await story.opened()
    await written(story)
    await story.privacy.erase(ANA.id, where)
    await story.wait(minutes=2)
    assert story.discord.taken_back == [(ANA.id, 501)]
    known = await story.kept.run(lambda tx: tx.memberships.get(ELSEWHERE, ANA.id))
    assert known.plan == NO_PLAN
    assert known.name == ("" if where is None else "Heron")
