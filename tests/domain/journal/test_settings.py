"""What a member chose for their own writing."""

import pytest

from bot.domain.ids import OWN, GuildId
from bot.domain.journal import settings as rules
from bot.domain.journal.settings import JournalSettings
from tests.domain.journal.writing import NOW, SETTINGS, TODAY


def test_nobody_has_chosen_before_they_were_asked():
    assert not JournalSettings().has_chosen
    for keeps in (True, False):
        assert rules.chose(JournalSettings(), keeps=keeps).has_chosen


def test_a_choice_is_changed_at_any_time_and_changes_nothing_else():
    other = rules.chose(SETTINGS, keeps=False)
    assert other.keeps is False
    assert rules.chose(other, keeps=True) == SETTINGS


def test_who_moves_has_another_day():
    assert rules.living_in(SETTINGS, "Pacific/Auckland").day_of(NOW) > SETTINGS.day_of(NOW)
    assert rules.day_beginning_at(SETTINGS, 22).day_of(NOW) < TODAY


@pytest.mark.parametrize("hour", [-1, 24])
def test_a_day_begins_at_an_hour(hour):
    with pytest.raises(ValueError, match=str(hour)):
        rules.day_beginning_at(SETTINGS, hour)


def test_the_places_where_something_is_kept_are_known_once_each():
    here, there = GuildId(8), GuildId(9)
    kept = rules.kept_in(rules.kept_in(rules.kept_in(SETTINGS, here), there), here)
    assert kept.places == (here, there)
    assert rules.gone_from(kept, here).places == (there,)
    assert rules.gone_from(SETTINGS, OWN) == SETTINGS


def test_the_schedule_is_taken_off_as_it_was_put_on():
    assert rules.asked_by(SETTINGS, None) == SETTINGS
