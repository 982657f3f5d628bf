"""Numbers that stand for people in private menus: drawn for every meeting, and gone with it."""

from dataclasses import replace

from bot.domain.ids import long
from bot.domain.meeting.members.member_token import member_for_token, member_token
from tests.services.conftest import lead, member


async def test_everybody_who_comes_has_a_number_of_their_own_and_keeps_it(story):
    now = await story.begun()
    numbers = {long(member_token(now, one.id)) for one in now.people}
    assert len(numbers) == len(now.people)
    later = await story.meetings.get((await story.door.leave(now.id, member(1))).id)
    assert member_for_token(later, member_token(now, member(1).id)) == member(1).id


async def test_what_stands_in_a_menu_says_nothing_of_an_account(story, monkeypatch):
    drawn = iter(range(10**6, 10**6 + 100))
    monkeypatch.setattr("secrets.randbits", lambda _: next(drawn))
    now = await story.begun()
    numbers = sorted(long(member_token(now, one.id)) for one in now.people)
    assert all(10**6 <= number < 10**6 + 100 for number in numbers)


async def test_a_meeting_of_an_older_version_gets_its_numbers_with_the_next_look(story):
    now = await story.begun()
    await story.kept.run(lambda tx: tx.live_meetings.save(replace(now, aliases=())))
    again = await story.meetings.decide(now.id, lambda m, _: m)
    assert all(member_token(again, one.id) for one in again.people)
    assert member_token(await story.meetings.get(now.id), lead().id)
