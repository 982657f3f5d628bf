"""The country somebody chose for help lines: theirs alone, for an evening."""

from datetime import UTC, datetime, timedelta

from bot.domain.ids import MemberId
from bot.services.people import chosen_countries
from bot.services.people.chosen_countries import KEPT, ChosenCountries

ANA, BEN, CHI = map(MemberId, (1, 2, 3))


class Watch:
    """A clock that is set by hand."""

    at = datetime(2026, 12, 1, 19, tzinfo=UTC)

    def now(self):
        return self.at

    async def sleep_until(self, moment):
        self.at = moment


def test_what_somebody_chose_is_theirs_alone_and_goes_after_the_evening():
    watch = Watch()
    chosen = ChosenCountries(watch)
    chosen.choose(ANA, "US")
    assert (chosen.of(ANA), chosen.of(BEN)) == ("US", None)
    watch.at += KEPT - timedelta(minutes=1)
    chosen.choose(BEN, "CA")
    assert chosen.of(ANA) == "US"
    watch.at += timedelta(minutes=1)
    assert (chosen.of(ANA), chosen.of(BEN)) == (None, "CA")
    chosen.forget(BEN)
    assert chosen.of(BEN) is None


def test_the_oldest_make_room(monkeypatch):
    monkeypatch.setattr(chosen_countries, "MOST", 2)
    chosen = ChosenCountries(Watch())
    for who in (ANA, BEN, ANA, CHI):
        chosen.choose(who, "US")
    assert [chosen.of(who) for who in (ANA, BEN, CHI)] == ["US", None, "US"]
