"""Names that cannot be seen, or turn the writing round, never empty a menu or a sentence."""

from dataclasses import replace

import pytest

from bot.domain.ids import MemberId
from bot.domain.meeting.members import leaving, participation
from bot.domain.meeting.talk import agenda
from bot.domain.template import StageKey
from bot.text.catalog import speaker
from cogs.ui.card.draw import card_text
from cogs.ui.console.members.draw import choose_person
from cogs.ui.kit.names import plain_name, shown_name
from tests.domain.evenings import ANA, BEN, CHI, START, evening

SAY = speaker("en")


@pytest.mark.parametrize(
    "name", ["\u200b\u2060", "\u3164", "\u115f\uffa0", "\u202e\u00ad", " \u200b "]
)
def test_a_name_that_cannot_be_seen_is_somebody(name):
    meeting = evening(5)
    people = tuple(replace(p, name=name) if p.id == ANA.id else p for p in meeting.people)
    meeting = replace(meeting, people=people)
    assert (
        plain_name(meeting, ANA.id, SAY) == shown_name(meeting, ANA.id, SAY) == SAY("card.somebody")
    )
    view = choose_person("remove", meeting, SAY, {MemberId(77): name})
    menus = [item for item in view.walk_children() if hasattr(item, "item")]
    labels = [one.label for menu in menus for one in getattr(menu.item, "options", ())]
    assert labels
    assert all(label.strip() for label in labels)


def test_a_name_does_not_turn_a_button_round():
    meeting = evening(5)
    people = tuple(replace(p, name="\u202eana") if p.id == ANA.id else p for p in meeting.people)
    assert plain_name(replace(meeting, people=people), ANA.id, SAY) == "ana"


def test_a_topic_shows_its_giver_by_the_name_they_have_now():
    meeting = agenda.suggest(evening(5, StageKey.AGENDA), BEN, "rest", with_name=True)
    meeting = participation.rename(participation.rename(meeting, BEN, "Heron"), CHI, "Ben")
    assert "1. rest (from **Heron**)" in card_text(meeting, START, SAY)
    assert "from" not in card_text(leaving.forget(meeting, BEN.id, START, "5e" * 16), START, SAY)
