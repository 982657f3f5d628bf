"""The health sentences after a lapse: each is in the catalogue, and says where it was read."""

from datetime import date

import pytest

from bot.content import lapse
from bot.text.catalog import sentences_of

ALL = (*lapse.load().first, *lapse.load().more)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.sentence)
def test_a_sentence_names_its_claim_its_sources_and_when_they_were_read(one):
    assert one.claim.endswith(".")
    assert len(one.sources) >= 2
    assert date.fromisoformat(one.seen_on)
    if one.checked_on:
        assert date.fromisoformat(one.checked_on) >= date.fromisoformat(one.seen_on)


def test_every_health_sentence_of_the_catalogue_is_in_the_file_and_the_other_way_round():
    sentences = sentences_of("en")
    named = {key.removeprefix("lapse.safe.") for key in sentences if key.startswith("lapse.safe.")}
    assert named == {one.sentence for one in lapse.load().first}
    more = {key.removeprefix("lapse.more.") for key in sentences if key.startswith("lapse.more.")}
    assert more - {"heading", "ask"} == {one.sentence for one in lapse.load().more}


def test_no_health_sentence_gives_an_amount_or_a_time_that_would_be_advice():
    for one in lapse.load().first:
        assert not any(
            letter.isdigit() for letter in sentences_of("en")[f"lapse.safe.{one.sentence}"]
        )
