"""The console's buttons and its two menus `More`: only what makes sense now."""

from datetime import datetime, timedelta

from bot.domain.ids import MemberId
from bot.domain.meeting import clock, stages
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import leading
from bot.domain.meeting.members.member_token import member_token
from bot.domain.meeting.round import floor
from bot.domain.meeting.round.size import coming_mode
from bot.domain.meeting.round_state import Mode
from bot.domain.meeting.talk import agenda
from bot.domain.template import StageKey
from bot.text.catalog import Say, Shown
from cogs.stages.working import is_for_talking
from cogs.ui.kit.button import Choice, Item, button, menu
from cogs.ui.kit.content import exercise
from cogs.ui.kit.ids import id_for
from cogs.ui.kit.names import label, plain_name

TOPIC = 24
"""Characters of a topic on a button."""
TOPIC_AT_LEAST = timedelta(minutes=3)
"""So long the talk has, and each topic, before the step away from it is marked."""
CHOSEN_IN = frozenset({StageKey.AGENDA, StageKey.WORKING})
"""Where the worksheet is chosen: with the topics in sight, or when it is needed."""
EVENING, PEOPLE = "evening", "people"


def step_buttons(
    meeting: LiveMeeting, now: datetime, say: Say, *, shared: bool = False
) -> list[Item]:
    """Give the next step first, then at most four more; what is `shared` names nobody."""
    kinds = _kinds(meeting, now)
    onward = next(kind for kind in kinds if kind != "call_done")
    marked = "" if shared or _too_early(onward, meeting, now) else onward
    return [_step(kind, meeting, now, say, main=kind == marked, shared=shared) for kind in kinds]


def _too_early(kind: str, meeting: LiveMeeting, now: datetime) -> bool:
    """Tell whether a step is not yet what comes next: somebody speaks, or it is new."""
    if kind not in {"next_stage", "next_topic"}:
        return False
    busy = meeting.called is not None or _is_new(meeting, now)
    if kind == "next_stage":
        return (busy or _works_on(meeting, now)) and not clock.is_over(meeting, now)
    return busy


def _is_new(meeting: LiveMeeting, now: datetime) -> bool:
    """Tell whether the talk, or what it is about, has only just begun."""
    if meeting.now_in is not StageKey.DISCUSSION:
        return False
    return now - agenda.topic_since(meeting, now) < TOPIC_AT_LEAST


def _works_on(meeting: LiveMeeting, now: datetime) -> bool:
    """Tell whether the lines of a chosen worksheet are still to come, or to be talked about."""
    if meeting.now_in is not StageKey.WORKING or meeting.exercise is None:
        return False
    return not meeting.board or not is_for_talking(meeting, now)


def _step(
    kind: str, meeting: LiveMeeting, now: datetime, say: Say, *, main: bool, shared: bool
) -> Item:
    """Draw a step; it is marked with whom it names: pressed late, it is for that person alone."""
    if kind == "next_topic":
        return _next_topic(meeting, say, main=main, shared=shared)
    if kind == "call_done":
        return _call_done(meeting, say, shared=shared)
    member = None if shared else _named(kind, meeting, now)
    if member is None:
        return button(id_for(kind, meeting), say, tail=_leads_to(kind, meeting, say), main=main)
    tag = id_for(kind, meeting, member_token(meeting, member))
    return button(tag, say, tail=plain_name(meeting, member, say), main=main)


def _next_topic(meeting: LiveMeeting, say: Say, *, main: bool, shared: bool) -> Item:
    """Draw the way to the topic still to come; with a hand up or called, its words have no room."""
    topic = agenda.to_come(meeting)[0]
    no_room = shared or meeting.hands or meeting.called
    tail = "" if no_room else label(topic.text, TOPIC, say)
    return button(id_for("next_topic", meeting, topic.number), say, tail=tail, main=main)


def _call_done(meeting: LiveMeeting, say: Say, *, shared: bool) -> Item:
    """Draw the way to end what somebody was called to say; the id names the call."""
    words = ""
    if meeting.called and not shared:
        name = Shown(plain_name(meeting, meeting.called, say))
        words = say("console.has_finished", name=name)
    return button(id_for("call_done", meeting), say, words=words)


def more_menus(meeting: LiveMeeting, me: MemberId | None, say: Say) -> list[Item]:
    """Offer the rest to `me`: what is done with the evening, then what is done about people."""
    both = {EVENING: _evening(meeting, leads=me == meeting.lead), PEOPLE: _people(meeting)}
    return [_menu(meeting, which, kinds, say) for which, kinds in both.items() if kinds]


def topic_menu(meeting: LiveMeeting, say: Say) -> Item | None:
    """Offer the topics of the discussion; the card says which it is now."""
    if meeting.now_in is not StageKey.DISCUSSION or not meeting.topics:
        return None
    choices = [Choice(str(topic.number), label(topic.text, 100, say)) for topic in meeting.topics]
    return menu(id_for("topic", meeting), say("console.topic"), choices)


def _kinds(meeting: LiveMeeting, now: datetime) -> list[str]:
    if meeting.stage == 0:
        return ["begin"]
    if meeting.now_in is StageKey.CLOSE or stages.next_stage(meeting) is None:
        return [*_paused(meeting), "end"]
    steps = [*_paused(meeting), *_who_is_next(meeting, now)]
    unchosen = meeting.now_in is StageKey.WORKING and meeting.exercise is None
    if meeting.topics and agenda.to_come(meeting):
        steps.append("next_topic")
    steps += ["exercise", "next_stage"] if unchosen else ["next_stage"]
    steps += _ways_to_go_round(meeting)
    if meeting.now_in in CHOSEN_IN and not unchosen and _has_working(meeting):
        steps.append("exercise")
    return steps[:5]


def _ways_to_go_round(meeting: LiveMeeting) -> list[str]:
    """Offer the other way of going round before the check-in begins and while it is open."""
    if floor.has_outgrown(meeting):
        return ["turns", "together"]
    match coming_mode(meeting):
        case Mode.TOGETHER if meeting.stage > 0:
            return ["turns"]
        case Mode.TURNS if _chose(meeting):
            return ["together"]
        case _:
            return []


def _paused(meeting: LiveMeeting) -> list[str]:
    return ["resume"] if meeting.paused_at else []


def _who_is_next(meeting: LiveMeeting, now: datetime) -> list[str]:
    """Give the floor on where somebody waits, else end what whoever was called has to say.

    After the last turn of a round the next stage ends it.
    """
    here = meeting.round
    if here and here.mode is Mode.TURNS:
        return ["next_speaker"] if floor.up_next(meeting, now) is not None else []
    if meeting.hands:
        return ["call"]
    return ["call_done"] if meeting.called else []


def _named(kind: str, meeting: LiveMeeting, now: datetime) -> MemberId | None:
    """Give whom a step names: who speaks next, or whose hand is called."""
    if kind == "next_speaker":
        return floor.up_next(meeting, now)
    return meeting.hands[0].member if kind == "call" and meeting.hands else None


def _leads_to(kind: str, meeting: LiveMeeting, say: Say) -> str:
    """Name the stage a step leads to, or the worksheet that is chosen; say if it's for later."""
    if kind == "exercise":
        one, later = exercise(meeting), meeting.now_in is not StageKey.WORKING
        if one:
            return say("console.exercise_chosen", title=label(one.title, TOPIC, say))
        return say("console.exercise_later") if later else ""
    following = stages.next_stage(meeting) if kind == "next_stage" else None
    return say(f"stage.{meeting.stages[following].key}") if following else ""


def _has_working(meeting: LiveMeeting) -> bool:
    keys = [stage.key for stage in meeting.stages]
    return StageKey.WORKING in keys and meeting.stage <= keys.index(StageKey.WORKING)


def _chose(meeting: LiveMeeting) -> bool:
    return meeting.check_in is not None and meeting.check_in.chosen


def _menu(meeting: LiveMeeting, which: str, kinds: list[str], say: Say) -> Item:
    choices = [Choice(one, say(f"more.{one}"), say(f"more_help.{one}")) for one in kinds]
    return menu(id_for("more", meeting, which), say(f"console.more_{which}"), choices)


def _evening(meeting: LiveMeeting, *, leads: bool) -> list[str]:
    if meeting.stage == 0:
        return ["end"]
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
        "questions": True,
        "hand_over": leads,
        "end": True,
    }
    return [kind for kind, makes_sense in there.items() if makes_sense]


def _people(meeting: LiveMeeting) -> list[str]:
    begun, helping = meeting.stage > 0, len(meeting.facilitators)
    there = {
        "what_if": True,
        "add_co": begun and helping < leading.MOST_FACILITATORS,
        "drop_co": helping > 1,
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
