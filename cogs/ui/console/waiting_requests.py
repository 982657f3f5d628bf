"""What waits for the facilitator: requests in private, and words without a name."""

from collections.abc import Collection, Iterable, Sequence

from discord import Guild, ui

from bot.domain.ids import MemberId
from bot.domain.meeting import help_requests as aid
from bot.domain.meeting.form_entries import Aid, AidKind
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.names import naming
from bot.text.catalog import Say, Shown, escaped
from cogs.ui.kit.button import button
from cogs.ui.kit.content import help_for
from cogs.ui.kit.ids import id_for
from cogs.ui.kit.names import listed, one_line, shown_name
from cogs.ui.kit.sheet import Block, beside, cut, lines, paragraphs, row, sheet
from cogs.ui.kit.sheet import clock as time_of_day

AIDS = 3
"""Requests on the console; the rest are counted."""
READ_AT_ONCE = 8
"""Requests that *Read all* reads, so that all of them are really shown."""
AGAIN = "again"
"""Marks *Read again* of several requests."""
NOTE = 300
HELD = 600
"""Characters of held words on the console."""


def aids(meeting: LiveMeeting, say: Say) -> list[str | Block]:
    """List requests that nobody has read, of those inside first, each with `Read`."""
    unread = aid.unread(meeting)
    if not unread and not meeting.held:
        return []
    shown: list[str | Block] = [
        beside(
            say(f"console.{one.kind}", name=_name(meeting, one, say)),
            button(id_for("aid_read", meeting, one.number), say),
        )
        for one in unread[:AIDS]
    ]
    rest = len(unread) - AIDS
    more = [say("console.aids_more", count=rest)] if rest > 0 else []
    heading = say("console.waits")
    every = button(id_for("aid_read_all", meeting), say, tail=len(unread))
    return [beside(heading, every) if len(unread) > 1 else heading, *shown, *more]


def held(meeting: LiveMeeting, say: Say) -> list[str | Block]:
    """Show the words without a name that have waited longest, each way out beside its words."""
    if not meeting.held:
        return []
    first, rest = meeting.held[0], len(meeting.held) - 1
    words = say("console.held_words", words=Shown(cut(escaped(first.text), HELD)))
    letting_go = lines(
        say("console.held_drop"), say("console.held_more", count=rest) if rest else ""
    )
    return [
        say("console.held"),
        beside(words, button(id_for("held_show", meeting, first.number), say)),
        beside(letting_go, button(id_for("held_drop", meeting, first.number), say)),
    ]


def read_again(meeting: LiveMeeting, me: MemberId | None, say: Say) -> Block | None:
    """Keep what was read within reach while the meeting lasts: who it is of, and a way back to it.

    It names nobody's words: a console may lie open beside others.
    """
    known = aid.read_before(meeting, me)
    if not known:
        return None
    if len(known) > 1:
        names = [_name(meeting, one, say) for one in known[: -AIDS - 1 : -1]]
        rest = len(known) - len(names)
        more = [say("card.more_people", count=rest)] if rest else []
        words = say("console.read_several", names=listed([*names, *more], say))
        return beside(words, button(id_for("aid_read_all", meeting, AGAIN), say, label="aid_again"))
    (one,) = known
    read_at = say("console.read_at", at=time_of_day(one.read_at)) if one.read_at else ""
    kind = "word_note" if one.kind is AidKind.WORD and one.note else one.kind
    words = say(f"console.read_{kind}", name=_name(meeting, one, say), read_at=Shown(read_at))
    return beside(words, button(id_for("aid_read", meeting, one.number), say, label="aid_again"))


def known_by_name(
    guild: Guild | None, meeting: LiveMeeting, asked: Iterable[Aid]
) -> frozenset[MemberId]:
    """Give who asked by the name that Discord shows for them: a mention of them tells no more."""
    found = set()
    for one in asked:
        person, member = meeting.person(one.member), guild and guild.get_member(one.member)
        name = person.name if person else one.name
        if member and name == naming.fitting(member.display_name):
            found.add(one.member)
    return frozenset(found)


def left_at_the_end(
    meeting: LiveMeeting, me: MemberId, say: Say, guild: Guild | None = None
) -> str:
    """Name to whoever led who came to them in private: it stands when the meeting is gone."""
    asked = aid.asked_of(meeting, me)
    if not asked:
        return ""
    known = known_by_name(guild, meeting, asked)
    names = [
        f"<@{one.member}>" if one.member in known else _name(meeting, one, say)
        for one in asked[:READ_AT_ONCE]
    ]
    rest = len(asked) - len(names)
    more = [say("card.more_people", count=rest)] if rest else []
    return say("console.left", names=listed([*names, *more], say))


def all_aids(
    meeting: LiveMeeting, read: Sequence[Aid], say: Say, known: Collection[MemberId] = ()
) -> ui.LayoutView:
    """Draw requests that were read at once, with what was written in each.

    `known`: those who go by the name here that Discord shows, too; they can be mentioned.
    """
    shown = [
        lines(
            say(f"console.{one.kind}", name=_name(meeting, one, say)),
            f"> {escaped(one_line(one.note, NOTE))}" if one.note else "",
        )
        for one in read
    ]
    return sheet(
        say("aid.heading_all"),
        paragraphs(*shown) if shown else say("aid.none"),
        paragraphs(
            _how_to_answer(read, known, say),
            say("aid.say"),
            say("aid.dont_ask"),
            say("aid.after"),
        ),
        row(button(id_for("console", meeting), say)),
    )


def aid_card(
    meeting: LiveMeeting, aid: Aid, say: Say, known: Collection[MemberId] = ()
) -> ui.LayoutView:
    """Draw what helps a facilitator to help (docs/evening.md#private-help).

    `known`: those who go by the name here that Discord shows, too; they can be mentioned.
    """
    bothered = aid.kind is AidKind.BOTHERED
    number = help_for(meeting.country).emergency or say("aid.your_number")
    name = _name(meeting, aid, say)
    later = [] if bothered else [say("aid.now_or_later")]
    note = escaped(aid.note).replace("\n", " ")
    return sheet(
        lines(say(f"aid.heading_{aid.kind}", name=name), f"> {note}" if note else ""),
        paragraphs(
            say(f"aid.when_{aid.kind}", number=number),
            lines(
                Shown(" ".join([say("aid.they_know", name=name), *later])),
                _how_to_answer([aid], known, say),
            ),
            say("aid.say_bothered" if bothered else "aid.say"),
            say("aid.dont_ask_bothered" if bothered else "aid.dont_ask"),
            say("aid.after"),
        ),
        row(
            button(id_for("what_if", meeting), say, words=say("more.what_if")),
            button(id_for("console", meeting), say),
        ),
    )


def _how_to_answer(read: Sequence[Aid], known: Collection[MemberId], say: Say) -> str:
    """Lead to a message by a mention, where that tells of nobody what isn't known here."""
    asked = dict.fromkeys(one.member for one in read)
    if not asked or any(one not in known for one in asked):
        return say("aid.how")
    return say("aid.how_named", names=listed([f"<@{one}>" for one in asked], say))


def _name(meeting: LiveMeeting, aid: Aid, say: Say) -> str:
    """Name who asks as they are called here; who has not come in as Discord calls them."""
    if meeting.person(aid.member):
        return shown_name(meeting, aid.member, say)
    return escaped(one_line(aid.name, 32) or say("card.somebody"))
