"""`My options`: how one takes part, privately."""

from datetime import datetime

from discord import ui

from bot.domain.ids import MemberId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import leading
from bot.domain.meeting.members.participation import way_in_for
from bot.domain.meeting.names.naming import LONGEST_NAME
from bot.domain.meeting.rights import WayIn, hosts, oversees, sees_room
from bot.domain.meeting.talk import board, posted_words
from bot.domain.person import Actor, Person, Way
from bot.domain.prompts.prompt import ENDINGS
from bot.text.catalog import Say
from cogs.ui.card.draw import card_text
from cogs.ui.console.for_managers import about, steps
from cogs.ui.door.draw import new_here_text
from cogs.ui.kit.button import Choice, Item, button, menu
from cogs.ui.kit.catch_up import catch_up, is_late
from cogs.ui.kit.form import Form, form, text_field
from cogs.ui.kit.ids import OWN, CustomId, id_for
from cogs.ui.kit.names import own_name
from cogs.ui.kit.sheet import Block, lines, paragraphs, row, sheet


def name_form(pressed: CustomId, known: str, say: Say) -> Form:
    """Choose another name; an empty field is the name in this server again."""
    box = text_field(
        "text", say("form.name"), LONGEST_NAME, say("form.name_help"), known=known, required=False
    )
    return form(pressed, say("button.rename"), box)


def options(
    meeting: LiveMeeting,
    by: Actor,
    now: datetime,
    say: Say,
    note: str = "",
    *,
    lost: MemberId | None = None,
) -> ui.LayoutView:
    """Draw what somebody can do here; `note` is a sentence on what was just done.

    `lost` is the one who leads where Discord says that they hold the role no more.
    """
    person = meeting.person(by.id)
    inside = person is not None and not person.gone
    may, steps_in = may_take_over(meeting, by, now, lost), oversees(meeting, by)
    here = _about(meeting, person, say) if person and inside else _outside(meeting, by, say)
    return sheet(
        paragraphs(
            say("options.heading"),
            note,
            say("refusal.taken_off") if by.id in meeting.taken_off else "",
            lines(*here),
            say(_why_take_over(meeting, lost)) if may else "",
            about(meeting, say) if steps_in and not may else "",
        ),
        *(
            _inside_rows(meeting, person, say)
            if person and inside
            else [_ways_in(meeting, by, say, main=not may or steps_in)]
        ),
        row(*steps(meeting, say)) if steps_in else None,
        row(button(id_for("take_over", meeting), say, main=True)) if may and not steps_in else None,
        row(button(id_for("console", meeting), say)) if hosts(meeting, by) else None,
    )


def whats_now(meeting: LiveMeeting, by: Actor, say: Say) -> ui.LayoutView:
    """Say where the evening stands, then how it goes."""
    late = is_late(meeting)
    return sheet(
        paragraphs(catch_up(meeting, by.id, say) if late else "", new_here_text(say)),
        row(button(id_for("options", meeting, OWN), say)),
    )


def larger(meeting: LiveMeeting, now: datetime, say: Say) -> ui.LayoutView:
    """Show the words of the card once more, privately and larger."""
    words = card_text(meeting, now, say).replace("### ", "").replace("## ", "")
    grown = [f"## {_bare(line)}" for line in words.split("\n") if line.strip()]
    return sheet(
        "\n".join(grown),
        row(
            button(id_for("larger", meeting), say, label="larger_again"),
            button(id_for("options", meeting, OWN), say),
        ),
    )


def may_take_over(
    meeting: LiveMeeting, by: Actor, now: datetime, lost: MemberId | None = None
) -> bool:
    """Tell whether `Take over` is offered: to whoever may, while nobody leads who can."""
    leads_now = meeting.lead == by.id and not meeting.is_guided
    may = leading.may_take_over(meeting, by) and not leads_now
    return may and (leading.is_away(meeting, now) or (lost is not None and lost == meeting.lead))


def _why_take_over(meeting: LiveMeeting, lost: MemberId | None) -> str:
    if meeting.is_guided:
        return "options.nobody_leads"
    return "options.lost" if lost else "options.away"


def _about(meeting: LiveMeeting, person: Person, say: Say) -> list[str]:
    early = person.first_time and not person.wants_early and person.way is not Way.LISTENING
    return [
        say("options.name", name=own_name(meeting, person.id, say)),
        say(f"options.way_{person.way}"),
        say("options.first_time") if early and not is_late(meeting) else "",
    ]


def _outside(meeting: LiveMeeting, by: Actor, say: Say) -> list[str]:
    way = way_in_for(meeting, by)
    if way is not WayIn.OPEN:
        return [say(f"meeting.door_{way}")]
    return [say("options.left" if meeting.person(by.id) else "options.outside")]


def _inside_rows(meeting: LiveMeeting, person: Person, say: Say) -> list[Block | None]:
    early = person.first_time and not person.wants_early and person.way is not Way.LISTENING
    return [
        row(_way_menu(meeting, person, say)),
        row(
            button(id_for("rename", meeting), say),
            button(id_for("whats_now", meeting), say),
            button(id_for("larger", meeting), say),
            button(id_for("hand_note", meeting), say) if _has_hand(meeting, person) else None,
        ),
        row(
            button(id_for("plan", meeting), say) if meeting.now_in in ENDINGS else None,
            button(id_for("early", meeting), say) if early and not is_late(meeting) else None,
            button(id_for("take_back", meeting), say) if _has_written(meeting, person) else None,
            button(id_for("leave", meeting), say),
        ),
    ]


def _has_written(meeting: LiveMeeting, person: Person) -> bool:
    """Tell whether anything in the meeting stands under somebody's name."""
    written = (posted_words.of, board.named_topics, board.named_lines)
    return any(of(meeting, person.id) for of in written)


def _way_menu(meeting: LiveMeeting, person: Person, say: Say) -> Item:
    choices = [
        Choice(way, say(f"options.{way}"), say(f"options.{way}_help"), chosen=way is person.way)
        for way in Way
    ]
    return menu(id_for("way", meeting), say("options.way"), choices)


def _ways_in(meeting: LiveMeeting, by: Actor, say: Say, *, main: bool) -> Block | None:
    ways = [
        button(id_for("join", meeting), say, main=main),
        button(id_for("join_typing", meeting), say),
        button(id_for("listen", meeting), say),
    ]
    return row(
        *(ways if way_in_for(meeting, by) is WayIn.OPEN else ()),
        button(id_for("whats_now", meeting), say) if sees_room(meeting, by) else None,
    )


def _has_hand(meeting: LiveMeeting, person: Person) -> bool:
    return any(hand.member == person.id for hand in meeting.hands)


def _bare(line: str) -> str:
    return line.removeprefix("> ").removeprefix("• ")
