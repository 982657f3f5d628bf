"""The table of words and the long numbers that it is searched with."""

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.lookup import table_in, words
from bot.domain.language.embedding_rows import WORD_NORM
from bot.domain.language.spelling import Speller
from bot.domain.language.vectors import HALF, ZERO, PackedVectors, length, packed, unpacked
from bot.domain.language.word_embeddings import ROW_NORM
from bot.domain.search.known_words import KnownWords
from bot.domain.search.situation import read, telling

SMALL = st.integers(-127, 127)


@pytest.fixture(scope="session")
def ours(library):
    """A speller that knows what the lookup knows."""
    return Speller(words(), KnownWords(one.text for one in library).counts)


def alike(one: str, other: str) -> float:
    here, there = words().direction(one), words().direction(other)
    dot = sum(a * b for a, b in zip(here, there, strict=True))
    return dot / (length(here) * length(there))


@given(
    st.lists(st.lists(SMALL, min_size=3, max_size=3), max_size=6),
    st.lists(SMALL, min_size=3, max_size=3),
)
def test_lanes_multiply_like_a_matrix(rows, vector):
    lanes = PackedVectors(bytes(ZERO + number for row in rows for number in row), 3)
    sums = [each - HALF for each in lanes.times(tuple(vector))]
    assert sums == [sum(a * b for a, b in zip(row, vector, strict=True)) for row in rows]


def test_lanes_hold_more_rows_than_one_block():
    lanes = PackedVectors(bytes([ZERO + 1]) * 10_000, 1)
    assert [each - HALF for each in lanes.times((-5,))] == [-5] * 10_000


@given(st.lists(st.integers(-(2**20), 2**20)))
def test_packed_numbers_come_out_as_they_went_in(numbers):
    assert [each - HALF for each in unpacked(packed(numbers), len(numbers))] == numbers


def test_words_used_alike_point_the_same_way():
    for one, near, far in [
        ("pub", "beer", "guitar"),
        ("ashamed", "guilty", "bus"),
        ("cocaine", "heroin", "gardening"),
        ("wife", "husband", "casino"),
    ]:
        assert alike(one, near) > alike(one, far) + 0.1


def test_the_table_is_whole():
    table = words()
    assert table.width == 128
    assert len(table.rows) > 15_000
    assert all(
        0 <= length(table.direction(word)) <= 1.01 * WORD_NORM for word in list(table.rows)[:500]
    )
    row = [byte - ZERO for byte in table.row(["pub", "beer"])]
    assert length(row) <= ROW_NORM + 1, "each number is rounded"


def test_a_damaged_table_is_refused():
    raw = files("bot.content").joinpath("lookup/en/words.bin").read_bytes()
    for broken in (b"", b"PNG", raw[:-1], raw[:-1] + bytes([raw[-1] ^ 1]), raw[:40]):
        with pytest.raises(ValueError, match="table of words"):
            table_in(broken)


def test_a_word_the_table_lacks_is_met_through_its_stem_or_its_pieces():
    table = words()
    assert "doomscrollers" not in table
    assert any(table.direction("doomscrollers"))
    assert any(table.direction("spliffers"))


def test_a_word_is_mended_only_when_it_is_unknown():
    assert Speller(words(), {"gambling": 3}).meant("gambeling") == "gambling"
    assert Speller(words(), {"boredom": 3}).meant("bordem") == "boredom"
    assert Speller(words(), {"put": 9}).meant("pub") == "pub"
    assert Speller(words(), {}).meant("xqzzkvw") == "xqzzkvw"


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("faliure", "failure"),
        ("gulity", "guilty"),
        ("seperate", "separate"),
        ("realy", "really"),
        ("lonly", "lonely"),
        ("freind", "friend"),
        ("morgage", "mortgage"),
        ("alchohol", "alcohol"),
        ("tommorow", "tomorrow"),
        ("stresed", "stressed"),
    ],
)
def test_the_likeliest_slip_is_the_one_that_is_mended(ours, slip, meant):
    assert ours.meant(slip) == meant


@pytest.mark.parametrize(
    "word", ["stash", "clap", "narked", "cheated", "sulking", "can", "torn", "swapped", "quite"]
)
def test_a_word_that_is_none_of_ours_is_not_made_into_another(ours, word):
    assert ours.meant(word) == word


def test_every_word_of_the_library_is_left_as_it_is(ours, library):
    lines = [one.text for one in library]
    assert [w for line in lines for w in telling(line) if ours.meant(w) != w] == []


@pytest.mark.parametrize(
    ("text", "kept", "out"),
    [
        ("not craving, just bored", {"bored"}, {"craving"}),
        ("doesn’t want to stop, just cut down", {"cut", "down"}, {"want", "stop"}),
        ("bored rather than sad", {"bored"}, {"sad"}),
        ("no urges this week", set(), {"urges"}),
        ("cannot sleep", {"cannot", "sleep"}, set()),
        ("has no friends", {"friends"}, set()),
        ("does not trust him", {"trust"}, set()),
        ("he isn't ready", {"reluctant"}, set()),
        ("doesn't want to lose them", {"reluctant", "lose"}, set()),
        ("ready to begin", {"ready", "begin"}, set()),
    ],
)
def test_a_not_rules_out_what_it_is_about(text, kept, out):
    situation = read(text, str)
    assert kept <= set(situation.words)
    assert not kept & set(situation.ruled_out)
    assert out <= set(situation.ruled_out)
    assert not out & set(situation.words)
