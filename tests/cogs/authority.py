"""Who may press what (S-AUTHZ): one row for every kind of press, for every form, every command."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.content import worksheets
from bot.domain.ids import short
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members.member_token import member_token
from cogs.ui.kit.ids import CustomId, id_for
from tests.cogs.handles import DONE

STRANGER, LISTENER, MEMBER, CO = "stranger", "listener", "member", "co-facilitator"
LEAD, HOLDER, ORGANISER, ELSEWHERE = "facilitator", "holder", "organiser", "elsewhere"
PLANNER = "planner"
"""May manage events in Discord, and has neither the facilitator role nor come in."""
ROLES = (ELSEWHERE, STRANGER, PLANNER, ORGANISER, LISTENER, MEMBER, HOLDER, CO, LEAD)
"""Those who may least come first: who is refused changes nothing for the next."""

EVERYONE = frozenset(ROLES)
HERE = EVERYONE - {ELSEWHERE}
SEEING = HERE - {STRANGER, PLANNER}
"""Those who see the room of a closed door."""
INSIDE = frozenset({LISTENER, MEMBER, HOLDER, CO, LEAD})
LEADING = frozenset({CO, LEAD})
ALONE = frozenset({LEAD})
HOSTING = frozenset({HOLDER, LEAD})
"""Those with the facilitator role, before anybody has begun."""
PLANNING = HOSTING | {ORGANISER, PLANNER}
"""Those who may plan meetings, whether or not they may lead one."""


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of press in one stage."""

    kind: str
    may: frozenset[str]
    refused: str
    """What those hear who may not; who is in another server hears `abroad`."""
    more: Callable[[LiveMeeting], str] = lambda _: ""
    choice: str = ""
    again: str = ""
    """What the second hears who may, where the first has done it for all."""
    done: str = DONE
    """What those hear who may, where there is nothing of the kind."""
    co: str = ""
    """What a co-facilitator hears where the one who leads may alone."""
    abroad: str = "meeting_over"

    def custom_id(self, meeting: LiveMeeting) -> CustomId:
        """The handle, drawn now."""
        return id_for(self.kind, meeting, self.more(meeting))

    def values(self, meeting: LiveMeeting) -> tuple[str, ...]:
        """What is chosen, where it is a menu: a word, a person's name, or the first topic."""
        people = {one.name: member_token(meeting, one.id) for one in meeting.people}
        topics = {"1st": str(meeting.topics[0].number)} if meeting.topics else {}
        return ((people | topics).get(self.choice, self.choice),) if self.choice else ()

    def expected(self, role: str, *, first: bool) -> str:
        """What somebody in this role hears."""
        if role not in self.may:
            told = self.co if self.co and role == CO else heard_by(role, self.refused)
            return self.abroad if role == ELSEWHERE else told
        return self.done if first or not self.again else self.again


def heard_by(role: str, refused: str) -> str:
    """Give what somebody hears: whoever manages the server, what would let them lead."""
    others = {
        (ORGANISER, "not_a_facilitator"): "organiser_without_role",
        (PLANNER, "not_facilitator"): "plans_only",
        (HOLDER, "not_facilitator"): "somebody_else_leads",
    }
    return others.get((role, refused), refused)


def fixed(text: str) -> Callable[[LiveMeeting], str]:
    return lambda _: text


def _somebody(meeting: LiveMeeting) -> str:
    return member_token(meeting, next(one.id for one in meeting.here if one.name == "Ana"))


def _first_held(meeting: LiveMeeting) -> str:
    return str(meeting.held[0].number)


def _first_question(meeting: LiveMeeting) -> str:
    return meeting.suggested[0]


def _first_topic(meeting: LiveMeeting) -> str:
    return str(meeting.topics[0].number)


def _first_start(meeting: LiveMeeting) -> str:
    return f"{short(meeting.id)}.{int(meeting.starts_at.timestamp())}"


def _removal(meeting: LiveMeeting) -> str:
    return f"remove.{_somebody(meeting)}"


EXERCISE = str(next(iter(worksheets.load())))

ANYWHERE = (
    # private answers that say nothing of the meeting
    Row("new_here", EVERYONE, ""),
    Row("points", EVERYONE, ""),
    Row("plan", EVERYONE, ""),
    Row("topic_no", EVERYONE, ""),
    Row("adult_no", EVERYONE, ""),
    # forms that open; what they send is refused where it may not be
    *(Row(kind, EVERYONE, "") for kind in ("suggest", "topic_yes", "texts_rules", "texts_words")),
    Row("rename", HERE, ""),
    Row("hand_note", INSIDE, "not_here"),
    Row("good_to_know", INSIDE, "not_here"),
    # in this server
    Row("options", HERE, ""),
    Row("whats_now", SEEING, "not_here"),
    Row("larger", SEEING, "not_here"),
    Row("worksheet", SEEING, "not_here"),
)
LOBBY = (
    Row("end", HOSTING | {ORGANISER}, "not_facilitator"),
    Row("more", HOSTING | {ORGANISER}, "not_facilitator", choice="end"),
    Row("begin", HOSTING, "not_facilitator", again="begun_already"),
)
CHECK_IN = (
    *ANYWHERE,
    Row("join", HERE, ""),
    Row("join_typing", HERE, ""),
    Row("listen", HERE, ""),
    Row("agree", HERE, "", fixed("speaking")),
    Row("adult_yes", HERE, "", fixed("speaking")),
    Row("way", HERE, "", choice="typing"),
    Row("pass", INSIDE, "not_here"),
    Row("come_back", INSIDE, "not_here"),
    Row("early", INSIDE, "not_here"),
    Row("leave", INSIDE, "not_here"),
    Row("type", INSIDE, "not_here"),
    Row("finish", LEADING, "not_your_turn"),
    Row("console", LEADING | {ORGANISER}, "not_facilitator"),
    Row("respond", LEADING, "not_facilitator"),
    Row("exercise", LEADING, "not_facilitator"),
    Row("exercise_pick", LEADING, "not_facilitator", choice=EXERCISE),
    Row("responded", LEADING, "not_facilitator", fixed("affirmation")),
    Row("another", LEADING, "not_facilitator"),
    Row("next_speaker", LEADING, "not_facilitator"),
    Row("turns", LEADING, "not_facilitator"),
    Row("together", LEADING, "not_facilitator"),
    Row("clear_held", LEADING, "not_facilitator"),
    Row("held_show", LEADING, "not_facilitator", _first_held, again="gone_already"),
    Row("held_drop", LEADING, "not_facilitator", _first_held, again="gone_already"),
    Row("add_co_pick", LEADING, "not_facilitator", choice="Ana"),
    Row("drop_co_pick", LEADING, "not_facilitator", choice="Ben"),
    Row("hand_over_pick", ALONE, "not_facilitator", choice="Ana", co="only_the_lead"),
    Row("remove_pick", LEADING, "not_facilitator", choice="Ana"),
    Row("sweep", LEADING, "not_facilitator", fixed("people")),
    Row("sweep_undo", LEADING, "not_facilitator", fixed("1")),
    Row("sweep_ask", LEADING, "not_facilitator"),
    Row("only_listen", LEADING, "not_facilitator"),
    Row("all_write", LEADING, "not_facilitator"),
    Row("let_back", LEADING, "not_facilitator", _somebody),
    Row("let_back_ask", LEADING, "not_facilitator"),
    Row("let_back_pick", LEADING, "not_facilitator", choice="Ana"),
    Row("move", LEADING, "not_facilitator", done="nobody_to_leave_behind"),
    Row("sure", LEADING, "not_facilitator", _removal),
    Row("end", LEADING | {ORGANISER}, "not_facilitator"),
    Row("next_stage", LEADING, "not_facilitator"),
    Row("open_now", PLANNING, "not_a_facilitator", done="opened_already"),
    Row("take_it", HERE, "", done="begun_meanwhile"),
    *(
        Row(kind, frozenset(), "not_down_to_lead", _first_start, abroad="not_down_to_lead")
        for kind in ("facilitating", "cannot_lead")
    ),
    Row("open_again", frozenset({ORGANISER}), "not_an_organiser", done="open_already_again"),
    Row("bring_back", LEADING | {HOLDER, ORGANISER}, "not_facilitator"),
    Row("event_back", frozenset({ORGANISER}), "not_an_organiser", done="event_settled"),
    Row("event_leave", frozenset({ORGANISER}), "not_an_organiser", done="event_settled"),
    Row("keep_open", HOSTING, "not_facilitator", fixed("1"), done="room_shut"),
    Row("take_back", HERE, ""),
    *(
        Row(f"take_back_{one}", HERE, "gone_already", choice="999", done="gone_already")
        for one in ("words", "line", "topic")
    ),
    Row("line_back", HERE, "gone_already", fixed("zz"), done="gone_already"),
    Row("take_down_words", LEADING, "not_facilitator", choice="999", done="gone_already"),
    Row("clear_board", LEADING, "not_facilitator", done="gone_already"),
    Row("clear_removed", LEADING, "not_facilitator", done="gone_already"),
    Row("erase", EVERYONE, "", fixed("here")),
    *(Row(kind, EVERYONE, "") for kind in ("erase_ask", "erase_more", "notice", "notice_all")),
)
MORE = (
    Row("more", HERE, "", choice="own_options"),
    *(
        Row("more", LEADING, "not_facilitator", choice=choice)
        for choice in (
            "extend", "skip", "pause", "turns", "together", "add_co", "hand_over",
            "close_door", "open_door", "remove", "take_down", "drop_co", "let_back",
            "newcomers", "sweep", "only_listen", "all_write", "what_if", "questions", "short_run",
        )
    ),
    Row("more", LEADING | {ORGANISER}, "not_facilitator", choice="end"),
)  # fmt: skip
PAUSED = (
    Row("resume", LEADING, "not_facilitator"),
    Row("more", LEADING, "not_facilitator", choice="resume"),
)
AGENDA = (
    Row("vote", INSIDE, "not_here"),
    Row("vote_for", INSIDE, "not_here", choice="1st"),
    Row("ready", INSIDE, "not_here"),
    Row("not_ready", INSIDE, "not_here"),
    Row("clear_agenda", LEADING, "not_facilitator"),
    Row("more", LEADING, "not_facilitator", choice="back", again="stage_over"),
)
DISCUSSION = (
    Row("hand", INSIDE, "not_here"),
    Row("hand_down", INSIDE, "not_here"),
    Row("ask", LEADING, "not_facilitator", _first_question),
    Row("topic", LEADING, "not_facilitator", choice="1st"),
    Row("next_topic", LEADING, "not_facilitator", _first_topic),
    Row("take_down_topic", LEADING, "not_facilitator", choice="1st", again="gone_already"),
    Row("take_down_line", LEADING, "not_facilitator", choice="999", done="gone_already"),
)
HANDS = (Row("call", LEADING, "not_facilitator"),)
CALLED = (Row("call_done", LEADING, "not_facilitator"),)
WORKING = (Row("line", INSIDE, "not_here"),)
AWAY = (
    Row("take_over", LEADING | {HOLDER, ORGANISER}, "not_facilitator", again="facilitator_here"),
)
