"""What is kept of a person, in plain words, and the one question before forgetting."""

from collections.abc import Sequence

from discord import ui

from bot.services.privacy import Kept, Receipt
from bot.text.catalog import Say
from cogs.ui.button import button
from cogs.ui.ids import Tag
from cogs.ui.sheet import lines, paragraphs, row, sheet


def notice(kept: Sequence[Kept], say: Say) -> ui.LayoutView:
    """Say what is kept in general, who can read it, and what is kept of this reader."""
    general = lines(
        say("privacy.hears"),
        say("privacy.forms"),
        say("privacy.live"),
        say("privacy.room"),
        say("privacy.removed"),
        say("privacy.help"),
        say("privacy.between"),
        say("privacy.operator"),
        say("privacy.others"),
    )
    yours = lines(*(_kept(one, say) for one in kept)) or say("privacy.nothing")
    parts = paragraphs(f"## {say('privacy.heading')}", general)
    return sheet(parts, paragraphs(f"### {say('privacy.yours')}", yours), say("privacy.erase_how"))


def erase_asked(say: Say, *, here: bool) -> ui.LayoutView:
    """Ask once before forgetting: here (where there is a here), or everywhere."""
    places = ["here", "everywhere"] if here else ["everywhere"]
    buttons = [button(Tag("erase", more=place), say, label=f"erase_{place}") for place in places]
    facts = (say("erase.what"), say("erase.removed_stays"), say("erase.undo"))
    words = paragraphs(f"## {say('erase.heading')}", *facts)
    return sheet(words, row(*buttons))


def erased(receipt: Receipt, say: Say) -> ui.LayoutView:
    """Say that it is done, with a receipt that names nobody."""
    done = say("erase.done", count=receipt.rows) if receipt.rows else say("erase.nothing")
    return sheet(paragraphs(done, say("erase.receipt", number=receipt.number)))


def _kept(one: Kept, say: Say) -> str:
    known = one.membership
    facts = [
        say("privacy.kept_rules") if known.agreed_at else "",
        say("privacy.kept_adult") if known.adult else "",
        say("privacy.kept_name", name=known.name) if known.name else "",
        say("privacy.kept_typing") if known.by_typing else "",
        say("privacy.kept_zone", zone=known.timezone) if known.timezone else "",
        say("privacy.kept_came") if known.came_before else "",
    ]
    return lines(*(f"• {fact}" for fact in facts if fact))
