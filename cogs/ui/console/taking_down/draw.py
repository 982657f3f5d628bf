"""What can be taken down: typed words, topics and lines, one by one or a whole pile at once."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

import discord
from discord import ui

from bot.domain.ids import MemberId, MessageId
from bot.domain.meeting.clock import ONE_MINUTE
from bot.domain.meeting.form_entries import BoardLine, Post, Topic
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.talk import agenda, posted_words, taking_down
from bot.domain.meeting.talk import board as rules
from bot.domain.meeting.talk.taking_down import Pile
from bot.text.catalog import Say
from cogs.ui.kit.button import MOST_OPTIONS, Choice, Item, button, menu
from cogs.ui.kit.ids import id_for
from cogs.ui.kit.names import label, plain_name
from cogs.ui.kit.sheet import lines, row, sheet

NEWEST = 2 * MOST_OPTIONS
"""So many messages are offered, the newest first."""
_QUOTED = re.compile(r"^> ?", re.MULTILINE)
_ESCAPED = re.compile(r"\\(?=[^\w\s])")
Read = Mapping[MessageId, str]
"""The words of messages, as they stand in the room."""


def choose_writing(
    meeting: LiveMeeting, read: Read, now: datetime, say: Say, note: str = ""
) -> ui.LayoutView:
    """Draw what can be taken down; `note` is a sentence on what was just done."""
    newest = tuple(reversed(meeting.posts))[:NEWEST]
    words = [_message(meeting, one, read, now, say) for one in newest]
    topics = meeting.topics if agenda.is_shown(meeting) else ()
    menus = [
        *_menus("words", meeting, words, say),
        *_menus("topic", meeting, _short(topics, say), say),
        *_menus("line", meeting, _short(meeting.board, say), say),
    ]
    piles = clear_buttons(meeting, say, *Pile)
    there = menus or piles
    return sheet(
        note,
        lines(say("choose.take_down"), say("choose.take_down_hint" if there else "choose.nothing")),
        *(row(one) for one in menus),
        row(*piles),
        row(button(id_for("console", meeting), say)),
    )


def choose_own(
    meeting: LiveMeeting, me: MemberId, read: Read, now: datetime, say: Say, note: str = ""
) -> ui.LayoutView:
    """Draw what somebody wrote under their name, wherever it stands, to take it back."""
    newest = posted_words.of(meeting, me)[:MOST_OPTIONS]
    words = [_own(post, read, now, say) for post in newest]
    topics = _short(rules.named_topics(meeting, me), say)
    named = _short(rules.named_lines(meeting, me)[:MOST_OPTIONS], say)
    menus = [
        *_menus("words", meeting, words, say, kind="take_back"),
        *_menus("topic", meeting, topics, say, kind="take_back"),
        *_menus("line", meeting, named, say, kind="take_back"),
    ]
    hint = say("choose.take_back_hint" if menus else "choose.nothing_own")
    return sheet(
        note,
        lines(say("choose.take_back"), hint),
        *(row(one) for one in menus),
        row(button(id_for("options", meeting, "own"), say)),
    )


def clear_buttons(meeting: LiveMeeting, say: Say, *piles: Pile) -> list[Item]:
    """Offer to take down whole piles, where more than one thing lies on them."""
    sizes = {pile: taking_down.size(meeting, pile) for pile in piles}
    return [
        button(id_for(f"clear_{pile}", meeting), say, tail=size)
        for pile, size in sizes.items()
        if size > 1 or (size and pile is Pile.REMOVED)
    ]


def _message(meeting: LiveMeeting, post: Post, read: Read, now: datetime, say: Say) -> Choice:
    name = plain_name(meeting, post.author, say) if post.author else say("choose.no_name")
    said = _said(post, read, say)
    when = _ago(post, now, say)
    return Choice(str(post.number), f"{name}: {said}" if said else name, when)


def _own(post: Post, read: Read, now: datetime, say: Say) -> Choice:
    said = _said(post, read, say) or say("choose.your_words")
    return Choice(str(post.number), said, _ago(post, now, say))


def _said(post: Post, read: Read, say: Say) -> str:
    """Give the first words of a message, without the line above them that says whose they are."""
    _, _, words = read.get(post.message, "").partition("\n")
    return label(_ESCAPED.sub("", _QUOTED.sub("", words)), 80, say) if words else ""


def _ago(post: Post, now: datetime, say: Say) -> str:
    minutes = int((now - discord.utils.snowflake_time(post.message)) / ONE_MINUTE)
    return say("choose.written", count=minutes) if minutes > 0 else say("choose.written_now")


def _short(found: Sequence[BoardLine | Topic], say: Say) -> list[Choice]:
    return [Choice(str(one.number), label(one.text, 100, say)) for one in found]


def _menus(
    what: str, meeting: LiveMeeting, choices: Sequence[Choice], say: Say, *, kind: str = "take_down"
) -> list[Item]:
    parts = [choices[at:][:MOST_OPTIONS] for at in range(0, len(choices), MOST_OPTIONS)]
    return [
        menu(id_for(f"{kind}_{what}", meeting, part), say(f"choose.{kind}_{what}"), some)
        for part, some in enumerate(parts)
    ]


def taken_down(text: str, say: Say) -> str:
    """Say what was taken down."""
    return say("done.taken_down", text=label(text, rules.LONGEST_LINE, say))
