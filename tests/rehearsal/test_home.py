"""In which zone and with which country's help lines a practice group is, by a browser's zone."""

import pytest

from bot.rehearsal.script.home import LONDON, Home, home_in


@pytest.mark.parametrize(
    ("zone", "home"),
    [
        ("America/New_York", Home("America/New_York", "US")),
        ("Europe/London", LONDON),
        ("Asia/Calcutta", Home("Asia/Kolkata", "IN")),
        ("US/Eastern", Home("America/New_York", "US")),
        ("Asia/Pyongyang", Home("Asia/Pyongyang", None)),
        *((one, LONDON) for one in ("UTC", "Etc/GMT+5", "", "nowhere at all")),
    ],
)
def test_a_group_lives_where_the_browser_is_and_in_london_where_that_is_no_place(zone, home):
    assert home_in(zone) == home
