"""Who was removed and sits in the voice room all the same: that is said as long as it is so."""

from collections.abc import Mapping

from bot.domain.ids import MemberId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.rooms import moving
from bot.text.catalog import Say, Shown, escaped
from cogs.ui.kit.button import Item, button
from cogs.ui.kit.ids import id_for
from cogs.ui.kit.names import listed, one_line, plain_name
from cogs.ui.kit.sheet import lines

MOST = 5
"""Names in one line; the rest are counted."""


def still_in_voice(meeting: LiveMeeting, names: Mapping[MemberId, str], say: Say) -> str:
    """Name them, and say how a moderator ends it; `names` are those that Discord knows."""
    left = sorted(meeting.still_in_voice)
    if not left:
        return say("console.moving") if meeting.moving else ""
    shown = [removed_name(meeting, one, names, say) for one in left[:MOST]]
    rest = len(left) - MOST
    more = [say("card.more_people", count=rest)] if rest > 0 else []
    return lines(
        say("console.still_in_voice", count=len(left), names=listed([*shown, *more], say)),
        say("console.moving") if meeting.moving else say("console.disconnect"),
        say("console.move") if moving.is_offered(meeting) else "",
    )


def move_button(meeting: LiveMeeting, say: Say) -> Item | None:
    """Offer another room, where moving would leave somebody behind."""
    return button(id_for("move", meeting), say) if moving.is_offered(meeting) else None


def removed_name(
    meeting: LiveMeeting, member: MemberId, names: Mapping[MemberId, str], say: Say
) -> Shown:
    """Name somebody as they were called here; who never came in, as Discord calls them."""
    if meeting.person(member) is not None:
        return escaped(plain_name(meeting, member, say))
    return escaped(one_line(names.get(member, ""), 32) or say("card.somebody"))
