"""The card of the meeting: what everyone in the room sees, drawn from meeting and time alone.

At most three buttons of the stage, then always `My options` and `Private help`.
"""

from datetime import datetime

from discord import ui

from bot.domain.meeting import clock
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import leading
from bot.domain.meeting.self_guided import left_alone
from bot.domain.meeting.talk import board
from bot.domain.rooms.closing import Farewell
from bot.domain.template import StageKey
from bot.text.catalog import Say
from cogs.stages import PARTS, close
from cogs.ui.card import self_guided
from cogs.ui.kit import sheet
from cogs.ui.kit.button import Item, button
from cogs.ui.kit.ids import CustomId, card_mark, id_for
from cogs.ui.reminders.button import remind_me_again


def card(meeting: LiveMeeting, now: datetime, say: Say) -> ui.LayoutView:
    """Draw the card; the same meeting and time always give the same card."""
    return sheet.sheet(
        card_text(meeting, now, say),
        sheet.row(*stage_buttons(meeting, say)),
        sheet.row(
            button(id_for("options", meeting, card_mark(meeting.cards)), say),
            button(id_for("help", meeting), say),
            button(id_for("take_over", meeting), say) if _is_guided(meeting) else None,
        ),
    )


def card_text(meeting: LiveMeeting, now: datetime, say: Say) -> str:
    """Give all words of the card, which *Larger text* shows once more."""
    stage = say(f"stage.{meeting.now_in}")
    heading = "card.paused_heading" if meeting.paused_at else "card.heading"
    return sheet.lines(
        say(heading, stage=stage),
        body(meeting, now, say),
        _time(meeting, now, say),
        _notices(meeting, now, say),
    )


def body(meeting: LiveMeeting, now: datetime, say: Say) -> str:
    """Give what this stage says."""
    return PARTS[meeting.now_in].body(meeting, now, say)


def stage_buttons(meeting: LiveMeeting, say: Say) -> list[Item]:
    """Give the stage's own buttons, three at most."""
    return PARTS[meeting.now_in].buttons(meeting, say)


def farewell(drawing: Farewell, say: Say) -> ui.LayoutView:
    """Draw the last card once the evening is over: to be read, with the buttons that still work."""
    held = drawing.why != "nobody_began"
    plan, letter = (
        button(CustomId(one, drawing.occurrence.id), say) if held else None
        for one in ("plan", "letter")
    )
    again = remind_me_again(drawing.occurrence.id, say) if drawing.next_at else None
    return sheet.sheet(
        close.farewell(drawing, say), sheet.row(plan, again, letter, button(CustomId("help"), say))
    )


def folded(stage: str, say: Say) -> ui.LayoutView:
    """Draw an old card in one line; `stage` is the key of its stage, or says that people moved."""
    if stage == "moved":
        return sheet.sheet(say("fold.moved"))
    if stage == StageKey.LOBBY:
        return sheet.sheet(say("fold.lobby"))
    return sheet.sheet(say("fold.stage", stage=say(f"stage.{stage}")))


def _time(meeting: LiveMeeting, now: datetime, say: Say) -> str:
    if meeting.paused_at:
        return say("card.paused")
    if _is_guided(meeting):
        return self_guided.time(meeting, now, say)
    if meeting.now_in in {StageKey.LOBBY, StageKey.CLOSE}:
        return ""
    if clock.is_over(meeting, now):
        return say("card.over")
    stage = say(f"stage.{meeting.now_in}")
    return say("card.until", stage=stage, end=sheet.clock(clock.ends_at(meeting, now)))


def _notices(meeting: LiveMeeting, now: datetime, say: Say) -> str:
    waiting = board.counted(meeting, now)
    return sheet.lines(
        say("card.waiting", count=waiting) if waiting else "",
        _who_leads(meeting, now, say),
        say("card.door_closed") if meeting.door_closed else "",
        say("card.only_listen") if meeting.writers is not None else "",
    )


def _who_leads(meeting: LiveMeeting, now: datetime, say: Say) -> str:
    """Say that nobody leads, or that who does seems to be away; the welcome has its own words."""
    if not _is_guided(meeting):
        return _away(meeting, say) if leading.is_away(meeting, now) else ""
    return "" if meeting.now_in is StageKey.WELCOME else say("card.nobody_leads")


def _away(meeting: LiveMeeting, say: Say) -> str:
    goes_on_at = left_alone.goes_on_at(meeting)
    if goes_on_at is None:
        return say("card.away")
    return say("card.away_by_itself", at=sheet.clock(goes_on_at))


def _is_guided(meeting: LiveMeeting) -> bool:
    """Tell whether nobody leads, so that its steps come by themselves."""
    return meeting.self_guided and meeting.is_guided
