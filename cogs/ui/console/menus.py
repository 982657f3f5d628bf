"""The two menus `More` of the console, of the evening and of people: only what makes sense now."""

from bot.domain.ids import MemberId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import leading
from bot.domain.meeting.round import floor
from bot.domain.meeting.round.size import coming_mode
from bot.domain.meeting.round_state import Mode
from bot.domain.meeting.talk import agenda
from bot.text.catalog import Say
from cogs.ui.kit.button import Choice, Item, menu
from cogs.ui.kit.ids import id_for

EVENING, PEOPLE = "evening", "people"


def more_menus(meeting: LiveMeeting, me: MemberId | None, say: Say) -> list[Item]:
    """Offer the rest to `me`: what is done with the evening, then what is done about people."""
    leads = me == meeting.lead
    both = {EVENING: _evening(meeting), PEOPLE: _people(meeting, leads=leads)}
    return [_menu(meeting, which, kinds, say) for which, kinds in both.items() if kinds]


def _menu(meeting: LiveMeeting, which: str, kinds: list[str], say: Say) -> Item:
    choices = [Choice(one, say(f"more.{one}"), say(f"more_help.{one}")) for one in kinds]
    return menu(id_for("more", meeting, which), say(f"console.more_{which}"), choices)


def _evening(meeting: LiveMeeting) -> list[str]:
    if meeting.stage == 0:
        return []
    here, mode = meeting.round, coming_mode(meeting)
    turns = here is not None and here.mode is Mode.TURNS
    there = {
        "extend": not meeting.paused_at,
        "skip": turns and here is not None and here.floor is not None,
        "back": meeting.stage > 1,
        "pause": not meeting.paused_at,
        "resume": meeting.paused_at is not None,
        "turns": mode in {Mode.TOGETHER, Mode.FREE} or (bool(here) and not turns),
        "together": mode is Mode.TURNS or turns or floor.has_outgrown(meeting),
        "what_if": True,
        "questions": True,
        "end": True,
    }
    return [kind for kind, makes_sense in there.items() if makes_sense]


def _people(meeting: LiveMeeting, *, leads: bool) -> list[str]:
    begun, helping = meeting.stage > 0, len(meeting.facilitators)
    there = {
        "what_if": not begun,
        "add_co": begun and helping < leading.MOST_FACILITATORS,
        "drop_co": helping > 1,
        "hand_over": begun and leads,
        "close_door": not meeting.door_closed,
        "open_door": meeting.door_closed,
        "remove": True,
        "newcomers": True,
        "take_down": _has_writing(meeting),
        "own_options": True,
    }
    return [kind for kind, makes_sense in there.items() if makes_sense]


def _has_writing(meeting: LiveMeeting) -> bool:
    topics = agenda.is_shown(meeting) and meeting.topics
    return bool(topics or meeting.board or meeting.posts or meeting.held)
