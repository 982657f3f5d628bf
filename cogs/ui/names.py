"""Names as people chose them, short enough to read, ready for Discord."""

from bot.domain.ids import MemberId
from bot.domain.meeting import Meeting
from bot.text.catalog import Say, Shown, escaped, visible

LONGEST = 32


def plain_name(meeting: Meeting, member: MemberId, say: Say) -> str:
    """Give somebody's name for a button or a menu, which show it as it is."""
    person = meeting.person(member)
    name = person.name if person else meeting.lead_name if member == meeting.lead else ""
    return one_line(name, LONGEST) or say("card.somebody")


def shown_name(meeting: Meeting, member: MemberId, say: Say) -> Shown:
    """Give somebody's name for text."""
    return escaped(plain_name(meeting, member, say))


def lead_name(meeting: Meeting, say: Say) -> Shown:
    """Give the name of who leads."""
    return shown_name(meeting, meeting.lead, say) if meeting.lead else Shown(say("card.somebody"))


def one_line(text: str, most: int) -> str:
    """Put a person's words into one line of at most `most` characters."""
    words = " ".join(visible(text).split())
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def own_words(text: str, most: int) -> Shown:
    """Show a group's own text as its organiser wrote it, formatting included, within bounds."""
    kept = text.strip()
    return Shown(kept if len(kept) <= most else kept[: most - 1].rstrip() + "…")
