"""The lobby: who is here, what will happen, and the ways in."""

from datetime import datetime

from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rights import WayIn, way_in
from bot.domain.meeting.self_guided import early, steps
from bot.text.catalog import Say
from cogs.stages import welcome
from cogs.ui.kit.button import Item, button
from cogs.ui.kit.ids import id_for
from cogs.ui.kit.names import title
from cogs.ui.kit.sheet import clock, lines


def body(meeting: LiveMeeting, now: datetime, say: Say) -> str:
    """Say who is here, what will happen, and what it waits for once its time has come."""
    called, waiting = title(meeting.title, say), now < meeting.starts_at
    heads = len(meeting.heads)
    here = say("card.lobby.here", count=heads) if heads else say("card.lobby.nobody")
    return lines(
        say("card.lobby.title", title=called, start=clock(meeting.starts_at))
        if waiting
        else say("card.lobby.title_now", title=called),
        here,
        say("card.lobby.plan"),
        say("card.lobby.silent"),
        _begins(meeting, say, waiting=waiting),
        say("door.full") if way_in(meeting) is WayIn.FULL else "",
    )


def _begins(meeting: LiveMeeting, say: Say, *, waiting: bool) -> str:
    if meeting.self_guided and not waiting:
        enough = len(meeting.heads) >= early.ENOUGH
        key = "card.lobby.by_itself" if enough else "card.lobby.by_itself_with_two"
        return say(key, at=clock(steps.begins_at(meeting)))
    return say("card.lobby.soon" if waiting else "card.lobby.begin")


def buttons(meeting: LiveMeeting, say: Say) -> list[Item]:
    """Offer the ways in; where the door lets nobody new in, the way back alone."""
    ways = [button(id_for("join", meeting), say), button(id_for("listen", meeting), say)]
    if way_in(meeting) is not WayIn.OPEN:
        ways = [button(id_for("join", meeting), say, label="join_again")]
    return [*ways, *welcome.buttons(meeting, say)]
