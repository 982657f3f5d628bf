"""Everyone who came just now goes in one press and comes back in one, or only listens."""

from dataclasses import replace

import pytest

from bot.domain.ids import MemberId, MessageId
from bot.domain.meeting import help_requests
from bot.domain.meeting.form_entries import AidKind, Post
from bot.domain.meeting.members import leaving, newcomers, participation
from bot.domain.meeting.members.newcomers import NobodyNew, SureToSweep
from bot.domain.meeting.rights import NotFacilitator, OnlyListening, Removed, SweptOut
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.talk import agenda, board, hands, posted_words, taking_down
from bot.domain.person import Actor, Voice, Way
from bot.domain.template import StageKey
from tests.domain.evenings import (
    ANA,
    BEN,
    CHI,
    FRAN,
    GUS,
    at_stage,
    evening,
    floor,
    forget,
    hold,
    into_voice,
    join,
    later,
    lobby,
)

NOW = later(30)
RAIDERS = tuple(Actor(MemberId(9_000_001 + n), f"Raider {n}") for n in range(40))
IVY = Actor(MemberId(6_700_001), "Ivy", leads=True)
OLU = Actor(MemberId(6_700_002), "Olu", manages=True)
IDS = frozenset(one.id for one in RAIDERS)


def raid(stage: StageKey = StageKey.DISCUSSION):
    """Forty come within some minutes, and write; Ivy and Olu come with them."""
    now = evening(6, stage)
    for second, one in enumerate((*RAIDERS, IVY, OLU)):
        now = join(now, one, later(25, second))
    for number, one in enumerate(RAIDERS, start=1):
        now = posted_words.noted(now, Post(number, now.room, MessageId(number), one.id))
    return posted_words.noted(now, Post(99, now.room, MessageId(99), ANA.id))


def swept(now, **how):
    return newcomers.remove_all(now, FRAN, NOW, sure=True, **how)


def test_it_asks_once_with_the_number():
    with pytest.raises(SureToSweep) as asked:
        newcomers.remove_all(raid(), FRAN, NOW)
    assert asked.value.facts == {"count": 40}


def test_everyone_new_is_out_and_nobody_else_nor_who_holds_the_role_or_the_server():
    out = swept(raid())
    assert out.removed == IDS
    assert {one.id for one in out.here} >= {ANA.id, BEN.id, IVY.id, OLU.id}
    with pytest.raises(SweptOut):
        join(out, RAIDERS[0], NOW)


def test_who_stepped_out_and_came_back_is_not_new():
    now = leaving.leave(raid(), BEN, later(28))
    now = join(now, BEN, later(29))
    assert BEN.id not in newcomers.who(now, NOW)


def test_who_came_and_left_again_counts_too_and_cannot_come_back():
    now = leaving.leave(raid(), RAIDERS[3], later(28))
    out = swept(now)
    with pytest.raises(Removed):
        join(out, RAIDERS[3], NOW)


def test_who_came_into_the_voice_room_alone_counts_where_the_moment_is_known():
    early, late, old = (Actor(MemberId(9_500_000 + n), "") for n in range(3))
    now = into_voice(into_voice(raid(), early, later(2)), late, later(29))
    now = replace(now, voice=(*now.voice, Voice(old.id)))
    assert late.id in newcomers.who(now, NOW)
    assert not {early.id, old.id} & set(newcomers.who(now, NOW))
    assert late.id not in newcomers.who(now, NOW, {late.id})


def test_a_helper_of_today_is_spared_though_they_came_just_now():
    now = raid()
    now = replace(now, facilitators=(*now.facilitators, RAIDERS[0].id))
    assert RAIDERS[0].id not in newcomers.who(now, NOW)


def test_many_at_once_are_worth_a_word_but_not_the_group_that_arrives():
    assert newcomers.came_in_a_crowd(raid(), NOW) == 40
    assert newcomers.came_in_a_crowd(lobby(9), later(-4)) == 0
    few = join(join(evening(6), RAIDERS[0], later(25)), RAIDERS[1], later(25))
    assert newcomers.came_in_a_crowd(few, NOW) == 0


def test_ten_minutes_later_nobody_is_new():
    with pytest.raises(NobodyNew):
        newcomers.remove_all(raid(), FRAN, later(36), sure=True)


def test_what_stands_under_their_names_goes_with_them_where_that_is_wished():
    now = raid(StageKey.AGENDA)
    now = agenda.suggest(now, RAIDERS[0], "coins", with_name=True)
    now = agenda.suggest(now, RAIDERS[1], "nobody knows whose")
    kept, gone = swept(now), swept(now, words_too=True)
    assert taking_down.count_of(kept, IDS) == 41
    assert [post.author for post in gone.posts] == [ANA.id]
    assert [topic.text for topic in gone.topics] == ["nobody knows whose"]


def test_one_press_brings_all_back_as_they_were_and_a_second_changes_nothing():
    now = leaving.leave(raid(), RAIDERS[3], later(28))
    out = swept(now)
    back = newcomers.let_all_back_in(out, FRAN, NOW, 1)
    assert {one.id for one in back.here} == {one.id for one in now.here}
    assert back.removed == frozenset()
    assert newcomers.let_all_back_in(back, FRAN, NOW, 1) == back


def test_who_was_removed_for_themselves_stays_out():
    now = leaving.remove(raid(), FRAN, later(27), RAIDERS[0].id, sure=True)
    back = newcomers.let_all_back_in(swept(now), FRAN, NOW, 1)
    assert back.removed == {RAIDERS[0].id}


def test_who_was_let_back_alone_and_removed_again_stays_out_when_the_others_come_back():
    one = RAIDERS[0].id
    now = leaving.let_back_in(swept(raid()), FRAN, one)
    now = leaving.remove(now, FRAN, NOW, one, sure=True)
    assert newcomers.let_all_back_in(now, FRAN, NOW, 1).removed == {one}


def test_who_had_themselves_forgotten_meanwhile_stays_out_and_stands_nowhere():
    out = forget(swept(raid()), RAIDERS[0], NOW)
    assert RAIDERS[0].id not in out.sweeps[0].members
    back = newcomers.let_all_back_in(out, FRAN, NOW, 1)
    with pytest.raises(Removed):
        join(back, RAIDERS[0], NOW)


def test_in_a_round_the_floor_goes_on_and_comes_back_in_order():
    now = at_stage(lobby(4), StageKey.CHECK_IN)
    for second, one in enumerate(RAIDERS[:5]):
        now = join(now, one, later(1, second))
    while floor(now) not in IDS:
        now = rounds.next_speaker(now, FRAN, later(2), now.place)
    out = newcomers.remove_all(now, FRAN, later(3), sure=True)
    assert out.round.floor is None
    assert not IDS & {seat.member for seat in out.round.seats}
    back = newcomers.let_all_back_in(out, FRAN, later(3), 1)
    assert {seat.member for seat in back.round.seats} >= {one.id for one in RAIDERS[:5]}


@pytest.mark.parametrize("by", [ANA, GUS, RAIDERS[0]])
def test_nobody_but_who_leads_does_any_of_it(by):
    for press in (
        lambda: newcomers.remove_all(raid(), by, NOW, sure=True),
        lambda: newcomers.let_all_back_in(swept(raid()), by, NOW, 1),
        lambda: newcomers.only_listen(raid(), by),
    ):
        with pytest.raises((NotFacilitator, Removed)):
            press()


# --------------------------------------------------------------------- newcomers only listen


def quiet(stage: StageKey = StageKey.DISCUSSION):
    """Only those who were here write; then Chi's friend comes in."""
    now = newcomers.only_listen(evening(6, stage), FRAN)
    return join(now, RAIDERS[0], NOW)


def everything(by, place):
    """All that others would see."""
    return [
        lambda m: agenda.suggest(m, by, "coins"),
        lambda m: agenda.vote(m, by, place, 1),
        lambda m: hands.raise_hand(m, by, place),
        lambda m: hands.ready(m, by, place),
        lambda m: board.hold(m, by, place, "coins", number=7, counts_from=NOW),
        lambda m: board.add_line(m, by, place, "a", "coins"),
        lambda m: participation.rename(m, by, "Coins"),
        lambda m: rounds.come_back(m, by, place),
    ]


@pytest.mark.parametrize("stage", [StageKey.CHECK_IN, StageKey.AGENDA, StageKey.DISCUSSION])
def test_a_newcomer_comes_in_to_listen_and_puts_nothing_where_others_see_it(stage):
    now = quiet(stage)
    assert now.person(RAIDERS[0].id).way is Way.LISTENING
    for press in everything(RAIDERS[0], now.place):
        with pytest.raises(OnlyListening):
            press(now)
    again = join(now, RAIDERS[0], NOW, Way.SPEAKING)
    assert again.person(RAIDERS[0].id).way is Way.LISTENING


def test_help_is_there_for_a_newcomer_all_the_same():
    asked = help_requests.ask_for(quiet(), RAIDERS[0], NOW, AidKind.BOTHERED, number=1)
    assert asked.aids[-1].member == RAIDERS[0].id


def test_those_who_were_here_go_on_also_when_they_come_back():
    now = join(leaving.leave(quiet(), CHI, NOW), CHI, NOW)
    assert now.person(CHI.id).way is Way.SPEAKING
    assert hands.raise_hand(now, CHI, now.place).hands


def test_who_holds_the_role_or_helps_writes_though_new():
    now = join(quiet(), IVY, NOW)
    assert now.person(IVY.id).way is Way.SPEAKING
    assert hold(now, IVY, "welcome all").held
    now = replace(now, facilitators=(*now.facilitators, RAIDERS[0].id))
    assert now.may_write(RAIDERS[0].id)


def test_pressed_twice_those_who_came_meanwhile_still_listen_and_undone_all_may_write():
    now = newcomers.only_listen(quiet(), FRAN)
    assert not now.may_write(RAIDERS[0].id)
    now = newcomers.only_listen(now, FRAN, only=False)
    now = join(now, RAIDERS[0], NOW, Way.SPEAKING)
    assert hands.raise_hand(now, RAIDERS[0], now.place).hands


def test_who_comes_back_while_newcomers_listen_listens_too():
    now = newcomers.only_listen(swept(raid()), FRAN)
    back = newcomers.let_all_back_in(now, FRAN, NOW, 1)
    ways = {one.way for one in back.here if one.id in IDS}
    assert ways == {Way.LISTENING}


def test_nobody_removed_writes_when_all_may_again():
    now = swept(raid())
    assert not now.may_write(RAIDERS[0].id)
    now = newcomers.only_listen(now, FRAN)
    assert now.writers is not None
    assert not IDS & now.writers
