"""Topics, one vote each, and what is talked about."""

import pytest

from bot.domain.ids import PromptId
from bot.domain.meeting import clock, stages
from bot.domain.meeting.rights import EmptyWords, NotFacilitator, NotHere, NotNow, StageOver
from bot.domain.meeting.round_state import Place
from bot.domain.meeting.talk import agenda, hands, questions
from bot.domain.template import StageKey
from tests.domain.evenings import ANA, BEN, CHI, FRAN, GUS, evening, later

AT = later()
FOUR = ("rest", "work", "sleep", "money")


def with_topics(*words, stage=StageKey.AGENDA):
    meeting = evening(5, stage)
    for each in words:
        meeting = agenda.suggest(meeting, ANA, each)
    return meeting


def on_to_the_talk(meeting):
    return stages.advance(meeting, FRAN, AT, meeting.place, sure=True)


def test_a_topic_carries_no_name_unless_wished():
    meeting = agenda.suggest(with_topics("rest"), BEN, "work", with_name=True)
    assert [(topic.text, topic.by) for topic in meeting.topics] == [
        ("rest", None),
        ("work", BEN.id),
    ]


def test_the_same_words_stand_there_once_and_long_ones_are_cut():
    meeting = with_topics("  Rest  and play", "rest and PLAY", "x" * 99)
    assert [topic.text for topic in meeting.topics] == ["Rest and play", "x" * 80]


def test_topics_are_refused_when_empty_too_many_too_late_or_from_outside():
    meeting = with_topics(*(f"topic {number}" for number in range(agenda.MOST_TOPICS)))
    with pytest.raises(agenda.AgendaFull):
        agenda.suggest(meeting, ANA, "one more")
    with pytest.raises(EmptyWords):
        agenda.suggest(meeting, ANA, "  ")
    with pytest.raises(NotHere):
        agenda.suggest(meeting, GUS, "rest")
    with pytest.raises(NotNow):
        agenda.suggest(evening(5, StageKey.WORKING), ANA, "rest")


def test_everybody_has_one_vote_and_may_move_it():
    meeting = with_topics(*FOUR)
    one, two, *_ = (topic.number for topic in meeting.topics)
    meeting = agenda.vote(meeting, ANA, meeting.place, one)
    meeting = agenda.vote(meeting, BEN, meeting.place, two)
    meeting = agenda.vote(meeting, ANA, meeting.place, two)
    assert [len(topic.votes) for topic in meeting.topics] == [0, 2, 0, 0]
    assert agenda.vote(meeting, ANA, meeting.place, two) == meeting


def test_there_is_no_vote_with_three_topics_or_outside_the_agenda():
    three = with_topics(*FOUR[:3])
    assert not agenda.takes_votes(three)
    with pytest.raises(NotNow):
        agenda.vote(three, ANA, three.place, three.topics[0].number)
    talk = on_to_the_talk(with_topics(*FOUR))
    with pytest.raises(NotNow):
        agenda.vote(talk, ANA, talk.place, talk.topics[0].number)


def test_votes_from_outside_late_or_for_nothing_are_refused():
    meeting = with_topics(*FOUR)
    with pytest.raises(NotHere):
        agenda.vote(meeting, GUS, meeting.place, meeting.topics[0].number)
    with pytest.raises(StageOver):
        agenda.vote(meeting, ANA, Place(2), meeting.topics[0].number)
    with pytest.raises(agenda.NoSuchTopic):
        agenda.vote(meeting, ANA, meeting.place, 999)


def test_the_talk_begins_with_the_topic_of_most_votes():
    meeting = with_topics(*FOUR)
    for actor in (ANA, BEN):
        meeting = agenda.vote(meeting, actor, meeting.place, meeting.topics[2].number)
    meeting = agenda.vote(meeting, CHI, meeting.place, meeting.topics[0].number)
    assert [topic.text for topic in agenda.by_votes(meeting)] == ["sleep", "rest", "work", "money"]
    assert agenda.topic_now(on_to_the_talk(meeting)) == "sleep"


def test_without_topics_the_talk_is_about_what_the_evening_was_announced_for():
    assert agenda.topic_now(evening(5, StageKey.DISCUSSION)) == ""


def test_the_facilitator_chooses_the_topic_and_the_choice_stays():
    talk = on_to_the_talk(with_topics(*FOUR))
    second = talk.topics[1].number
    chosen = agenda.talk_about(talk, FRAN, later(3), talk.place, second)
    assert agenda.topic_now(chosen) == "work"
    assert agenda.talk_about(chosen, FRAN, later(3), chosen.place, second) == chosen
    back = stages.back(chosen, FRAN, later(1), chosen.place)
    assert agenda.topic_now(on_to_the_talk(back)) == "work"


def test_a_topic_has_had_the_time_since_it_was_chosen_pauses_left_out():
    talk = on_to_the_talk(with_topics(*FOUR))
    assert agenda.topic_since(talk, later(5)) == talk.since
    chosen = agenda.talk_about(talk, FRAN, later(6), talk.place, talk.topics[1].number)
    assert agenda.topic_since(chosen, later(9)) == later(6)
    paused = clock.resume(clock.pause(chosen, FRAN, later(10)), FRAN, later(15))
    assert agenda.topic_since(paused, later(20)) == later(11)


def test_a_question_belongs_to_its_topic_and_goes_with_it():
    talk = on_to_the_talk(with_topics(*FOUR))
    asked = questions.ask(talk, FRAN, talk.place, PromptId("p"))
    chosen = agenda.talk_about(asked, FRAN, later(3), asked.place, asked.topics[1].number)
    assert (asked.question, chosen.question, chosen.suggested) == ("p", None, ())
    assert chosen.asked == ("p",)


def test_a_topic_does_not_close_silently_while_hands_are_up():
    talk = on_to_the_talk(with_topics(*FOUR))
    up = hands.raise_hand(talk, BEN, talk.place)
    second = talk.topics[1].number
    with pytest.raises(hands.HandsUp):
        agenda.talk_about(up, FRAN, later(3), up.place, second)
    chosen = agenda.talk_about(up, FRAN, later(3), up.place, second, sure=True)
    assert agenda.topic_now(chosen) == "work"


def test_choosing_a_topic_is_for_facilitators_in_the_talk():
    talk = on_to_the_talk(with_topics(*FOUR))
    with pytest.raises(NotFacilitator):
        agenda.talk_about(talk, ANA, later(3), talk.place, talk.topics[0].number)
    with pytest.raises(agenda.NoSuchTopic):
        agenda.talk_about(talk, FRAN, later(3), talk.place, 999)
    with pytest.raises(StageOver):
        agenda.talk_about(talk, FRAN, later(3), Place(1), talk.topics[0].number)
    early = with_topics(*FOUR)
    with pytest.raises(NotNow):
        agenda.talk_about(early, FRAN, later(3), early.place, early.topics[0].number)
