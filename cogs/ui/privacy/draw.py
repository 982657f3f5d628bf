"""What is kept of a person, in plain words, and the one question before forgetting."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from discord import ui

from bot.domain.ids import OWN, GuildId
from bot.domain.journal.settings import JournalSettings
from bot.domain.people.personal_data import Holding
from bot.services.people.erasing import Promise
from bot.services.people.privacy import Kept, Receipt
from bot.text.catalog import Say
from cogs.ui.journal.choice import choice_buttons
from cogs.ui.kit.button import button
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.sheet import day, lines, paragraphs, row, sheet, wall_time

SHOWN = 3
"""Things of one kind that are named; the others are counted."""
MOST_KEPT = 1800
"""Characters of what is kept of somebody; where there is more, it is counted for each place."""
MOST_PLACES = 20
Names = Mapping[GuildId, str]
"""What servers are called, as far as Discord says."""


def notice(
    kept: Sequence[Kept], settings: JournalSettings, say: Say, names: Names
) -> ui.LayoutView:
    """Say on one screen what matters most, and what is kept of this reader, and where."""
    general = lines(
        say("privacy.hears"),
        say("privacy.live"),
        say("privacy.in_short.words"),
        say("privacy.in_short.seen"),
        say("privacy.operator"),
        say("privacy.in_short.others"),
    )
    yours = _kept_in(kept, say, names)
    how = say("privacy.erase_how") if yours or settings.has_chosen else ""
    return sheet(
        paragraphs(f"## {say('privacy.heading')}", general),
        paragraphs(f"### {say('privacy.yours')}", yours or say("privacy.nothing")),
        lines(say(f"privacy.choice_{_choice(settings)}"), how),
        row(
            *choice_buttons(settings.keeps, say),
            button(CustomId("export"), say),
            button(CustomId("notice_all"), say),
        ),
    )


def _choice(settings: JournalSettings) -> str:
    if not settings.has_chosen:
        return "none"
    return "keep" if settings.keeps else "not"


def whole_notice(say: Say) -> ui.LayoutView:
    """Say all of what is kept in general, for how long, and who can read it."""
    general = lines(
        say("privacy.hears"),
        say("privacy.forms"),
        say("privacy.live"),
        say("privacy.words"),
        say("privacy.room"),
        say("privacy.discord"),
        say("privacy.events"),
        say("privacy.console"),
        say("privacy.removed"),
        say("privacy.help"),
        say("privacy.writes"),
        say("privacy.minutes"),
        say("privacy.letters"),
        say("privacy.between"),
        say("privacy.copies"),
        say("privacy.operator"),
        say("privacy.others"),
    )
    words = paragraphs(f"## {say('privacy.heading')}", general)
    return sheet(words, row(button(CustomId("notice"), say, label="go_back")))


def erase_asked(say: Say, *, here: bool) -> ui.LayoutView:
    """Ask once before forgetting: here (where there is a here), or everywhere."""
    places = ["here", "everywhere"] if here else ["everywhere"]
    buttons = [
        button(CustomId("erase", argument=place), say, label=f"erase_{place}") for place in places
    ]
    told = ["here", "everywhere"] if here else ["alone"]
    said = lines(*(say(f"erase.{fact}") for fact in (*told, "undo", "more")))
    words = paragraphs(f"## {say('erase.heading')}", said)
    first = button(CustomId("export"), say, label="export_first")
    more, no = (button(CustomId(one), say) for one in ("erase_more", "leave_it"))
    return sheet(words, row(*buttons, first, more, no))


def erase_in_full(say: Say) -> ui.LayoutView:
    """Say what stays, and what is to be done first."""
    facts = ("letters", "stays", "removed_stays", "turn_stays", "copies")
    words = lines(*(f"• {say(f'erase.{fact}')}" for fact in facts))
    back = button(CustomId("erase_ask"), say, label="go_back")
    return sheet(lines(say("erase.more_heading"), words), row(back))


def erased(receipt: Receipt, settings: JournalSettings | None, say: Say) -> ui.LayoutView:
    """Say that it is done, with a receipt that names nobody.

    After an erase in one server, `settings` are what stays, as it belongs to no server.
    """
    what, where = "done" if receipt.rows else "nothing", "here" if settings else "everywhere"
    going = say("erase.messages", count=receipt.messages) if receipt.messages else ""
    done = lines(say(f"erase.{what}.{where}"), going)
    if settings is None or settings == JournalSettings():
        return sheet(paragraphs(done, say("erase.receipt", number=receipt.number)))
    asked = settings.schedule
    still = say("erase.still_asked", time=wall_time(asked.at)) if asked else ""
    return sheet(
        paragraphs(
            done,
            lines(say("erase.private_stays"), still),
            say("erase.receipt", number=receipt.number),
        ),
        row(button(CustomId("nudge_stop"), say) if asked else None),
    )


def promised(promise: Promise, say: Say) -> ui.LayoutView:
    """Say that it could not be done yet, and what becomes of the wish."""
    kept = say("erase.written_down" if promise.written else "erase.remembered")
    return sheet(paragraphs(say(f"erase.not_yet.{promise.state}"), kept))


def _kept_in(kept: Sequence[Kept], say: Say, names: Names) -> str:
    """List what is kept; in several servers, or where it is too much, place by place."""
    if len({one.guild for one in kept} - {OWN}) > 1:
        whole = lines(*(lines(_place(one, say, names), _kept(one, say)) for one in kept))
    else:
        whole = lines(*(_kept(one, say) for one in kept))
    if len(whole) <= MOST_KEPT:
        return whole
    told: list[str] = [
        f"• {_place(one, say, names)} · {say('export.things', count=len(one.holdings))}"
        for one in kept[:MOST_PLACES]
    ]
    rest = sum(len(one.holdings) for one in kept[MOST_PLACES:])
    return lines(*told, f"• {say('privacy.kept_elsewhere', count=rest)}" if rest else "")


def _place(one: Kept, say: Say, names: Names) -> str:
    if one.guild == OWN:
        return say("privacy.kept_alone")
    known = names.get(one.guild) or say("export.some_server", number=one.guild)
    return say("privacy.kept_in", place=known)


def _kept(one: Kept, say: Say) -> str:
    kinds = dict.fromkeys(each.what for each in one.holdings)
    return lines(*(_of_kind([h for h in one.holdings if h.what == kind], say) for kind in kinds))


def _of_kind(same: Sequence[Holding], say: Say) -> str:
    told = [f"• {say(f'privacy.kept.{each.what}', **_facts(each))}" for each in same[:SHOWN]]
    rest = len(same) - SHOWN
    return lines(*told, f"• {say('privacy.kept_more', count=rest)}" if rest > 0 else "")


def _facts(each: Holding) -> dict[str, object]:
    return {
        name: day(fact) if isinstance(fact, datetime) else fact for name, fact in each.facts.items()
    }
