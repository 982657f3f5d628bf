"""Worlds that differ in the author of words without a name alone: everybody sees the same."""

from datetime import timedelta

import pytest

from bot.domain.errors import Refusal
from bot.domain.meeting import stages
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.talk import agenda, hands
from bot.domain.template import StageKey
from bot.services.meeting.private_help import Ears
from bot.text.catalog import speaker
from cogs.stages.agenda import ballot
from cogs.ui.card.draw import card
from cogs.ui.console.draw import console
from cogs.ui.console.members.draw import choose_person
from cogs.ui.console.taking_down.draw import choose_writing
from cogs.ui.kit.ids import id_for
from cogs.ui.options.draw import larger, options, whats_now
from cogs.ui.private_help.draw import private_help
from tests.cogs.ui.drawn_evenings import LEAD, NOW, actor, evening
from tests.domain.evenings import ask_for, hold

SAY = speaker("en")
STEP = timedelta(seconds=7)
COUNTED = NOW + 4 * STEP
AUTHORS = (1, 2, 5, 7)


def seen_by_all(meeting, now):
    """Everything that anybody can open, drawn: the card, the console, and each one's own."""
    views = [card(meeting, now, SAY), larger(meeting, now, SAY), console(meeting, now, SAY)]
    views += [choose_person("remove", meeting, SAY), choose_writing(meeting, {}, now, SAY)]
    for number in range(1, 9):
        by = actor(number)
        views += [options(meeting, by, now, SAY), whats_now(meeting, by, SAY)]
        views.append(private_help(Ears(meeting), by.id, now, SAY))
        views.append(ballot(meeting, id_for("vote", meeting), by.id, SAY))
    return [view.to_components() for view in views]


def presses(place):
    """What others and the author do afterwards, one each few seconds; some of it is refused."""
    return [
        lambda m, at: rounds.pass_on(m, actor(3), at, place),
        lambda m, at: hands.raise_hand(m, actor(4), place),
        lambda m, at: agenda.suggest(m, actor(2), "Sleep"),
        lambda m, at: rounds.next_speaker(m, LEAD, at, m.place),
        lambda m, at: hands.ready(m, actor(5), place),
        lambda m, at: ask_for(m, actor(6), at=at),
        lambda m, at: rounds.typed(m, actor(7), at, place),
        lambda m, at: rounds.next_speaker(m, LEAD, at, m.place),
        lambda m, at: agenda.suggest(m, actor(8), "Work"),
        lambda m, at: stages.advance(m, LEAD, at, m.place, sure=True),
    ]


def told(author, stage):
    """The answers to everybody over ten edits in the world of this author."""
    meeting = evening(8, stage)
    now, place = NOW, meeting.place
    meeting = hold(meeting, actor(author), "I drank on Friday.", number=77, counts_from=COUNTED)
    answers = [seen_by_all(meeting, now)]
    for press in presses(place):
        now += STEP
        try:
            meeting = press(meeting, now)
        except Refusal as refused:
            answers.append(refused.key)
        answers.append(seen_by_all(meeting, now))
    return answers


@pytest.mark.parametrize(
    "stage", [StageKey.CHECK_IN, StageKey.AGENDA, StageKey.DISCUSSION, StageKey.WORKING]
)
def test_over_ten_edits_nothing_differs_for_anybody(stage):
    first, *others = (told(author, stage) for author in AUTHORS)
    assert all(other == first for other in others)


def test_the_edits_do_tell_other_things_apart():
    # The comparison would see it: a turn that ended with the words would differ by its author.
    meeting = evening(8, StageKey.CHECK_IN)
    spoken = [seen_by_all(rounds.typed(meeting, actor(n), NOW, meeting.place), NOW) for n in (2, 5)]
    assert spoken[0] != spoken[1]


def test_nothing_on_the_card_tells_that_somebody_asked_for_help():
    meeting = evening(6, StageKey.DISCUSSION)
    asked = ask_for(meeting, actor(2), note="it is about my sister")
    shown = [card(one, NOW, SAY).to_components() for one in (asked, meeting)]
    assert shown[0] == shown[1]
