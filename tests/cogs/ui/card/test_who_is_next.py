"""Who comes next, as the card of a round says it."""

from dataclasses import replace

from bot.domain.meeting.round import round as rounds
from bot.domain.template import StageKey
from bot.text.catalog import speaker
from cogs.ui.card.draw import card
from tests.cogs.ui.drawn_evenings import LEAD, START, actor, evening
from tests.cogs.ui.measured import measured


def test_the_card_names_who_is_next_only_where_a_pass_would_not_change_it():
    meeting = evening(6, StageKey.CHECK_IN)
    people = [replace(one, first_time=one.id == actor(4).id) for one in meeting.people]
    meeting = replace(meeting, people=tuple(people))
    for _ in range(2):
        meeting = rounds.next_speaker(meeting, LEAD, START, meeting.place)
    line = f"**{actor(3).name}** has the floor · 3 more"
    assert line in measured(card(meeting, START, speaker("en"))).text
    meeting = rounds.next_speaker(meeting, LEAD, START, meeting.place)
    line = f"**{actor(4).name}** has the floor · next **{actor(5).name}**"
    assert line in measured(card(meeting, START, speaker("en"))).text
