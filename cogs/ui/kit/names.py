"""Names as people chose them, short enough to read, ready for Discord."""

from collections.abc import Sequence

from bot.domain.ids import MemberId
from bot.domain.language import folding
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.names import naming
from bot.text.catalog import Say, Shown, escaped

LONGEST = 32
LONGEST_TITLE = 80


def plain_name(meeting: LiveMeeting, member: MemberId, say: Say) -> str:
    """Give somebody's name as it is, for a button or a form."""
    name = naming.listed_name(meeting, member)
    return one_line(name, LONGEST) or say("card.somebody")


def own_name(meeting: LiveMeeting, member: MemberId, say: Say) -> str:
    """Give somebody their own name, which says nothing of anyone who is not shown."""
    person = meeting.person(member)
    return one_line(person.name if person else "", LONGEST) or say("card.somebody")


def shown_name(meeting: LiveMeeting, member: MemberId, say: Say) -> Shown:
    """Give somebody's name for text."""
    return escaped(plain_name(meeting, member, say))


def named(meeting: LiveMeeting, member: MemberId, say: Say) -> Shown:
    """Give somebody's name for a line in which names stand; whoever leads is marked there."""
    return marked(meeting, member, f"**{shown_name(meeting, member, say)}**", say)


def marked(meeting: LiveMeeting, member: MemberId, name: str, say: Say) -> Shown:
    """Mark whoever leads or helps to; nobody else can look so, for names do not say it."""
    if member not in meeting.facilitators or meeting.is_guided:
        return Shown(name)
    key = "card.leads" if member == meeting.lead else "card.co_leads"
    return Shown(say(key, name=Shown(name)))


def lead_name(meeting: LiveMeeting, say: Say) -> Shown:
    """Give the name of who leads."""
    return shown_name(meeting, meeting.lead, say) if meeting.lead else Shown(say("card.somebody"))


def listed(names: Sequence[str], say: Say) -> Shown:
    """Join names as people say them: one; one and two; one, two and three."""
    bold = [Shown(f"**{name}**") for name in names]
    if len(bold) == 1:
        return bold[0]
    return Shown(say("help.and", first=Shown(", ".join(bold[:-1])), last=bold[-1]))


def one_line(text: str, most: int) -> str:
    """Put a person's words into one line of at most `most` characters."""
    words = folding.one_line(text)
    return words if len(words) <= most else folding.cut(words, most - 1) + "…"


def label(text: str, most: int, say: Say) -> str:
    """Give people's words for a line of a list or a menu, which Discord refuses empty."""
    return one_line(text, most) or say("card.no_words")


def title(text: str, say: Say, most: int = LONGEST_TITLE) -> str:
    """Give a meeting's title; where there is nothing to see in it, our own word for a meeting."""
    return one_line(text, most) or say("meeting.default_title")


def own_words(text: str, most: int) -> Shown:
    """Show a group's own text as its organiser wrote it, formatting included, within bounds."""
    kept = folding.tidy(text)
    return Shown(kept if len(kept) <= most else folding.cut(kept, most - 1) + "…")
