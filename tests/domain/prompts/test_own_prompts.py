"""A group's own questions: kept, changed, retired, looked at twice, and never more than 500."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import prompts
from bot.domain.ids import MemberId, PromptId
from bot.domain.person import Actor
from bot.domain.prompts import own_prompt as rules
from bot.domain.prompts.own_prompt import OwnPrompt, State
from tests.domain.own_prompts import GUILD, NOW, own, prompt

LATER = NOW + timedelta(days=1)
FRAN, IVY = (Actor(MemberId(n), name, leads=True) for n, name in ((1, "Fran"), (3, "Ivy")))


def test_no_question_of_the_library_passes_for_a_groups_own():
    assert not [one.id for one in prompts.load() if rules.is_own(one.id)]
    assert rules.is_own(rules.own_id("7k2m9q"))


def test_only_facilitators_keep_the_groups_questions():
    rules.must_write(Actor(MemberId(1), "Fran", leads=True))
    with pytest.raises(rules.NotForYou):
        rules.must_write(Actor(MemberId(2), "Olu", manages=True))


def test_a_question_says_nothing_of_who_wrote_it_but_while_it_waits():
    kept = {"guild", "language", "prompt", "state", "changed_at", "writer"}
    assert {one.name for one in fields(OwnPrompt)} == kept
    waiting = rules.write(GUILD, "en", prompt(), NOW, reviewed_after=FRAN.id)
    for after in (
        rules.write(GUILD, "en", prompt(), NOW, reviewed_after=None),
        rules.approve(waiting, IVY, LATER),
        rules.retire(waiting, LATER),
        rules.decline(waiting, LATER),
        rules.edit(waiting, prompt(text="What else?"), LATER, reviewed_after=None),
    ):
        assert after.writer is None


@pytest.mark.parametrize("review", [False, True])
def test_a_new_question_is_offered_at_once_or_waits_for_a_second_look(review):
    made = rules.write(GUILD, "en", prompt(), NOW, reviewed_after=FRAN.id if review else None)
    assert made.state is (State.WAITING_REVIEW if review else State.ACTIVE)
    assert rules.active([made], "en") == (() if review else (prompt(),))
    assert rules.active([made], "de") == ()


def test_a_changed_question_is_looked_at_again_and_an_unchanged_one_is_not():
    changed = rules.edit(own(), prompt(text="What else?"), LATER, reviewed_after=FRAN.id)
    assert (changed.state, changed.changed_at) == (State.WAITING_REVIEW, LATER)
    assert rules.edit(own(), prompt(), LATER, reviewed_after=FRAN.id) == own()


def test_a_retired_question_is_offered_to_nobody_and_comes_back_by_changing_it():
    retired = rules.retire(own(), LATER)
    assert rules.active([retired], "en") == ()
    assert rules.retire(retired, LATER + timedelta(days=1)) == retired
    back = rules.edit(retired, retired.prompt, LATER, reviewed_after=None)
    assert rules.active([back], "en") == (prompt(),)


def test_the_second_look_is_somebody_elses_and_happens_once():
    waiting = replace(own(state=State.WAITING_REVIEW), writer=FRAN.id)
    with pytest.raises(rules.NeedsSomeoneElse):
        rules.approve(waiting, FRAN, LATER)
    good = rules.approve(waiting, IVY, LATER)
    assert good.state is State.ACTIVE
    with pytest.raises(rules.NotWaiting):
        rules.approve(good, IVY, LATER)


def test_a_question_is_put_aside_while_it_waits_and_not_once_it_is_offered():
    waiting = replace(own(state=State.WAITING_REVIEW), writer=FRAN.id)
    assert rules.decline(waiting, LATER) == rules.retire(waiting, LATER)
    with pytest.raises(rules.NotWaiting):
        rules.decline(rules.approve(waiting, IVY, LATER), LATER)


@given(
    live=st.integers(0, rules.MOST),
    retired=st.integers(0, rules.MOST),
    more=st.integers(0, rules.MOST + 1),
)
def test_a_group_never_has_more_than_five_hundred_and_only_retired_ones_make_room(
    live, retired, more
):
    retired = min(retired, rules.MOST - live)
    there = [own(f"g{n}") for n in range(live)]
    there += [
        own(f"gr{n}", state=State.RETIRED, at=NOW - timedelta(days=n)) for n in range(retired)
    ]
    new = [own(f"gn{n}") for n in range(more)]
    if live + more > rules.MOST:
        with pytest.raises(rules.TooManyPrompts):
            rules.add(there, new)
        return
    kept, gone = rules.add(there, new)
    assert kept == tuple(new)
    assert len(there) + len(kept) - len(gone) <= rules.MOST
    assert all(one.startswith("gr") for one in gone)
    assert list(gone) == [
        PromptId(f"gr{n}") for n in range(retired - 1, retired - 1 - len(gone), -1)
    ]


def test_other_languages_keep_their_own():
    german = replace(own(), language="de")
    assert rules.active([own("ga"), german], "de") == (german.prompt,)
