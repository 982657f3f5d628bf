"""The scripted evening, on the real bot and a real database: what a facilitator would look for."""

import json
import re
from collections import Counter

import pytest

from bot.content import notes, prompts, runs
from bot.rehearsal.plain_text import plain
from bot.rehearsal.script.parts import LINES
from bot.rehearsal.session import RehearsalWish, rehearse
from bot.text.catalog import sentences_of, speaker

SAY = speaker("en")
STAGES = [
    "lobby",
    "welcome",
    "check_in",
    "agenda",
    "discussion",
    "working",
    "check_out",
    "close",
]
KEYS = [
    "stages",
    "turns",
    "passes",
    "listening",
    "questions",
    "rooms_opened",
    "rooms_closed",
    "duration_minutes",
    "letters_verified",
]


@pytest.fixture
def play(tmp_path):
    """`await play(seed, …)`: the exit code, what was told, and the transcript."""
    from bot.app import composition  # noqa: PLC0415 - heavy, and only here
    from bot.discordio.overwrites.permissions import INVITE  # noqa: PLC0415

    async def played(seed, database=None):
        file, told = tmp_path / f"{seed}.json", list[str]()
        wish = RehearsalWish("tuesday-group", True, 1000, seed, file, database=database)
        code = await rehearse(wish, composition.build, INVITE, told.append)
        return code, "\n".join(told), json.loads(file.read_text(encoding="utf-8"))

    return played


async def test_an_evening_goes_through_every_stage_and_closes_its_room(play):
    code, told, transcript = await play(1)
    assert code == 0, told
    _is_a_whole_evening(transcript["summary"])
    _every_stage_had_its_card_and_console(transcript["entries"])
    _nothing_is_posted_twice(transcript["entries"])
    _private_answers_are_private(transcript["entries"])
    _nobody_is_refused(transcript["entries"])
    _what_needs_no_name_has_none(transcript["entries"])
    _what_is_written_alone_is_read_alone(transcript["entries"])
    _a_letter_came_to_one_alone_and_is_genuine(transcript)
    _the_facilitator_uses_a_note_a_run_and_a_reflection(transcript["entries"])


async def test_another_seed_is_another_evening_on_postgres_too(play, pg_url):
    code, told, transcript = await play(2, pg_url)
    assert code == 0, told
    _is_a_whole_evening(transcript["summary"])
    _every_stage_had_its_card_and_console(transcript["entries"])
    _nothing_is_posted_twice(transcript["entries"])
    _nobody_is_refused(transcript["entries"])
    [quiet] = _authors(transcript, "Just listening")
    assert quiet not in _authors(transcript, "I've finished")


def _is_a_whole_evening(summary):
    assert list(summary) == KEYS
    assert summary["stages"] == STAGES
    assert (summary["turns"], summary["listening"]) == (14, 1)
    assert summary["passes"] == 2
    assert summary["questions"] >= 2
    assert (summary["rooms_opened"], summary["rooms_closed"]) == (1, 1)
    assert 60 <= summary["duration_minutes"] <= 100


def _every_stage_had_its_card_and_console(entries):
    shown = [each for each in entries if each["author"] == "OpenRound"]
    for stage in STAGES:
        mine = [each for each in shown if each["stage"] == stage]
        cards = [each for each in mine if each["kind"] == "message" and _is_card(each)]
        assert len(cards) == 1, f"one card for {stage}"
        assert cards[0]["text"].startswith(SAY(f"stage.{stage}"))
        assert [each for each in mine if each["text"].startswith("Say: ")], f"a console in {stage}"


def _is_card(entry):
    return entry["buttons"][-2:] == ["My options", "Private help"]


def _nothing_is_posted_twice(entries):
    public = [each for each in entries if each["kind"] == "message" and len(each["seen_by"]) != 1]
    posted = Counter((each["room"], each["text"]) for each in public)
    assert [words for words, times in posted.items() if times > 1] == []


def _private_answers_are_private(entries):
    """After a press on the door, on `My options`, `Private help` and the like, one person reads."""
    alone = {SAY("pass.fine"), SAY("help.only_you"), SAY("options.heading"), SAY("finished.no")}
    alone |= {SAY("talk.line_in"), SAY("finished.held"), SAY("finished.added")}
    private = [each for each in entries if any(plain_of(one) in each["text"] for one in alone)]
    assert private
    assert all(len(each["seen_by"]) == 1 for each in private)
    for each in entries:
        if each["text"].startswith("Say: ") and each["kind"] != "aloud":
            assert each["seen_by"] == ["Fran"]


def plain_of(sentence):
    return plain([], sentence).text


def _the_facilitator_uses_a_note_a_run_and_a_reflection(entries):
    """Each is read by whoever leads alone, and then said to the room."""
    aloud = [each["text"] for each in entries if each["kind"] == "aloud"]
    note = next(one for one in notes.load() if one.id == "talks-too-long")
    run = next(one for one in runs.library("en") if one.id == "planning")
    read = [each for each in entries if note.going_on in each["text"]]
    gone_through = [each for each in entries if run.steps[-1].text in each["text"]]
    looked_up = [*read, *(each for each in gone_through if each["kind"] != "aloud")]
    assert len(looked_up) >= 3, "a note, a run, and the run with a question on the card"
    assert all(each["seen_by"] == ["Fran"] for each in looked_up)
    for said in (note.say, run.steps[0].text, run.steps[1].text, run.steps[-1].text):
        assert [each for each in aloud if said in each]
    asked = [each for each in entries if run.steps[0].text in each["text"] and _is_card(each)]
    assert [each for each in asked if each["seen_by"] == ["everyone"]]
    reflections = {one.reflect for one in prompts.load() if one.reflect}
    assert [each for each in aloud if each in reflections], "what belongs to the question asked"
    assert [each for each in entries if each["text"].startswith("[I said back what I heard")]


def _nobody_is_refused(entries):
    refusals = [words for key, words in sentences_of("en").items() if key.startswith("refusal.")]
    patterns = [re.sub(r"\\\{\w+\\\}", ".+", re.escape(plain_of(words))) for words in refusals]
    said = [each["text"] for each in entries if each["author"] == "OpenRound"]
    assert [text for text in said if any(re.fullmatch(one, text) for one in patterns)] == []


def _what_needs_no_name_has_none(entries):
    """Topics, lines on the board and words without a name reach the room without one."""
    unnamed = [each for each in entries if "Somebody here writes:" in each["text"]]
    assert len(unnamed) == 1
    written = unnamed[0]["text"].partition("\n")[2]
    [author] = {each["author"] for each in entries if written in each["text"] and _is_form(each)}
    assert author not in unnamed[0]["text"]


def _what_is_written_alone_is_read_alone(entries):
    """A worksheet and plans are read by whoever wrote them; the room sees one shared line."""
    page, plan = LINES["writing"]["page"], LINES["writing"]["then"]
    assert len([each for each in entries if plan in each["text"] and not _is_form(each)]) == 2
    seen = [each for each in entries if page in each["text"] and each["seen_by"] == ["everyone"]]
    assert seen
    assert all(f"• {page}\n" in each["text"] + "\n" for each in seen)
    for each in entries:
        if plan in each["text"]:
            assert each["seen_by"] != ["everyone"]


def _a_letter_came_to_one_alone_and_is_genuine(transcript):
    """The one who asked gets it in private; whoever it is shown to reads what it states."""
    entries = transcript["entries"]
    assert transcript["summary"]["letters_verified"] == 1
    [asked] = _authors(transcript, "Attendance letter")
    [letter] = [each for each in entries if "(a file: letter-" in each["text"]]
    assert (letter["room"], letter["seen_by"]) == (f"direct message to {asked}", [asked])
    [checked] = [each for each in entries if plain_of(SAY("verify.by_code")) in each["text"]]
    assert checked["seen_by"] == ["Olu"]
    assert LINES["letter"]["name"] in checked["text"]
    assert "(a file: verify.html)" in checked["text"]


def _is_form(entry):
    return entry["kind"] == "filled"


def _authors(transcript, label):
    presses = (each for each in transcript["entries"] if each["kind"] == "press")
    return {each["author"] for each in presses if each["text"].strip("[]").startswith(label)}
