"""Presses, typed words and questions: what is saved, what is said, what is refused."""

import pytest

from bot.domain.errors import Stale
from bot.domain.meeting import stages
from bot.domain.meeting.form_entries import AidKind
from bot.domain.meeting.rights import (
    EmptyWords,
    MeetingOver,
    NotFacilitator,
    NotHere,
    NotNow,
    StageOver,
)
from bot.domain.meeting.round import round  # noqa: A004 - the round of a meeting
from bot.domain.meeting.round_state import Place
from bot.domain.meeting.talk import hands
from bot.domain.prompts.prompt import Purpose
from bot.domain.template import StageKey
from bot.services.meeting.questions import NoSuchPrompt
from bot.services.meeting.words_posted import NotPosted
from bot.services.ports.trouble import Blocked, Gone, Unsure
from bot.services.retry import run_with_retry
from tests.services.conftest import GUILD, lead, member
from tests.services.small_discord import Lost


async def at(story, key: StageKey, people: int = 5):
    now = await story.begun(people)
    while now.now_in is not key:
        now = await story.meetings.decide(
            now.id, lambda m, when, p=now.place: stages.advance(m, lead(), when, p, sure=True)
        )
    await story.tick()
    return now


async def test_a_double_press_moves_one_speaker(story):
    now = await at(story, StageKey.CHECK_IN)
    press = lambda m, when: round.next_speaker(m, lead(), when, now.place)  # noqa: E731
    after = await story.meetings.decide(now.id, press, lead())
    with pytest.raises(StageOver):
        await story.meetings.decide(now.id, press, lead())
    assert (await story.meetings.get(now.id)).round.floor == after.round.floor != now.round.floor


async def test_a_double_begin_begins_once(story):
    now = await story.begun()
    with pytest.raises(StageOver):
        await story.meetings.begin(now.id, lead(2), Place(0))
    assert (await story.meetings.get(now.id)).facilitators == (1,)
    assert (await story.occurrence()).began_at is not None


class Never:
    """A store in which somebody else is always quicker."""

    async def run(self, work):
        raise Stale

    def latest(self, meeting):
        return None


async def test_whoever_was_quicker_is_seen_and_the_press_is_decided_anew(story):
    told = []

    class Quicker(Never):
        async def run(self, work):
            told.append(work)
            if len(told) < 3:
                raise Stale
            return work

    assert await run_with_retry(Quicker(), lambda _: 1) is told[2]
    told.clear()
    with pytest.raises(Stale):
        await run_with_retry(Never(), lambda _: 1)


@pytest.mark.parametrize("sure", [False, True])
async def test_ending_asks_once(story, sure):
    now = await story.begun()
    if sure:
        await story.meetings.end(now.id, lead(), now.place, sure=True)
        with pytest.raises(MeetingOver):
            await story.meetings.end(now.id, lead(), now.place, sure=True)
    else:
        with pytest.raises(stages.SureToEnd):
            await story.meetings.end(now.id, lead(), now.place, sure=False)


async def test_everything_pressed_after_the_end_says_that_the_meeting_is_over(story):
    now = await story.begun()
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    one, place = member(1), now.place
    presses = [
        story.meetings.get(now.id),
        story.meetings.decide(now.id, lambda m, _: m),
        story.meetings.begin(now.id, lead(), place),
        story.meetings.voice_is(now.id, ()),
        story.door.leave(now.id, one),
        story.door.rename(now.id, one, "R"),
        story.removals.remove(now.id, lead(), one.id, sure=True),
        story.removals.let_back_in(now.id, lead(), one.id),
        story.words.say(now.id, one, place, "hello"),
        story.words.hold(now.id, one, place, "hello"),
        story.words.release(now.id, lead(), 1, show=True),
        story.questions.suggest(now.id, lead()),
        story.questions.ask(now.id, lead(), place, "x"),
    ]
    for press in presses:
        with pytest.raises(MeetingOver):
            await press
    assert await story.meetings.newest(now.id) is None


async def test_what_time_changes_in_a_meeting_that_is_over_is_let_go(story):
    now = await at(story, StageKey.CHECK_IN)
    assert story.meetings.next_change() is not None
    await story.kept.run(lambda tx: tx.live_meetings.delete(now.id))
    await story.meetings.on_time(now.id)
    assert story.meetings.next_change() is None


# --------------------------------------------------------------------------- typed words


async def test_typed_words_are_the_turn_and_nothing_of_them_is_kept(story):
    now = await at(story, StageKey.CHECK_IN)
    who = next(one for one in now.people if one.id == now.round.floor)
    speaks = next(a for a in [lead(), *map(member, range(5))] if a.id == who.id)
    after = await story.words.say(now.id, speaks, now.place, "  I am here.  ")
    (line,) = [m.drawing for m in story.discord.said(now.room)[-1:]]
    assert dict(line.facts) == {"name": who.name, "text": "I am here."}
    assert line.key == "words.typed_lead", "whoever leads is marked"
    assert after.round.floor != who.id
    assert "I am here" not in repr(await story.meetings.get(now.id))


@pytest.mark.parametrize(
    ("who", "text", "place", "refusal"),
    [
        (member(77), "hello", None, NotHere),
        (member(1), "hello", Place(0), StageOver),
        (member(1), "   ", None, EmptyWords),
    ],
)
async def test_words_that_cannot_be_taken_are_refused(file_story, who, text, place, refusal):
    now = await file_story.begun()
    with pytest.raises(refusal):
        await file_story.words.say(now.id, who, place or now.place, text)


@pytest.mark.parametrize("trouble", [Blocked("forbidden"), Gone()])
async def test_words_that_do_not_reach_the_room_are_given_back(story, trouble):
    now = await at(story, StageKey.CHECK_IN)
    story.discord.plan("send", trouble)
    with pytest.raises(NotPosted) as given:
        await story.words.say(now.id, member(1), now.place, "my words")
    assert given.value.facts == {"text": "my words"}
    assert (await story.meetings.get(now.id)).round == now.round


async def test_words_whose_answer_was_lost_stand_in_the_room_once(story):
    now = await at(story, StageKey.CHECK_IN)
    story.discord.plan("send", Lost())
    await story.words.say(now.id, member(1), now.place, "once")
    assert story.discord.keys(now.room) == ["words.typed"]
    story.discord.plan("send", Unsure(), Unsure())
    with pytest.raises(NotPosted):
        await story.words.say(now.id, member(2), now.place, "never")


async def test_words_count_though_the_stage_went_on_while_they_were_posted(story):
    now = await at(story, StageKey.CHECK_IN)
    send = story.words.messages.send

    async def slowly(*args, **how):
        sent = await send(*args, **how)
        await story.meetings.decide(
            now.id, lambda m, when: stages.advance(m, lead(), when, now.place, sure=True)
        )
        return sent

    story.words.messages.send = slowly
    after = await story.words.say(now.id, member(1), now.place, "just in time")
    assert after.now_in is StageKey.AGENDA
    assert "words.typed" in story.discord.keys(now.room)


# ----------------------------------------------------------------------------- questions


async def test_three_questions_are_suggested_and_one_is_asked_and_remembered(story):
    now = await at(story, StageKey.DISCUSSION)
    first = await story.questions.suggest(now.id, lead())
    more = await story.questions.suggest(now.id, lead())
    assert len(first.suggested) == len(more.suggested) == 3
    assert not set(first.suggested) & set(more.suggested)
    asked = await story.questions.ask(now.id, lead(), now.place, more.suggested[0])
    assert asked.question == more.suggested[0]
    assert await story.kept.run(lambda tx: tx.heard.last(GUILD)) == more.suggested[:1]
    stems = await story.questions.ways_to_respond(asked, [Purpose.AFFIRMATION])
    assert {one.purpose for one in stems[Purpose.AFFIRMATION]} == {Purpose.AFFIRMATION}


@pytest.mark.parametrize(
    ("by", "prompt", "place", "refusal"),
    [
        (member(1), None, None, NotFacilitator),
        (lead(), "no-such", None, NoSuchPrompt),
        (lead(), None, Place(1), StageOver),
    ],
)
async def test_a_question_that_cannot_be_asked_is_refused(file_story, by, prompt, place, refusal):
    now = await at(file_story, StageKey.DISCUSSION)
    some = (await file_story.questions.suggest(now.id, lead())).suggested[0]
    with pytest.raises(refusal):
        await file_story.questions.ask(now.id, by, place or now.place, prompt or some)
    assert await file_story.kept.run(lambda tx: tx.heard.last(GUILD)) == ()


async def test_hands_and_private_requests_belong_to_their_moment(story):
    now = await story.begun()
    with pytest.raises(NotNow):
        await story.meetings.decide(now.id, lambda m, _: hands.raise_hand(m, member(1), now.place))
    after = await story.support.ask(now.id, member(1), AidKind.WORD, "please")
    assert [one.note for one in after.aids] == ["please"]
