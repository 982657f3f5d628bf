"""What a room is called: the title as people write it, in any script, and nothing else."""

import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discordio.rooms import room_names
from bot.domain.calendar.occurrence import RoomKind
from bot.domain.ids import GuildId
from bot.domain.server.server import Server
from tests.discordio.conftest import an_occurrence

NOW = dt.datetime(2026, 12, 1, 18, tzinfo=dt.UTC)
PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
"""A word with a joiner in the middle: without it, it reads as two."""
SERVER = Server(GuildId(5))


def called(title, kind=RoomKind.TEXT):
    return room_names.room_options(SERVER, an_occurrence(SERVER.id, NOW, kind, title=title))["name"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("हिन्दी समूह", "हिन्दी-समूह"),
        ("Cafe\u0301 am Abend", "caf\u00e9-am-abend"),
        ("தமிழ் குழு", "தமிழ்-குழு"),
        ("กลุ่มวันอังคาร", "กลุ่มวันอังคาร"),
        (PERSIAN, PERSIAN),
        ("Straße, 19:00!", "straße-19-00"),
        ("*** tea -- time ***", "tea-time"),
        ("!\u0301 tea", "tea"),
        ("***", "room"),
        ("\u200b\u2060", "group"),
    ],
)  # fmt: skip
def test_a_text_room_keeps_the_letters_of_its_title_with_their_marks(title, name):
    assert called(title) == name


@given(st.text(max_size=120), st.sampled_from(RoomKind))
def test_a_name_is_never_too_long_nor_torn_apart(title, kind):
    name = called(title, kind)
    assert 0 < len(name) <= room_names.LONGEST
    assert unicodedata.combining(name[0]) == 0


@pytest.mark.parametrize("kind", RoomKind)
def test_where_a_name_is_cut_a_letter_ends_with_all_its_marks(kind):
    short, long = called("\u0915\u093f", kind), called("\u0915\u093f" * 60, kind)
    assert long.partition(" ")[0].endswith(short.partition(" ")[0])


def test_a_joined_emoji_at_the_cut_is_left_out_whole():
    family = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
    whole = called("a" * 80 + " " + family, RoomKind.VOICE)
    cut = called("a" * 84 + " " + family, RoomKind.VOICE)
    assert (family in whole, cut) == (True, "a" * 84 + " · calm-otter")
