"""Names at the door: chosen, remembered, told apart."""

import pytest

from bot.domain.meeting.names.naming import NameOfAPart, NameUnfit
from bot.domain.people.membership import Membership
from bot.domain.person import Way
from tests.services.conftest import GUILD, member
from tests.services.meeting.members.test_door import known


async def test_a_name_chosen_at_the_door_is_there_the_next_time_too(story):
    occurrence = await story.opened()
    await story.come_in(member(1))
    after = await story.door.rename(occurrence.id, member(1), "  Robin   Red " + "x" * 40)
    assert after.person(member(1).id).name.startswith("Robin Red x")
    assert len(after.person(member(1).id).name) == 32
    after = await story.door.rename(occurrence.id, member(1), "Ro")
    await story.door.leave(occurrence.id, member(1))
    inside = await story.door.knock(occurrence.id, member(1), Way.SPEAKING)
    assert inside.meeting.person(member(1).id).name == "Ro"
    after = await story.door.rename(occurrence.id, member(1), " ")
    assert after.person(member(1).id).name == "Member 1"


async def test_a_name_that_is_taken_gets_a_number_for_this_evening(story):
    occurrence = await story.opened()
    await story.come_in(member(1))
    await story.come_in(member(2))
    await story.door.rename(occurrence.id, member(1), "Heron")
    after = await story.door.rename(occurrence.id, member(2), "he ron")
    assert after.person(member(2).id).name == "he ron 2"
    assert (await known(story, 2)).name == "he ron"


async def test_a_name_that_cannot_be_shown_is_refused_and_not_kept_for_the_next_door(story):
    occurrence = await story.opened()
    await story.come_in(member(1))
    for name, refusal in (("Crisis line", NameOfAPart), ("discord.gg/abc", NameUnfit)):
        with pytest.raises(refusal):
            await story.door.rename(occurrence.id, member(1), name)
    assert (await known(story, 1)).name == ""


async def test_two_who_chose_one_name_on_other_evenings_are_told_apart(story):
    occurrence = await story.opened()
    remembered = Membership(rules_version=1, name="Heron")
    both = [member(1), member(2)]
    await story.kept.run(lambda tx: [tx.memberships.put(GUILD, one.id, remembered) for one in both])
    for one in both:
        await story.come_in(one)
    here = (await story.meetings.get(occurrence.id)).here
    assert [one.name for one in here] == ["Heron", "Heron 2"]
    assert (await known(story, 2)).name == "Heron"
