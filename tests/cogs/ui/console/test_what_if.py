"""`What if …` on the console: a note for what happens in the room, by its kind or in own words."""

import pytest

from bot.content import notes, prompts
from bot.content.notes.groups import grouped
from bot.content.rounds import opening
from bot.domain.template import StageKey
from bot.rehearsal import cast
from bot.text.catalog import speaker
from cogs.ui.console.what_if import draw as drawn
from tests.cogs.asking_around import questions
from tests.cogs.ui.drawn_evenings import evening as drawn_evening
from tests.cogs.ui.height import height
from tests.cogs.ui.measured import measured

SAY, TALK = speaker("en"), drawn_evening(8, StageKey.DISCUSSION)
EIGHT = 8
"""Lines that somebody reads while people talk."""
ASKED, CLOSER, MORE = "What's going on?", "Which is it most like?", "More like this"
UNWELL = "Someone's drunk, high or unwell"
SIX = ("Ana", "Ben", "Chi", "Dmitri", "Esi")
DRUNK = next(one for one in notes.load() if one.id == "drunk-tonight")


@pytest.fixture
async def discussion(evening):
    return await evening(*SIX, stage="discussion")


def is_whole(note, text):
    """Whether everything of a note stands in an answer."""
    return all(part in text for part in (note.title, note.going_on, note.say, note.ask, note.avoid))


async def test_a_note_is_chosen_by_its_kind(discussion):
    group = discussion
    chooser = await group.more("What if …")
    assert chooser.private
    closer = await cast.choose(group["Fran"], ASKED, UNWELL, on=chooser.message)
    shown = await cast.choose(group["Fran"], CLOSER, DRUNK.title, on=closer.message)
    assert is_whole(DRUNK, shown.text)
    assert "In danger now? Call 999" in shown.text
    assert shown.text.splitlines()[-1].startswith("From: ")
    again = await cast.press(group["Fran"], "Something else", on=shown.message)
    assert "say it in your own words" in again.text
    back = await cast.press(group["Fran"], "Back to the console", on=again.message)
    assert "Say:" in back.text


def test_what_is_going_on_is_one_menu_of_eight_lines_at_most():
    menus = measured(drawn.choose(TALK, SAY)).menus
    assert list(menus) == [ASKED]
    assert len(menus[ASKED]) <= EIGHT
    assert UNWELL in menus[ASKED]


def test_every_note_can_be_chosen_once_and_no_menu_has_more_than_eight_lines():
    found = [title for group in grouped("en") for title in listed(group)]
    assert sorted(found) == sorted(one.title for one in notes.load())


def test_the_two_menus_fit_on_a_phone():
    views = [
        drawn.choose(TALK, SAY),
        *(drawn.choose_note(TALK, one, 0, SAY) for one in grouped("en")),
    ]
    assert max(map(height, views)) <= 400


def listed(group):
    """The titles in the menus of a group, one menu after the other."""
    titles, place = [], 0
    while True:
        (lines,) = measured(drawn.choose_note(TALK, group, place, SAY)).menus.values()
        assert len(lines) <= EIGHT
        titles += [line for line in lines if line != MORE]
        if MORE not in lines:
            return titles
        place = len(titles)


async def test_more_of_the_same_comes_in_the_same_message(discussion):
    group = discussion
    chooser = await group.more("What if …")
    first = await cast.choose(group["Fran"], ASKED, UNWELL, on=chooser.message)
    second = await cast.choose(group["Fran"], CLOSER, MORE, on=first.message)
    assert second.message.id == chooser.message.id
    later = grouped("en")["unwell"][7]
    shown = await cast.choose(group["Fran"], CLOSER, later.title, on=second.message)
    assert is_whole(later, shown.text)


async def test_before_the_evening_begins_it_is_there_too(evening):
    group = await evening(*SIX)
    chooser = await group.more("What if …")
    assert "say it in your own words" in chooser.text


async def test_own_words_bring_the_note_and_one_question(discussion):
    group = discussion
    shown = await said(group, DRUNK.when[0])
    assert shown.private
    assert is_whole(DRUNK, shown.text)
    assert len(questions(shown)) == 1
    assert "Or a question for everyone, on the card:" in shown.text
    assert "Ask · everyone sees it" in shown.shown.buttons
    back = await cast.press(group["Fran"], "Back to the console", on=shown.message)
    assert "Say:" in back.text


async def test_own_words_bring_questions_with_ask(discussion):
    group = discussion
    shown = await said(group, "keeps thinking about the pub after work")
    assert shown.private
    assert "Ask · everyone sees it" in shown.shown.buttons
    back = await cast.press(group["Fran"], "Back to the console", on=shown.message)
    assert "Say:" in back.text


async def test_a_question_found_in_the_round_can_still_be_asked_in_the_talk(evening):
    group = await evening(*SIX, stage="check_in")
    shown = await said(group, "his plan went wrong on saturday, feels rubbish about it")
    question = questions(shown)[0]
    await group.go_to("discussion")
    assert question not in group.words
    asked = await cast.press(group["Fran"], "Ask", on=shown.message)
    await group.wait(2)
    assert "has moved on" not in asked.text
    assert question in group.words


async def test_in_a_stage_in_which_nobody_asks_a_question_found_before_is_not_put_on_the_card(
    evening,
):
    group = await evening(*SIX, stage="check_in")
    shown = await said(group, "his plan went wrong on saturday, feels rubbish about it")
    question = questions(shown)[0]
    await group.go_to("working")
    refused = await cast.press(group["Fran"], "Ask", on=shown.message)
    assert "The group has moved on" in refused.text
    await group.wait(2)
    assert question not in group.words


async def test_a_slip_told_in_private_brings_the_note_on_it(discussion):
    slip = next(one for one in notes.load() if one.id == "lapse-told")
    typed = "new guy told me privately he used last night and is scared people will ask"
    shown = await said(discussion, typed)
    assert is_whole(slip, shown.text)
    assert "Is it this?" not in shown.text


async def test_where_only_that_it_went_wrong_was_said_nothing_is_guessed(discussion):
    shown = await said(discussion, "it all went to pot")
    assert "Is it this?" not in shown.text
    assert len(questions(shown)) == 3


async def test_words_that_nothing_fits_bring_three_that_never_hurt(discussion):
    shown = await said(discussion, "zzxqv")
    assert shown.text.startswith("Nothing fits that closely. These are kind, whatever happened:")
    assert len(questions(shown)) == 3
    assert "Ask · everyone sees it" in shown.shown.buttons


async def test_words_of_danger_are_answered_with_whom_to_call(discussion):
    shown = await said(discussion, "he says he wants to die tonight")
    assert shown.text.startswith("Somebody's life may be in danger")
    assert "999" in shown.text


async def test_what_was_typed_stands_nowhere_in_the_answer(discussion):
    typed = f"{DRUNK.when[0]} marmalade"
    shown = await said(discussion, typed)
    assert "marmalade" not in str(shown.message.components)
    assert "marmalade" not in discussion.room_words("Fran")


async def said(group, words):
    """What comes of saying what happens in one's own words."""
    chooser = await group.more("What if …")
    form = await cast.press(group["Fran"], "In my own words", on=chooser.message)
    return await cast.fill(group["Fran"], form, words)


async def test_a_note_that_was_offered_leads_back_to_the_console(discussion):
    _, page = await offered_note(discussion)
    back = await cast.press(discussion["Fran"], "Back to the console", on=page.message)
    assert "Say:" in back.text


async def test_a_note_that_was_offered_leads_back_to_the_questions_beside_it(discussion):
    shown, page = await offered_note(discussion)
    assert questions(page) == []
    back = await cast.press(discussion["Fran"], "Back to the questions", on=page.message)
    assert questions(back) == questions(shown) != []
    assert "Ask · everyone sees it" in back.shown.buttons


FOR_ONE = "It's for whoever told it: say it to them, or put it on the card, which names nobody."


async def test_below_a_note_a_question_for_everyone_comes_before_one_for_whoever_told_it(
    discussion,
):
    shown = await said(discussion, "someone keeps interrupting")
    assert "Or a question for everyone, on the card:" in shown.text
    assert FOR_ONE not in shown.text
    assert questions(shown)[0] in {one.text for one in prompts.load() if one.id in opening("en")}


async def test_below_a_note_a_question_for_whoever_told_it_says_so(discussion):
    shown = await said(discussion, "she had a plan for the wedding and ended up drinking anyway")
    assert "Or a question for everyone" not in shown.text
    assert FOR_ONE in shown.text
    assert "Ask · everyone sees it" in shown.shown.buttons


async def test_more_questions_can_be_asked_for_in_ones_own_words(discussion):
    kinds = await discussion.more("More questions")
    assert "In my own words: Type what's going on, and see the questions that fit" in kinds.text
    form = await cast.press(discussion["Fran"], "In my own words", on=kinds.message)
    shown = await cast.fill(discussion["Fran"], form, "keeps thinking about the pub after work")
    assert questions(shown)
    assert "Ask · everyone sees it" in shown.shown.buttons


async def offered_note(group):
    """The answer that offers a note beside its questions, and that note's page."""
    shown = await said(group, "two of them were whispering")
    title = next(one.title for one in notes.load() if one.title in shown.shown.buttons)
    return shown, await cast.press(group["Fran"], title, on=shown.message)


async def test_what_is_asked_of_somebody_in_danger_is_never_offered_for_the_card(discussion):
    shown = await said(discussion, "he says everyone would be better off without him")
    assert "thinking about suicide" in shown.text
    assert not any(one.startswith("Ask") for one in shown.shown.buttons)
    assert "This is for a private word, not for the card." in shown.text


async def test_before_the_talk_what_is_for_a_private_word_says_nothing_of_the_card(evening):
    group = await evening(*SIX, stage="welcome")
    shown = await said(group, "he says everyone would be better off without him")
    assert "This is for a private word, not for the card." in shown.text
    assert "Ask is there while" not in shown.text
    assert "private word" not in (await said(group, "keeps thinking about the pub")).text
