"""What somebody looks for survives in the buttons that turn the pages, whatever it is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.calendar.when.which_days import DaysMeant
from bot.domain.errors import BeforeUpdate
from bot.services.calendar.finder import MeetingsWanted
from cogs.ui.kit.ids import CustomId, read
from cogs.ui.meetings.looking_for import packed, unpacked, within

ZONE = "Europe/London"
WEEKDAYS = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))
DAYS = st.builds(DaysMeant, st.just(ZONE), st.dates(max_value=date(9000, 1, 1)),
                 st.integers(1, 31), WEEKDAYS)  # fmt: skip
WANTED = st.builds(
    MeetingsWanted, st.integers(1, 14), st.none(), st.text(max_size=120).map(within),
    st.none() | st.sampled_from(RoomKind),
) | st.builds(
    MeetingsWanted, st.just(7), DAYS, st.text(max_size=120).map(within),
    st.none() | st.sampled_from(RoomKind),
)  # fmt: skip


@given(wanted=WANTED, page=st.integers(0, 99))
def test_a_button_holds_all_that_is_looked_for(wanted, page):
    custom_id = CustomId("list_page", argument=packed(wanted, page))
    assert len(custom_id.text) <= 100
    found = read(custom_id.text)
    assert found == custom_id
    assert unpacked(found.argument, ZONE) == (wanted, page)


@pytest.mark.parametrize(
    "forged",
    ["", "1", "1.d7.v", "1.d7.q.", "x.d7.v.", "1.d7.v.1", "1.1-1-0.v.", "1.0-1-1.v.", "1.9-99-1.v.",
     "1.1-1.v.", "1.d7.v.a", "1.99999999-1-1.v."],
)  # fmt: skip
def test_what_no_button_of_ours_holds_is_told_as_an_old_one(forged):
    with pytest.raises(BeforeUpdate):
        unpacked(forged, ZONE)
