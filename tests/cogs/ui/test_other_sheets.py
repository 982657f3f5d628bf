from dataclasses import replace

import pytest

from bot.domain.calendar.occurrence import Occurrence, RoomKind
from bot.domain.ids import GuildId, MemberId, OccurrenceId
from bot.domain.meeting.form_entries import AidKind
from bot.domain.meeting.rights import StageOver
from bot.domain.meeting.round_state import Place
from bot.domain.meeting.talk import agenda
from bot.domain.person import Way
from bot.domain.rooms.closing import Farewell
from bot.domain.server.onlookers import Doorway, Onlookers
from bot.domain.server.server import Server, Texts
from bot.domain.template import StageKey
from bot.services.meeting.members.door import MustAgree
from bot.services.ports.drawings import Card, DoorMessage, Folded, Line
from bot.services.ports.rooms import Need
from bot.text.catalog import speaker
from cogs.stages import hands, sharing, turns
from cogs.stages.agenda import ballot, topic_form
from cogs.stages.turns import passed
from cogs.ui.door import draw as door
from cogs.ui.kit.ids import CustomId, id_for
from cogs.ui.layouts import draw
from cogs.ui.options.draw import name_form
from cogs.ui.private_help.draw import aid_form
from cogs.ui.settings import draw as settings
from cogs.ui.settings import missing
from cogs.ui.settings.panel import panel
from tests.cogs.ui.drawn_evenings import NOW, START, actor, evening, full, with_board
from tests.cogs.ui.measured import fits, form_fits, measured

SAY = speaker("en")
SERVER = Server(GuildId(5), country="GB", texts=Texts(audience="Anyone who wants a change"))
TONIGHT = Occurrence(
    OccurrenceId(99), GuildId(5), "Tuesday group", START, 90, "standard-90", RoomKind.VOICE, START,
    topic="Sleep",
)  # fmt: skip
PRESSED = CustomId("join", OccurrenceId(99))
ROLES = tuple(f"A role with quite a long name, {number}" * 3 for number in range(10))
OPEN = Doorway(closed=False, onlookers=Onlookers(roles=ROLES, bots=("Reader",), people=3))
CLOSED = Doorway(closed=True, can_close=True)


def test_the_ballot_marks_ones_own_vote_and_is_stale_afterwards():
    meeting = full(evening(6, StageKey.AGENDA))
    meeting = agenda.vote(meeting, actor(2), meeting.place, meeting.topics[1].number)

    assert fits(ballot(meeting, id_for("vote", meeting), MemberId(2), SAY))
    with pytest.raises(StageOver):
        ballot(meeting, CustomId("vote", meeting.id, Place(1)), MemberId(2), SAY)


def test_a_pass_is_fine_and_offers_to_come_back():
    found = fits(passed(evening(8, StageKey.CHECK_IN), MemberId(2), SAY))

    assert found.text.startswith("That's fine.")
    assert found.labels == ["Come back to me"]


@pytest.mark.parametrize("needs", [(), (Need("no_view", {"category": "Rooms"}),)])
def test_settings_and_their_check_fit(needs):
    assert fits(panel(SERVER, needs, SAY, OPEN, settings.as_shown(None, SAY)))
    for doorway in (OPEN, CLOSED, Doorway(closed=False), None):
        assert fits(settings.checked(needs, SAY, doorway, SERVER))


def test_an_open_door_names_everyone_who_sees_the_room():
    shown = fits(settings.checked((), SAY, OPEN, SERVER))

    assert shown.text.count("A role with quite a long name") == 5
    assert "5 more" in shown.text
    assert "the bot **Reader** and 3 people named in its permissions can see a room" in shown.text
    assert "If you like" not in shown.text


def test_texts_are_shown_as_members_see_them_within_the_limits():
    long = ("word " * 160).strip()
    texts = Texts(long, long, long, long, long, long)

    entry = MustAgree(replace(SERVER, texts=texts), Way.SPEAKING, False, OPEN.onlookers)

    assert fits(settings.texts_shown(entry.server, SAY))
    assert fits(door.rules(entry, PRESSED, SAY))


def test_every_form_keeps_within_the_limits():
    small, large = evening(4, StageKey.CHECK_IN), evening(8, StageKey.CHECK_IN)
    board = with_board(evening(8, StageKey.WORKING), 1)
    forms = [
        turns.type_form(small, PRESSED, SAY),
        turns.type_form(large, PRESSED, SAY),
        topic_form(PRESSED, SAY),
        hands.note_form(large, SAY),
        sharing.line_form(board, [], SAY),
        name_form(PRESSED, "Ana", SAY),
        aid_form(large, AidKind.WORD, "known", SAY),
        *(settings.texts_form(page, SERVER.texts, SAY, SAY) for page in settings.PAGES),
    ]

    asked = [form_fits(one) for one in forms]
    assert all(len(set(labels)) == len(labels) > 0 for labels in asked)


def test_a_missing_name_is_offered_from_five_people_on():
    small, large = evening(4, StageKey.CHECK_IN), evening(5, StageKey.CHECK_IN)

    assert len(turns.type_form(small, PRESSED, SAY).children) == 1
    assert len(turns.type_form(large, PRESSED, SAY).children) == 2


FACTS = {
    "title": "Tuesday group", "reason": "no_view", "starts_at": START, "room_kind": "voice",
    "contact": "Kim", "room": 7,
}  # fmt: skip


ASKING = {"meeting": 7, "start_second": 1_796_151_600, "starts_in": "soon", "who": "Fran"}


@pytest.mark.parametrize(
    "drawing",
    [
        Card(evening(4), NOW),
        Folded("en", "check_in"),
        Farewell(SERVER, TONIGHT, "ended", NOW, NOW),
        Farewell(SERVER, TONIGHT, "nobody_began", NOW),
        DoorMessage(SERVER, TONIGHT),
        DoorMessage(SERVER, TONIGHT, shut=True),
        Line("en", "words.typed", {"name": "Ana", "text": "hello\nyou"}),
        Line("en", "words.without_name", {"text": "hello"}),
        *(Line("en", f"note.{one}", FACTS) for one in
          ("ended", "ended_text", "nobody_began", "deserted", "deserted_text", "still_here")),
        *(Line("en", f"organisers.{one}", FACTS) for one in
          ("blocked", "missed", "missed_open", "abandoned", "still_here", "removed", "role_gone",
           "nobody_named")),
        Line("en", "facilitators.missed", FACTS),
        *(Line("en", f"facilitators.{one}", FACTS | ASKING) for one in
          ("asked", "asked_here", "helps", "helps_here", "needed", "needed_role",
           "needed_named", "taken")),
        Line("en", "note.not_held", FACTS),
        Line("en", "organisers.unreadable", {}),
        Line("en", "organisers.series_unread", FACTS),
        Line("en", "organisers.seen_role_gone", FACTS),
    ],
)  # fmt: skip
def test_everything_the_use_cases_want_can_be_drawn(drawing):
    assert fits(draw(drawing))


def test_a_reason_without_words_is_still_a_sentence():
    line = Line("en", "organisers.missed", {**FACTS, "reason": "never_heard_of"})

    assert "something in Discord is in the way" in measured(draw(line)).text


def test_a_need_without_words_is_still_a_sentence():
    assert "never heard of" in missing.need(Need("never_heard_of", {}), SAY)


def test_a_need_that_lacks_a_fact_is_no_need_without_words():
    with pytest.raises(KeyError, match="category"):
        missing.need(Need("category_full", {"count": "50", "most": "50"}), SAY)
