"""A file of questions before it is taken: what is new, changed, the same, and what is refused."""

from collections.abc import Sequence

from discord import ui

from bot.domain.prompts.pack import Change, Diff, Refused
from bot.text.catalog import Say, escaped
from bot.text.plain import plain
from cogs.ui.kit.button import button
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.names import one_line
from cogs.ui.kit.sheet import lines, paragraphs, row, sheet
from cogs.ui.prompts.groups_own import findings

SHOWN = 6
"""Rows of each kind that are written out; the rest are counted."""
WORDS = 100
"""Characters of one row."""


def difference(diff: Diff, handle: str, say: Say) -> ui.LayoutView:
    """Draw what taking the file would do, with the button that does it."""
    return sheet(
        lines(say("packs.heading"), say("packs.nothing_yet")),
        paragraphs(
            _part("packs.new", [_new(one.text, say) for one in diff.new], say),
            _part("packs.changed", [_changed(one, say) for one in diff.changed], say),
            say("packs.unchanged", count=len(diff.unchanged)) if diff.unchanged else "",
            _part("packs.refused", [_refused(one, say) for one in diff.refused], say),
            findings("packs.hints", diff.hints, say),
        ),
        say("packs.take" if diff.takes else "packs.nothing_to_take"),
        row(
            button(CustomId("take_pack", argument=handle), say, tail=diff.takes, main=True),
            button(CustomId("leave_it"), say),
        )
        if diff.takes
        else None,
    )


def done(diff: Diff, say: Say, *, waits: bool) -> ui.LayoutView:
    """Say what was taken."""
    words = say("packs.done", new=len(diff.new), changed=len(diff.changed))
    return sheet(
        lines(words, say("prompts.waits_all") if waits else ""),
        row(button(CustomId("review"), say)) if waits else None,
    )


def given(names: Sequence[str], say: Say) -> ui.LayoutView:
    """Hand out files."""
    view = sheet(lines(say("packs.given"), say("packs.given_parts") if len(names) > 1 else ""))
    for name in names:
        view.add_item(ui.File(f"attachment://{name}"))
    return view


def _part(key: str, rows: Sequence[str], say: Say) -> str:
    if not rows:
        return ""
    rest = len(rows) - SHOWN
    more = say("packs.more", count=rest) if rest > 0 else ""
    return lines(say(key, count=len(rows)), *rows[:SHOWN], more)


def _new(text: str, say: Say) -> str:
    return say("packs.row", text=escaped(one_line(text, WORDS)))


def _changed(change: Change, say: Say) -> str:
    before, after = change.before.prompt.text, change.after.text
    if before == after:
        return say("packs.row_other_fields", text=escaped(one_line(after, WORDS)))
    return say(
        "packs.row_changed",
        before=escaped(one_line(before, WORDS)),
        after=escaped(one_line(after, WORDS)),
    )


def _refused(refused: Refused, say: Say) -> str:
    name = one_line(refused.text, WORDS // 2) or refused.where
    first = refused.findings[0]
    return say(
        "packs.row_refused",
        name=escaped(name),
        what=escaped(one_line(plain(first.what, say), WORDS)),
        mend=escaped(one_line(plain(first.mend, say), WORDS)),
    )
