"""A day in figures: the year first, or with dots; what may mean two days is not taken."""

from datetime import date

import pytest

from bot.domain.journal.typed_day import UnreadableDay, typed_day


@pytest.mark.parametrize(
    "text", ["2026-12-01", " 2026-12-1 ", "2026/12/01", "2026.12.01", "1.12.2026", "01. 12. 2026."]
)
def test_a_day_in_figures_is_read(text):
    assert typed_day(text) == date(2026, 12, 1)


@pytest.mark.parametrize(
    "text", ["", "yesterday", "1/12/2026", "2026-13-01", "2026-02-30", "٢", "0000-01-01", "12-01"]
)
def test_what_is_no_day_or_two_is_asked_back(text):
    with pytest.raises(UnreadableDay) as refused:
        typed_day(text)
    assert len(str(refused.value.facts["typed"])) <= 40
