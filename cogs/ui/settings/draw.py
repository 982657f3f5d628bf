"""What organisers see: their settings, what is missing in words, the group's own texts."""

from collections.abc import Callable, Sequence

import discord
from discord import ui

from bot.config.master_key import KeyOrigin
from bot.domain.language.folding import cut
from bot.domain.server.departure import Departure
from bot.domain.server.onlookers import Doorway
from bot.domain.server.own_texts import longest, marks
from bot.domain.server.server import Server, Texts
from bot.services.ports.rooms import Need
from bot.text.catalog import Say, Shown, escaped
from cogs.ui.door.draw import rules_text
from cogs.ui.kit.button import button
from cogs.ui.kit.content import help_for
from cogs.ui.kit.form import Form, form, text_field
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.names import own_words
from cogs.ui.kit.sheet import day, lines, paragraphs, row, sheet
from cogs.ui.settings.missing import all_there, door, missing, verdict
from cogs.ui.settings.own_words import present
from cogs.ui.settings.planned import days_off

SHOWN = 500
"""Characters of one text on the page that shows them all."""
PAGES: dict[str, tuple[str, ...]] = {
    "texts_rules": ("rules", "used_today"),
    "texts_words": ("opening", "closing", "audience", "contact"),
}
"""The fields of each form."""
AsShown = Callable[[int], str | None]
"""How a channel, category or role is shown, by its id; None where it is gone."""


def page_asked(name: str, say: Say) -> ui.LayoutView:
    """Ask whether meetings are to stand on the web page, and say what that shows to whom."""
    return sheet(
        say("settings.page_ask", name=name),
        row(button(CustomId("page_yes"), say, main=True), button(CustomId("leave_it"), say)),
    )


def as_shown(guild: discord.Guild | None, say: Say) -> AsShown:
    """Give what shows a channel or role of a server: a mention, of a category its name.

    A mention of a category shows as a channel that nobody knows.
    """

    def shown(number: int) -> str | None:
        if guild is None or guild.unavailable:
            return say("settings.unseen")
        found = guild.get_channel(number) or guild.get_role(number)
        if isinstance(found, discord.CategoryChannel):
            return escaped(found.name)
        return Shown(found.mention) if found else None

    return shown


def each_setting(server: Server, say: Say, shown: AsShown) -> dict[str, str]:
    """Say how each setting is, by its name."""
    places = ("rooms", "announcements", "organisers", "facilitators", "facilitators_channel")
    return {
        **{name: _place(name, getattr(server, name), say, shown) for name in places},
        "standing_console": say(f"settings.console_{_console(server)}"),
        "timezone": _value("timezone", server.timezone, say),
        "country": _value("country", _country(server), say),
        "language": _value("language", say(f"language.{server.language}"), say),
        "adults_only": say(f"settings.adults_{_yes(server.adults_only)}"),
        "discreet": say(f"settings.discreet_{_yes(server.discreet)}"),
        "events": say(f"settings.events_{_events(server)}"),
        "review_prompts": say(f"settings.review_{_yes(server.review_prompts)}"),
        "published_as": _page(server, say),
        "days_off": days_off(server, say),
    }


def _events(server: Server) -> str:
    if server.events and server.discreet:
        return "discreet"
    return _yes(server.events)


def _console(server: Server) -> str:
    if server.standing_console:
        return "yes" if server.console_in else "nowhere"
    return "offered" if server.facilitators_channel else "no"


def _page(server: Server, say: Say) -> str:
    if server.published_as and not server.discreet:
        return say("settings.page_yes", name=server.published_as)
    return say("settings.page_no")


def checked(
    needs: Sequence[Need],
    say: Say,
    doorway: Doorway | None,
    server: Server,
    *,
    leads: bool = True,
    ends_calls: bool | None = None,
    key: KeyOrigin = KeyOrigin.FILE,
) -> ui.LayoutView:
    """Draw how things stand, what is missing, who sees a room, and whether a removal ends a call.

    None where no room can open. `key` says where the key is that locks what members write.
    """
    wishes = [say("check.leaves_calls")] if ends_calls is False else []
    return sheet(
        verdict(needs, say),
        missing(needs, say, server, leads=leads, wishes=wishes),
        paragraphs(
            door(doorway, say),
            say("check.ends_calls") if ends_calls else "",
            say(f"check.locked_{key}"),
        ),
        "" if all_there(needs, say) else say("check.again"),
    )


def texts_shown(server: Server, say: Say, note: str = "") -> ui.LayoutView:
    """Draw the group's words as members see them, with a way to change them."""
    texts = server.texts
    return sheet(
        lines(say("texts.heading"), note, say("texts.about")),
        lines(say("texts.rules"), rules_text(texts, say)),
        lines(say("texts.opening"), _own(texts.opening, "card.welcome.opening", say)),
        lines(say("texts.closing"), _own(texts.closing, "card.close.thanks", say)),
        lines(say("texts.audience"), _own(texts.audience, "texts.none", say)),
        lines(say("texts.contact"), _own(texts.contact, "texts.none", say)),
        row(*(button(CustomId(page), say) for page in PAGES)),
    )


def texts_form(page: str, texts: Texts, say: Say, group: Say) -> Form:
    """Draw the form for one page of the texts, with what stands there now; empty is our words.

    `group` is the language of the cards: what members see.

    Its id remembers what stands there now, so that nobody overwrites what others write meanwhile.
    """
    return form(
        CustomId(page, argument=marks(texts, PAGES[page])),
        say(f"button.{page}"),
        *(
            text_field(
                name,
                say(f"texts.label.{name}"),
                longest(name),
                say(f"texts.help.{name}"),
                known=present(name, texts, group),
                long=True,
                required=False,
            )
            for name in PAGES[page]
        ),
    )


def taken_in_again(left: Departure, say: Say) -> ui.LayoutView:
    """Ask whether all goes on, in a server that removed the bot and has taken it in again."""
    words = say("back.ask", left=day(left.left_at), until=day(left.until))
    keep = button(CustomId("keep_set"), say, main=True)
    return sheet(words, row(keep, button(CustomId("start_anew"), say)))


def really_anew(say: Say) -> ui.LayoutView:
    """Ask once more before everything is deleted."""
    sure, no = (button(CustomId(one), say) for one in ("anew_sure", "leave_it"))
    return sheet(say("back.really"), row(sure, no))


def not_taken(field: str, words: str, say: Say) -> ui.LayoutView:
    """Give somebody their words back that were not saved."""
    label = say(f"texts.label.{field}")
    return sheet(say("texts.yours", label=label, text=cut(words, longest(field))))


def _place(name: str, number: int | None, say: Say, shown: AsShown) -> str:
    """Say which channel or role it is; where it is gone, that another is to be chosen."""
    if number is None:
        return _value(name, None, say)
    return _value(name, shown(number) or say("settings.gone"), say)


def _value(name: str, value: str | None, say: Say) -> str:
    if value is None:
        return say(f"settings.no_{name}")
    return say("settings.line", name=say(f"settings.{name}"), value=value)


def _country(server: Server) -> str | None:
    found = help_for(server.country).country
    return found.name if found else None


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _own(text: str, spare: str, say: Say) -> str:
    return own_words(text, SHOWN) or say(spare)
