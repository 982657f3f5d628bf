"""The check-in: everyone says how they are, and whether the group shall talk about it later."""

from datetime import datetime

from discord import ui

from bot.domain.meeting.live_meeting import LiveMeeting
from bot.text.catalog import Say
from cogs.stages import rounds
from cogs.ui.kit.answer import tell
from cogs.ui.kit.button import Interaction, Item, button, on_press
from cogs.ui.kit.ids import CustomId, id_for
from cogs.ui.kit.sheet import row, sheet


def body(meeting: LiveMeeting, now: datetime, say: Say) -> str:
    """Ask for a name, how things are and a wish for today; say where the round stands."""
    return rounds.body(meeting, now, say, say("card.round.check_in"))


def buttons(meeting: LiveMeeting, say: Say) -> list[Item]:
    """Offer what ends a turn; where nobody has a turn, a hand instead."""
    return rounds.buttons(meeting, say)


def group_time(meeting: LiveMeeting, say: Say, *, typed: bool) -> ui.LayoutView:
    """Ask after a turn whether the group shall talk about what was said, as a topic."""
    return sheet(
        say("finished.ask_typed") if typed else say("finished.ask"),
        row(
            button(id_for("topic_yes", meeting), say),
            button(id_for("topic_no", meeting), say),
        ),
    )


@on_press("topic_no")
async def no_topic(interaction: Interaction, _: CustomId) -> None:
    """Leave it at that; `topic_yes` opens the form of the agenda."""
    await tell(interaction, "finished.no")
