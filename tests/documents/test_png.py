"""Pictures as they are sent: with their words, the same everywhere, and off everybody's way."""

import asyncio
import sys

import pytest

from bot.documents import fonts, making
from bot.documents.colours import CURVES, PAPER
from bot.documents.making import NotMade
from bot.documents.png import png
from bot.documents.svg import picture, words
from tests.documents.pictures import colours, dark, opened


def drawn(*lines):
    parts = [words((20, 60 + 60 * row), text) for row, text in enumerate(lines)]
    return picture(60 + 60 * len(lines), parts)


async def test_words_are_there_as_dark_dots():
    nothing, something = await png(lambda: drawn("")), await png(lambda: drawn("Mood"))
    assert dark(nothing) == 0
    assert dark(something) > 200


@pytest.mark.parametrize("text", ["Ñandú", "李", "🌱", "שלום", "مرحبا", "ไทย", "हिन्दी", "Ελπίδα"])
async def test_each_script_leaves_its_own_dots_and_no_box(text):
    box, seen = await png(lambda: drawn("\u25a1")), await png(lambda: drawn(text))
    assert dark(seen) > 60
    assert opened(seen).tobytes() != opened(box).tobytes()


async def test_what_no_font_has_leaves_nothing():
    assert dark(await png(lambda: drawn("\U00012000"))) == 0


async def test_a_picture_is_as_wide_as_wanted_and_on_white():
    seen = opened(await png(lambda: drawn("a"), 390))
    assert seen.width == 390
    assert PAPER in colours(await png(lambda: drawn("a")))


async def test_one_picture_made_twice_is_the_same_to_the_byte():
    assert await png(lambda: drawn("a")) == await png(lambda: drawn("a"))


async def test_what_cannot_be_drawn_is_said_and_nothing_else():
    with pytest.raises(NotMade) as told:
        await png(lambda: "<svg of a secret")
    assert "secret" not in repr(told.value)


@pytest.fixture
def without_fonts(monkeypatch):
    """The package with the fonts is not installed."""
    monkeypatch.setattr(fonts, "PACKAGES", ("no_such_package_of_fonts",))
    fonts.folders.cache_clear()
    fonts.fonts.cache_clear()
    yield
    monkeypatch.undo()
    fonts.folders.cache_clear()
    fonts.fonts.cache_clear()


@pytest.mark.usefixtures("without_fonts")
async def test_without_fonts_there_is_no_picture_and_none_without_its_words():
    with pytest.raises(NotMade):
        await png(lambda: drawn("Mood"))


async def test_many_at_once_wait_for_their_turn_and_nobody_waits_for_them():
    drawing = asyncio.gather(*(png(lambda: drawn("a")) for _ in range(6)))
    turns = 0
    while not drawing.done():
        await asyncio.sleep(0)
        turns += 1
    assert len(set(await drawing)) == 1
    assert turns > 100  # the loop ran all the while


async def test_what_draws_is_not_handed_the_token_of_the_bot(monkeypatch, tmp_path):
    tells = tmp_path / "tells.py"
    tells.write_text("import os, sys\nsys.stdout.write(repr(dict(os.environ)))\n")
    monkeypatch.setattr(making, "_MAKER", tells)
    monkeypatch.setenv("OPENROUND_DISCORD__TOKEN", "a.b.c")
    assert b"a.b.c" not in await png(lambda: drawn("a"))


async def test_a_machine_that_can_start_nothing_more_makes_no_picture(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(NotMade):
        await png(lambda: drawn("a"))


def test_the_curves_have_colours_that_are_all_different():
    assert len(set(CURVES)) == len(CURVES)


def test_no_library_for_pictures_is_loaded_before_one_is_made():
    assert making.__name__ in sys.modules
    assert "resvg_py" not in sys.modules
    assert "typst" not in sys.modules
