"""What questions look like: within Discord's limits, and handles that hold nothing personal."""

import re
from dataclasses import replace

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import notes
from bot.content import prompts as library
from bot.domain.finding import Finding
from bot.domain.ids import OccurrenceId
from bot.domain.prompts.browsing import Wanted
from bot.domain.prompts.lint.checks import ASKED
from bot.domain.prompts.lint.wanted import LONGEST_WHEN, MOST_WHEN
from bot.domain.prompts.own_prompt import State
from bot.domain.prompts.pack import Change, Diff, Refused
from bot.domain.prompts.prompt import Point, Purpose
from bot.domain.prompts.theme import Theme
from bot.domain.prompts.verdict import judge
from bot.domain.search.note_finder import NotesFound
from bot.domain.template import StageKey
from bot.services.prompts.own_prompts import Outcome, new_id
from bot.services.prompts.search import MOST_FOUND, Offer
from bot.text.catalog import speaker
from cogs.ui.console.what_if.draw import situation
from cogs.ui.kit.button import Item
from cogs.ui.kit.ids import CustomId, read
from cogs.ui.prompts import draw as prompts
from cogs.ui.prompts import groups_own, packs, wanted
from tests.cogs.ui.drawn_evenings import evening
from tests.cogs.ui.measured import fits, form_fits
from tests.domain.own_prompts import own, prompt
from tests.every import every

SAY = speaker("en")
LIBRARY = library.load()
NOTES = notes.load()
SCREEN = 900
"""Characters on one screen of a phone, without the addresses behind links."""
LONG = "*_~`|<@1>" * 40


def words(view: discord.ui.LayoutView) -> str:
    found = [one for one in view.walk_children() if isinstance(one, discord.ui.TextDisplay)]
    return "\n".join(one.content for one in found)


def test_when_a_question_is_wanted_fits_a_form_and_a_message():
    when = tuple(f"{number} {LONG}"[:LONGEST_WHEN] for number in range(MOST_WHEN))
    full = own(text="What did you tell yourself the morning after?", when=when)
    assert len(form_fits(wanted.asked(full, SAY))) == 2
    assert len(form_fits(wanted.asked(own(), SAY))) == 1
    assert fits(wanted.kept(full, SAY))
    assert fits(groups_own.written(Outcome(full, judge(full.prompt, ())), SAY, "prompts.added"))


@given(
    st.integers(0, 36**4 - 1),
    st.integers(0, 99),
    st.builds(
        Wanted,
        st.none() | st.sampled_from(Point),
        st.none() | st.sampled_from(Theme),
        st.none() | st.sampled_from(Purpose),
    ),
)
def test_a_handle_of_another_three_is_read_as_it_was_written(pick, page, wanted):
    offer = Offer(tuple(LIBRARY[:3]))
    made = prompts.draw_tag(offer, pick, page, wanted)
    assert read(made.text) == made
    assert made is not None
    assert prompts.draw_of(made) == (pick, page, wanted)


@every(Purpose)
def test_what_is_no_question_is_said_and_never_asked(purpose):
    one = next(each for each in LIBRARY if each.purpose is purpose)
    (said,) = prompts.result(Offer((one,)), one, SAY)
    assert ("Say this one yourself" in str(said)) is (purpose not in ASKED)
    assert ("Why ask this" in str(said)) is (purpose in ASKED)


def test_a_question_has_the_whole_width_and_its_ask_stands_below():
    offer = Offer(tuple(LIBRARY[:3]), evening(8, StageKey.DISCUSSION))
    (card,) = prompts.results(offer, None, SAY).children
    assert isinstance(card, discord.ui.Container)
    kinds = [type(one) for one in card.children]
    words_then_row = [discord.ui.TextDisplay, discord.ui.ActionRow]
    assert kinds == [discord.ui.TextDisplay, *3 * words_then_row, discord.ui.ActionRow]


@given(st.text(max_size=40))
def test_an_odd_handle_draws_anything(more):
    pick, page, wanted = prompts.draw_of(CustomId("draw", argument=more))
    assert (pick >= 0, page >= 0, isinstance(wanted, Wanted)) == (True, True, True)


def test_the_rest_of_a_search_fits_its_handle_even_when_all_are_the_groups_own():
    found = tuple(prompt(new_id()) for _ in range(MOST_FOUND))
    rest = prompts.rest_tag(Offer(found))
    assert rest is not None
    assert read(rest.text) == rest
    assert prompts.ids_in(rest) == tuple(one.id for one in found[3:])
    assert prompts.rest_tag(Offer(found[:3])) is None
    assert prompts.draw_tag(Offer(found[:2]), 1, 1, Wanted()) is None


def test_three_long_questions_fit_and_nobody_is_mentioned():
    long = tuple(prompt(new_id(), LONG[:180], why=LONG[:140]) for _ in range(3))
    view = prompts.results(Offer(long, waiting=7), CustomId("found_more", argument="u001"), SAY)
    assert fits(view)
    assert "<@1>" not in words(view)


def test_beside_a_note_one_question_stands_and_the_others_are_a_press_away():
    offer = Offer(tuple(LIBRARY[:5]), notes=NotesFound(NOTES[0], NOTES[1:3]))
    rest = prompts.rest_tag(offer)
    assert rest is not None
    view = prompts.results(offer, rest, SAY, situation(NOTES[0], "GB", SAY))
    assert fits(view)
    shown = [one.text for one in LIBRARY[:5] if one.text in words(view)]
    assert shown == [LIBRARY[0].text]
    assert words(view).index(NOTES[0].title) < words(view).index(LIBRARY[0].text)
    assert prompts.ids_in(rest) == tuple(one.id for one in LIBRARY[1:5])


@pytest.mark.parametrize("note", NOTES, ids=lambda one: one.id)
def test_a_note_is_one_screen_and_says_who_says_so(note):
    told = situation(note, "GB", SAY)
    assert len(re.sub(r"\(http\S+\)", "", told)) <= SCREEN
    assert [one.url for one in note.sources if one.url not in told] == []
    assert ("999" in told) is (note.help is not None)
    assert "999" not in situation(note, "GB", SAY, with_help=False)


def test_where_nothing_fits_one_is_told_so_before_what_never_hurts():
    view = prompts.results(Offer(tuple(LIBRARY[:3]), unsure=True), None, SAY)
    assert words(view).startswith("Nothing fits that closely. These are kind, whatever happened:")
    assert words(prompts.results(Offer(()), None, SAY)).startswith("Nothing fits these words yet.")


def test_waiting_questions_fit_whatever_their_number():
    waiting = [own(new_id(), LONG[:180], State.WAITING_REVIEW, why=LONG[:140]) for _ in range(500)]
    view = groups_own.review(waiting, SAY, "note")
    assert fits(view)
    assert "497 more" in words(view)


@pytest.mark.parametrize("count", [0, 1, 6, 500])
def test_a_diff_fits_and_counts_what_it_does_not_write_out(count):
    finding = Finding("prompt.label", LONG, LONG, {"words": LONG, "instead": LONG})
    some = tuple(prompt(new_id(), LONG[:180]) for _ in range(count))
    diff = Diff(
        new=some,
        changed=tuple(Change(own(one.id), replace(one, text=LONG[:170])) for one in some),
        unchanged=tuple(own(one.id) for one in some),
        refused=tuple(Refused("row 1", LONG * 9, (finding,)) for _ in some),
        hints=(finding,) * count,
    )
    view = packs.difference(diff, "a" * 16, SAY)
    assert fits(view)
    assert "<@1>" not in words(view)
    buttons = [one for one in view.walk_children() if isinstance(one, Item)]
    assert len(buttons) == 2 * (count > 0)  # to take them, and to leave it


def test_a_handle_of_a_file_is_a_handle_of_ours():
    made = CustomId("take_pack", OccurrenceId(0), argument="0123456789abcdef")
    assert read(made.text) == made
