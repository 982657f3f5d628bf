"""Words kept by an older version, in which nothing is seen, break no menu, list or console."""

from dataclasses import replace

import pytest
from discord import ui

from bot.domain.calendar.occurrence import Occurrence, Phase, RoomKind
from bot.domain.ids import GuildId, MemberId, OccurrenceId
from bot.domain.journal.worksheet import WorksheetKind
from bot.domain.meeting.form_entries import BoardLine, Hand, Topic
from bot.domain.server.server import Server
from bot.domain.template import StageKey
from bot.services.calendar.finder import MeetingsFound, MeetingsWanted
from bot.services.ports.drawings import Line
from bot.text.catalog import speaker
from cogs.stages import agenda
from cogs.ui.card.draw import card
from cogs.ui.console.draw import console
from cogs.ui.console.members.draw import choose_person
from cogs.ui.console.taking_down.draw import choose_writing, taken_down
from cogs.ui.door.draw import door, door_shut
from cogs.ui.kit.button import Choice, menu
from cogs.ui.kit.ids import CustomId, id_for
from cogs.ui.layouts import draw
from cogs.ui.meetings.finder import listed
from tests.cogs.ui.drawn_evenings import NOW, START, evening
from tests.cogs.ui.measured import fits

SAY = speaker("en")
UNSEEN = "\u200b\u3164"


def old_evening(stage: StageKey):
    """An evening whose topics, lines, notes and names were taken without being looked at."""
    meeting = evening(5, stage)
    return replace(
        meeting,
        title=UNSEEN,
        topics=tuple(Topic(number, UNSEEN, MemberId(2)) for number in range(1, 5)),
        board=(BoardLine("gives", UNSEEN, 9),),
        hands=(Hand(MemberId(3), UNSEEN),),
        exercise=WorksheetKind("pros_cons"),
        people=tuple(replace(one, name=UNSEEN) for one in meeting.people),
    )


@pytest.mark.parametrize("stage", StageKey)
def test_card_and_console_of_an_old_evening_can_be_shown(stage):
    meeting = old_evening(stage)
    for view in (card(meeting, NOW, SAY), console(meeting, NOW, SAY)):
        assert UNSEEN not in fits(view).text


def test_its_topics_can_be_voted_for_and_taken_down():
    meeting = old_evening(StageKey.AGENDA)
    ballot = fits(agenda.ballot(meeting, id_for("vote", meeting), MemberId(2), SAY))
    taken = fits(choose_writing(meeting, {}, NOW, SAY, taken_down(UNSEEN, SAY)))
    assert ballot.menus == {"Choose one topic": ["(no words)"] * 4}
    assert [label for labels in taken.menus.values() for label in labels] == ["(no words)"] * 5


def test_whoever_has_a_name_of_nothing_can_be_removed():
    strangers = {MemberId(77): UNSEEN}
    view = fits(choose_person("remove", old_evening(StageKey.CHECK_IN), SAY, strangers))
    (names,) = view.menus.values()
    assert all(name.startswith("somebody") for name in names)


def occurrence() -> Occurrence:
    return Occurrence(
        OccurrenceId(7),
        GuildId(8),
        UNSEEN,
        START,
        60,
        "standard-60",
        RoomKind.VOICE,
        due=START,
        phase=Phase.OPEN,
        topic=UNSEEN,
    )


def test_a_title_of_nothing_is_our_own_word_for_a_meeting_wherever_it_stands():
    server = Server(GuildId(8))
    views: list[ui.LayoutView] = [
        door(server, occurrence(), SAY),
        door_shut(server, occurrence(), SAY),
        listed(MeetingsFound(MeetingsWanted(), (occurrence(),)), 0, SAY),
        card(old_evening(StageKey.LOBBY), NOW, SAY),
        draw(Line("en", "organisers.removed", {"title": UNSEEN})),
    ]
    assert ["Open meeting" in fits(view).text for view in views] == [True] * 5


def test_no_menu_has_a_line_without_words():
    shown = fits_menu([Choice("1", ""), Choice("2", "x" * 98 + "👨‍👩‍👧")])
    assert shown == ["…", "x" * 98]


def fits_menu(choices: list[Choice]) -> list[str]:
    item = menu(CustomId("more"), "More", choices).item
    return [option.label for option in item.options]
