"""What somebody follows: all of it, one of it, and whether its numbers stay when it goes."""

from discord import ui

from bot.domain.journal.settings import JournalSettings, Strand
from bot.domain.journal.strands import MOST_STRANDS
from bot.services.journal.strands import DroppedStrand, FollowedStrand
from bot.text.catalog import Say
from cogs.ui.kit.button import Choice, Item, button, menu
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.sheet import lines, row, sheet


def to_strands(settings: JournalSettings, say: Say) -> Item:
    """Lead to what somebody follows; whoever follows nothing yet begins there at once."""
    return button(CustomId("strands" if settings.strands else "strand_new"), say)


def to_history(say: Say) -> Item:
    """Lead to the history."""
    return button(CustomId("history"), say)


def strands_card(settings: JournalSettings, say: Say, above: str = "") -> ui.LayoutView:
    """Show all they follow, each to be chosen, and whatever there is room for."""
    history = to_history(say)
    more = button(CustomId("strand_new"), say)
    if not settings.strands:
        return sheet(above, say("checkin.follow.nothing"), row(more, history))
    names = (say("checkin.follow.one_line", name=one.name) for one in settings.strands)
    choices = [Choice(str(one.number), one.name) for one in settings.strands]
    has_room = len(settings.strands) < MOST_STRANDS
    return sheet(
        above,
        lines(say("checkin.follow.mine"), *names, say("checkin.follow.own_line")),
        row(menu(CustomId("strand_pick"), say("checkin.follow.pick"), choices)),
        row(more if has_room else None, history),
    )


def strand_card(strand: Strand, say: Say, above: str = "") -> ui.LayoutView:
    """Show one of them, with what can be done with it."""
    number = str(strand.number)
    actions = ("strand_name", "strand_drop")
    return sheet(
        above,
        lines(say("checkin.follow.this_one", name=strand.name), say("checkin.follow.this_about")),
        row(
            *(button(CustomId(one, argument=number), say) for one in actions),
            button(CustomId("strands"), say, label="go_back"),
        ),
    )


def sure_to_drop(followed: FollowedStrand, say: Say) -> ui.LayoutView:
    """Ask once, and what becomes of its numbers where there are some."""
    strand, number = followed.strand, str(followed.strand.number)
    stops = CustomId("strand_gone", argument=number)
    back = button(CustomId("strand", argument=number), say, label="go_back")
    if not followed.entries:
        words = say("checkin.follow.ask_drop_bare", name=strand.name)
        return sheet(words, row(button(stops, say, label="strand_gone_plain"), back))
    words = say("checkin.follow.ask_drop", count=followed.entries, name=strand.name)
    empties = button(CustomId("strand_emptied", argument=number), say)
    return sheet(words, row(button(stops, say), empties, back))


def dropped_card(done: DroppedStrand, say: Say) -> ui.LayoutView:
    """Say what is followed no more and what became of its numbers, above what is followed still."""
    became = "emptied" if done.emptied else "dropped"
    key = f"checkin.follow.{became if done.entries else 'dropped_bare'}"
    return strands_card(done.settings, say, say(key, count=done.entries, name=done.strand.name))
