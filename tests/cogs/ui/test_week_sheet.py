"""The standing message of the week as it is drawn: short enough for a phone, whatever is in it."""

from datetime import timedelta

from bot.domain.calendar.announced.this_week import MOST_SHOWN, ThisWeek, WeekLine, WeekStanding
from bot.domain.calendar.occurrence import RoomKind
from bot.domain.ids import ChannelId, GuildId, MessageId
from bot.services.ports.drawings import StandingMessage
from cogs.ui.layouts import draw
from tests.cogs.ui.drawn_evenings import START
from tests.cogs.ui.measured import fits

DAY = timedelta(days=1)


def at(instant, how="F"):
    return f"<t:{int(instant.timestamp())}:{how}>"


def line(standing=WeekStanding.COMING, title="Tuesday group", **more):
    return WeekLine(standing, title, START, RoomKind.VOICE, **more)


def drawn(*found, more=0):
    message = StandingMessage("en", ThisWeek(tuple(found), more), 3, GuildId(5))
    return fits(draw(message))


def test_every_meeting_says_its_time_its_kind_and_what_has_become_of_it():
    found = drawn(
        line(WeekStanding.OPEN, door=(ChannelId(7), MessageId(8))),
        line(topic="Sleep", moved_from=START - DAY),
        line(WeekStanding.NOT_HELD, "Friday circle"),
    )
    assert found.text.split("\n")[2:5] == [
        "• **Open now: Tuesday group** · voice · [to the door](https://discord.com/channels/5/7/8)",
        f"• **Tuesday group** · voice · {at(START)} · Sleep · moved from {at(START - DAY, 'f')}",
        f"• No **Friday circle** on {at(START, 'D')}.",
    ]
    assert found.labels == ["Remind me", "New here?"]


def test_an_open_meeting_without_a_door_says_what_shows_it():
    assert "`/meeting next` shows the way in" in drawn(line(WeekStanding.OPEN)).text


def test_a_week_without_a_meeting_says_so():
    assert "No meeting is planned for the next seven days." in drawn().text


def test_the_fullest_week_fits_into_one_message_and_says_what_is_left_out():
    full = [line(title="W" * 60, topic="M" * 120, moved_from=START - DAY)] * MOST_SHOWN
    found = drawn(*full, more=1)
    assert "MMM" not in found.text
    assert "And one more: `/meeting list`" in found.text
    assert "And 4 more: `/meeting list`" in drawn(*full, more=4).text


def test_what_people_typed_is_shown_as_they_typed_it():
    assert r"**\*\*loud\*\* \@everyone** · voice" in drawn(line(title="**loud** @everyone")).text


def test_a_week_of_days_off_says_where_to_look_further():
    off = line(WeekStanding.NOT_HELD)
    assert "Nothing else is planned for the next seven days." in drawn(off).text
    assert "Nothing else" not in drawn(off, line()).text
