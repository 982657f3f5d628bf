"""*Someone is bothering me*: nothing is sent before somebody has said who is to hear of it."""

from discord import ui

from bot.domain.ids import MemberId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.person import Actor
from bot.domain.server.server import Server
from bot.services.meeting.private_help import Ears, organisers_line
from bot.text.catalog import Say, Shown, speaker
from cogs.ui.kit.button import Item, button
from cogs.ui.kit.ids import NO_MEETING, CustomId
from cogs.ui.kit.one_sentence import line_text
from cogs.ui.kit.sheet import lines, paragraphs, row, sheet
from cogs.ui.private_help import request_status


def who_hears(ears: Ears, member: MemberId, say: Say) -> ui.LayoutView:
    """Ask who is to hear first, and say what each of them would see."""
    out = ears.meeting is not None and ears.meeting.is_removed(member)
    names = None if out else request_status.hearers(ears, member, say)
    return sheet(
        paragraphs(
            say("bothered.heading"),
            say("bothered.nobody_told"),
            lines(
                say("bothered.lead", names=names) if names else "",
                say("bothered.organisers") if ears.organisers else "",
                say("bothered.shared") if ears.shared else "",
                "" if ears.organisers else request_status.others(ears, say),
            ),
            request_status.contact(ears, say) if ears.organisers else "",
            say("help.bothered_now"),
        ),
        row(
            _item("tell_lead", ears.meeting, say) if names else None,
            _item("tell_orgs", ears.meeting, say) if ears.organisers else None,
            _item("help", ears.meeting, say),
        ),
    )


def preview(
    ears: Ears, server: Server, by: Actor, account: str, once: int, say: Say
) -> ui.LayoutView:
    """Show, word for word, what the organisers would read, without the name and with it."""
    said = speaker(server.language)
    shown = [
        Shown("> " + line_text(organisers_line(server, by, ears.meeting, known), said))
        for known in ("", account)
    ]
    number = ears.meeting.id if ears.meeting else NO_MEETING
    return sheet(
        paragraphs(
            say("bothered.preview"),
            shown[0],
            say("bothered.preview_named"),
            shown[1],
            say("bothered.preview_stays"),
        ),
        row(
            button(CustomId("orgs_unnamed", number, argument=str(once)), say),
            button(CustomId("orgs_named", number, argument=str(once)), say),
            _item("bothered", ears.meeting, say, label="go_back"),
        ),
    )


def organisers_told(ears: Ears, say: Say, *, named: bool) -> ui.LayoutView:
    """Say that the line stands in their channel, and what can be known of it."""
    return sheet(
        paragraphs(
            say("bothered.told_named" if named else "bothered.told_unnamed"),
            request_status.contact(ears, say),
            say("help.bothered_now"),
        ),
        row(_item("orgs_back", ears.meeting, say), _item("help", ears.meeting, say)),
    )


def _item(kind: str, meeting: LiveMeeting | None, say: Say, *, label: str = "") -> Item:
    place = CustomId(kind, meeting.id, meeting.place) if meeting else CustomId(kind)
    return button(place, say, label=label)
