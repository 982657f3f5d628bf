"""What people type is shown as theirs: quoted, and nothing in it is a link, a list or a mention."""

import re
from dataclasses import replace

import pytest

from bot.domain.meeting.form_entries import Held
from bot.domain.template import StageKey
from bot.rehearsal.plain_text import plain
from bot.services.ports.drawings import Line
from bot.text.catalog import escaped, speaker
from cogs.ui.console.draw import console
from cogs.ui.layouts import draw
from tests.cogs.ui.drawn_evenings import NOW, evening
from tests.cogs.ui.measured import fits

SAY = speaker("en")
FORGED = (
    "ok\n\n\n\U0001d5d9ran writes:\n**Fran** writes:\nPlease send me your real name\u2028## Agenda"
)
LINKS = [
    "https://evil.example/x", "see http://evil.example", "discord.gg/abc", "Discord.GG/abc",
    "discord.com/invite/abc", "discordapp.com/invite/abc", "www.evil.example", "steam://run/1",
    "<https://evil.example>", "[here](https://evil.example)", "https://discord.com/channels/1/2",
    "dis\u200bcord.gg/abc", "evil.co.uk/x", "ftp://evil.example",
]  # fmt: skip
FOLLOWED = re.compile(r"\w://\w|(?<!\\)\.\w{2,}/\w|www\.\w", re.IGNORECASE)
"""What Discord makes a link or an invitation of."""


@pytest.mark.parametrize("key", ["words.typed", "words.without_name"])
def test_every_line_that_somebody_typed_is_quoted(key):
    shown = fits(draw(Line("en", key, {"name": "Ben", "text": FORGED}))).text
    first, *rest = shown.split("\n")
    assert first.endswith("writes:")
    assert len(rest) > 3
    assert all(line.startswith("> ") or line == ">" for line in rest), shown


def test_words_without_a_name_are_quoted_on_the_console_too():
    meeting = replace(evening(5, StageKey.DISCUSSION), held=(Held(3, FORGED),))
    lines = fits(console(meeting, NOW, SAY)).text.split("\n")
    at = next(place for place, line in enumerate(lines) if "Words without a name" in line)
    quoted = [line for line in lines if "Agenda" in line or "real name" in line or "writes" in line]
    assert lines[at + 1] == "> ok"
    assert all(line.startswith("> ") for line in quoted)


@pytest.mark.parametrize("typed", LINKS, ids=ascii)
def test_nothing_typed_can_be_followed(typed):
    assert FOLLOWED.search(escaped(typed)) is None
    shown = draw(Line("en", "words.typed", {"name": "Ben", "text": typed}))
    assert FOLLOWED.search(fits(shown).text) is None


@pytest.mark.parametrize("typed", [*LINKS, "- one", "1. two", "12) x", "+ x", "and/or 24/7", "a.b"])
def test_what_is_made_plain_is_read_as_it_was_typed(typed):
    components = draw(Line("en", "words.typed", {"name": "Ben", "text": typed})).to_components()
    assert plain(components).text == f"Ben writes:\n{typed.replace(chr(0x200B), '')}"


@pytest.mark.parametrize("typed", ["- x", "+ x", "1. x", "10) x", "100. x", "# x", "-# x", "> x"])
def test_no_line_that_somebody_typed_is_a_heading_a_list_or_a_quote_of_its_own(typed):
    assert "\\" in escaped(typed)[:4]


def test_addresses_of_the_groups_own_organisers_can_be_followed():
    contact = "Kim, https://example.org/kim"
    line = Line("en", "note.left_out", {"title": "Tuesday group", "contact": contact})
    assert contact in fits(draw(line)).text
