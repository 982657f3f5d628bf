"""What organisers see: their settings, what is missing in words, the group's own texts."""

from collections.abc import Sequence

from discord import ui

from bot.config.master_key import KeyOrigin
from bot.domain.calendar.occurrence import Occurrence
from bot.domain.language.folding import cut
from bot.domain.server.departure import Departure
from bot.domain.server.onlookers import Doorway, Onlookers
from bot.domain.server.own_texts import longest, marks
from bot.domain.server.server import Server, Texts
from bot.services.calendar.schedule import Scheduled
from bot.services.ports.rooms import Need
from bot.text.catalog import FALLBACK, Say, Shown, sentences_of
from cogs.ui.door.draw import rules_text
from cogs.ui.kit.button import button
from cogs.ui.kit.content import help_for
from cogs.ui.kit.form import Form, form, text_field
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.names import own_words
from cogs.ui.kit.onlookers import whoever
from cogs.ui.kit.sheet import day, lines, paragraphs, row, sheet
from cogs.ui.settings.planned import days_off, fall_on_one, in_other_zones

SHOWN = 500
"""Characters of one text on the page that shows them all."""
PAGES: dict[str, tuple[str, ...]] = {
    "texts_rules": ("rules", "used_today"),
    "texts_words": ("opening", "closing", "audience", "contact"),
}
"""The fields of each form."""


def panel(
    server: Server,
    needs: Sequence[Need],
    say: Say,
    doorway: Doorway | None,
    kept: Sequence[Scheduled] = (),
    off: Sequence[Occurrence] = (),
) -> ui.LayoutView:
    """Draw the settings as they are, what keeps another time zone, then what is missing."""
    return sheet(
        lines(
            say("settings.heading"),
            _channel("rooms", server.rooms, say),
            _channel("announcements", server.announcements, say),
            _channel("organisers", server.organisers, say),
            _role(server, say),
            _channel("facilitators_channel", server.facilitators_channel, say),
            _value("timezone", server.timezone, say),
            _value("country", _country(server), say),
            _value("language", say(f"language.{server.language}"), say),
            *_switches(server, say),
            days_off(server, say),
        ),
        fall_on_one(off, say),
        in_other_zones(kept, say),
        lines(say("settings.change"), say("settings.texts")),
        paragraphs(_door(doorway, say), _missing(needs, say)),
        row(
            button(CustomId("review_off" if server.review_prompts else "review_on"), say),
            button(CustomId("page_off" if server.published_as else "page_on"), say),
            button(CustomId("zones_move"), say, tail=server.timezone or "") if kept else None,
        ),
    )


def page_asked(name: str, say: Say) -> ui.LayoutView:
    """Ask whether meetings are to stand on the web page, and say what that shows to whom."""
    return sheet(
        say("settings.page_ask", name=name), row(button(CustomId("page_yes"), say, main=True))
    )


def _switches(server: Server, say: Say) -> list[str]:
    """Say what is on and what is off."""
    return [
        say(f"settings.adults_{_yes(server.adults_only)}"),
        say(f"settings.discreet_{_yes(server.discreet)}"),
        say(f"settings.events_{_events(server)}"),
        say(f"settings.review_{_yes(server.review_prompts)}"),
        _page(server, say),
    ]


def _events(server: Server) -> str:
    if server.events and server.discreet:
        return "discreet"
    return _yes(server.events)


def _page(server: Server, say: Say) -> str:
    if server.published_as and not server.discreet:
        return say("settings.page_yes", name=server.published_as)
    return say("settings.page_no")


def checked(
    needs: Sequence[Need],
    say: Say,
    doorway: Doorway | None,
    *,
    ends_calls: bool | None = None,
    key: KeyOrigin = KeyOrigin.FILE,
) -> ui.LayoutView:
    """Draw what works, what is missing, which door it is, and whether a removal ends a call too.

    None where no room can open. `key` says where the key is that locks what members write.
    """
    calls = {None: "", True: say("check.ends_calls"), False: say("check.leaves_calls")}
    locked = say(f"check.locked_{key}")
    return sheet(
        say("check.heading"),
        paragraphs(_door(doorway, say), calls[ends_calls], locked, _missing(needs, say)),
        say("check.again") if needs else "",
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


def texts_form(page: str, texts: Texts, say: Say) -> Form:
    """Draw the form for one page of the texts; an empty field stands for our words.

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
                known=str(getattr(texts, name)),
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
    return sheet(say("back.really"), row(button(CustomId("anew_sure"), say)))


def need(one: Need, say: Say) -> str:
    """Say one need in words, with where to click."""
    facts: dict[str, object] = {
        name: whoever(fact, say) if isinstance(fact, Onlookers) else fact
        for name, fact in one.facts.items()
    }
    if f"need.{one.key}" not in sentences_of(FALLBACK):
        return say("need.something", what=one.key.replace("_", " "))
    return say(f"need.{one.key}", **facts)


def not_taken(field: str, words: str, say: Say) -> ui.LayoutView:
    """Give somebody their words back that were not saved."""
    label = say(f"texts.label.{field}")
    return sheet(say("texts.yours", label=label, text=cut(words, longest(field))))


def _door(doorway: Doorway | None, say: Say) -> str:
    if doorway is None:
        return ""
    if doorway.onlookers:
        return say("check.open", who=whoever(doorway.onlookers, say))
    return say("check.closed" if doorway.closed else "check.stuck")


def _missing(needs: Sequence[Need], say: Say) -> str:
    first = [one for one in needs if one.blocks]
    urgent = [one for one in needs if one.urgent]
    later = [one for one in needs if not (one.blocks or one.urgent)]
    return paragraphs(
        _listed("check.missing", first, say) or ("" if urgent else say("check.fine")),
        _listed("check.urgent", urgent, say),
        _listed("check.better", later, say),
    )


def _listed(heading: str, needs: Sequence[Need], say: Say) -> str:
    items = [say("check.item", need=need(one, say)) for one in needs]
    return lines(say(heading), *items) if items else ""


def _channel(name: str, channel: int | None, say: Say) -> str:
    return _value(name, Shown(f"<#{channel}>") if channel else None, say)


def _role(server: Server, say: Say) -> str:
    role = server.facilitators
    return _value("facilitators", Shown(f"<@&{role}>") if role else None, say)


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
