"""The first card of an evening and the last."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.calendar.occurrence import Occurrence, RoomKind
from bot.domain.ids import GuildId, OccurrenceId
from bot.domain.rooms.closing import Farewell
from bot.domain.server.server import Server, Texts
from bot.text.catalog import speaker
from cogs.ui.card.draw import card
from cogs.ui.layouts import draw
from tests.cogs.ui.drawn_evenings import NOW, START, evening
from tests.cogs.ui.measured import measured

SAY = speaker("en")
SERVER = Server(GuildId(5), country="GB", texts=Texts(closing="Our own last words."))
TONIGHT = Occurrence(
    OccurrenceId(99), GuildId(5), "Tuesday group", START, 90, "standard-90", RoomKind.TEXT, START,
)  # fmt: skip
NEXT = START + timedelta(days=7)


def test_the_last_card_keeps_the_date_and_the_lines_and_the_buttons_that_still_work():
    last = measured(draw(Farewell(SERVER, TONIGHT, "ended", NOW, NEXT)))

    for part in ("Our own last words.", f"<t:{int(NEXT.timestamp())}:F>", "999", "until <t:"):
        assert part in last.text
    assert last.labels == [
        "Make a 7-day plan",
        "Remind me",
        "Attendance letter",
        "Private help",
    ]


def test_a_meeting_that_nobody_began_does_not_thank_for_what_was_said():
    last = measured(draw(Farewell(SERVER, TONIGHT, "nobody_began", NOW, NEXT)))

    assert "Our own last words." not in last.text
    assert "nobody's fault" in last.text


def test_a_voice_room_stays_as_long_as_people_do():
    voice = replace(TONIGHT, room_kind=RoomKind.VOICE)
    last = measured(draw(Farewell(SERVER, voice, "ended", NOW)))

    assert "You can stay and talk." in last.text
    assert "write here" not in last.text


def test_the_lobby_says_what_it_waits_for_once_its_time_has_come():
    before = measured(card(evening(4), START - timedelta(minutes=1), SAY)).text
    after = measured(card(evening(4), START + timedelta(minutes=4), SAY)).text

    assert "starts at <t:" in before
    assert "starts at" not in after
    assert "a facilitator presses *Begin*" in after
