"""A member chooses once whether what they write is kept, for every place, and may change it."""

import pytest

from bot.domain.calendar.zone_names import UnknownZone
from bot.domain.ids import OWN
from bot.domain.journal.settings import JournalSettings
from bot.services.journal.choices import places_of
from tests.domain.journal.writing import check_in
from tests.services.conftest import GUILD, member

ANA, BEN = member(1).id, member(2).id


async def test_nothing_is_chosen_before_somebody_chooses(story):
    assert await story.choices.settings(ANA) == JournalSettings()
    chosen = await story.choices.choose(ANA, keeps=True)
    assert (chosen.settings.keeps, chosen.still_kept) == (True, 0)
    assert (await story.choices.settings(ANA)).keeps is True
    assert (await story.choices.settings(BEN)).keeps is None


async def test_whoever_keeps_no_more_is_told_how_much_is_kept_still_and_may_delete_it(story):
    await story.choices.choose(ANA, keeps=True)
    for number, place in enumerate((OWN, GUILD), start=1):
        entry = check_in(number)
        await story.drafts.write(ANA, place, entry.id, lambda *_, e=entry: e)
    chosen = await story.choices.choose(ANA, keeps=False)
    assert (chosen.settings.keeps, chosen.still_kept) == (False, 2)
    assert await story.choices.delete_all(ANA) == 2
    assert (await story.choices.choose(ANA, keeps=False)).still_kept == 0
    assert (await story.choices.settings(ANA)).keeps is False


async def test_a_zone_is_taken_as_people_say_it_and_a_strange_one_changes_nothing(story):
    assert (await story.choices.live_in(ANA, "dublin")).zone == "Europe/Dublin"
    with pytest.raises(UnknownZone):
        await story.choices.live_in(ANA, "qqqq")
    assert (await story.choices.settings(ANA)).zone == "Europe/Dublin"


async def test_erasing_in_one_server_takes_what_was_written_there_and_the_note_of_it(story):
    await story.choices.choose(ANA, keeps=True)
    for number, place in enumerate((OWN, GUILD), start=1):
        entry = check_in(number)
        await story.drafts.write(ANA, place, entry.id, lambda *_, e=entry: e)
    assert places_of(await story.choices.settings(ANA)) == (OWN, GUILD)
    await story.privacy.erase(ANA, GUILD)
    settings = await story.choices.settings(ANA)
    assert places_of(settings) == (OWN,)
    assert settings.keeps is True
    left = await story.kept.run(lambda tx: tx.entries.all(ANA, (OWN, GUILD)))
    assert [place for place, _ in left] == [OWN]
    await story.privacy.erase(ANA, None)
    assert await story.choices.settings(ANA) == JournalSettings()
    assert await story.privacy.kept(ANA) == []
