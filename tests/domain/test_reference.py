"""Who is meant in a facilitator's private menu."""

from dataclasses import replace

import pytest

from bot.domain import people
from bot.domain.ids import MeetingId
from bot.domain.reference import reference, referred
from bot.domain.rights import NobodyThere
from tests.domain.evenings import ANA, FRAN, GUS, evening, into_voice, later


def test_whoever_is_here_in_voice_or_removed_is_found_again():
    meeting = into_voice(evening(5), GUS, later())
    removed = people.remove(meeting, FRAN, later(), ANA.id, sure=True)
    for who in (ANA, GUS):
        assert referred(removed, reference(meeting, who.id)) == who.id


def test_a_reference_holds_no_id_and_means_nobody_in_another_meeting():
    meeting = evening(5)
    text = reference(meeting, ANA.id)
    assert str(ANA.id) not in text
    with pytest.raises(NobodyThere):
        referred(replace(meeting, id=MeetingId(8)), text)
    with pytest.raises(NobodyThere):
        referred(meeting, "")
