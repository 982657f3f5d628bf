"""The groups of situation notes: eight at most, and each names what is there."""

from bot.content import notes
from bot.content.notes.groups import grouped, load
from bot.text.catalog import sentences_of

READ_AT_A_GLANCE = 8


def test_there_are_few_groups_and_each_says_what_is_going_on():
    said = sentences_of("en")
    assert len(load()) <= READ_AT_A_GLANCE
    assert [one.id for one in load() if f"going_on.{one.id}" not in said] == []


def test_a_group_names_notes_and_kinds_that_there_are():
    known = {note.id for note in notes.load()}
    kinds = set(notes.by_kind("en"))
    assert {one for group in load() for one in group.notes} <= known
    assert {one for group in load() for one in group.kinds} == kinds


def test_a_language_without_notes_has_no_groups():
    assert grouped("xx") == {}
