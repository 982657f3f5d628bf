"""What just happened, a line each, and the six steps of a first try."""

import pytest

from bot.rehearsal import cast
from bot.rehearsal.page.first_try import FirstTry, evening, from_scratch
from bot.rehearsal.page.news import Happening, News

NEW = "Chi"


@pytest.fixture
def news(world):
    heard: list[Happening] = []
    made = News(world, heard.append)
    return made, heard


def told(made):
    return [line["text"] for line in made.lines]


async def test_who_did_what_is_told_newest_first(news, world):
    made, heard = news
    done = await cast.say(world.facilitator, "toy card", world.announcements, title="Now")
    form = await cast.press(world["Ana"], "Type instead", on=done.message)
    await cast.fill(world["Ana"], form, {"What you": "Not for the page.", "How": "Without"})
    menu = await cast.press(world["Ben"], "My options")
    await cast.choose(world["Ben"], "More", "Skip", on=menu.message)
    await cast.come_in(world["Chi"], world.guild.create_voice_channel("Room"))
    await cast.go_out(world["Chi"])
    assert told(made) == [
        "Chi left the room.",
        "Chi came into the room.",
        "Ben chose “Skip”.",
        "Ben pressed “My options”.",
        "Ana sent what they wrote.",
        "Ana pressed “Type instead”.",
        "Fran sent /toy card title:Now",
    ]
    assert [each.what for each in heard][:2] == ["command", "press"]


async def test_what_a_beginner_may_ask_about_is_told_with_its_reason(news):
    made, _ = news
    for one in (Happening("press", "Ben", "Pass"), Happening("stage", "", "check_in")):
        made.add(one)
    assert [line["why"] for line in made.lines] == [
        "Each person says a few words in turn, or passes.",
        (
            "Passing is always fine, and nobody is asked why."
            " Somebody new is never among the first three to speak."
        ),
    ]
    made.add(Happening("press", "Fran", "Next speaker"))
    assert "forgets to press" in made.lines[0]["why"]
    assert "Somebody forgot" not in made.lines[0]["why"]
    made.heard("Ana", "A loud week.")
    assert made.lines[0]["text"] == "Ana says: “A loud week.”"
    made.add(Happening("press", "Ana", "What is this about?"))
    assert made.lines[0]["why"] == ""


EVENING = [
    (Happening("press", NEW, "Join"), "join"),
    (Happening("came", NEW, ""), "agree"),
    (Happening("came", "Ana", ""), "everyone"),
    (Happening("press", "Fran", "My options"), "options"),
    (Happening("stage", "", "welcome"), "begin"),
    (Happening("press", "Ana", "Pass"), "turn"),
]
SCRATCH = [
    (Happening("command", "Olu", "/setup server timezone:Europe/London"), "setup"),
    (Happening("command", "Olu", "/setup check"), "check"),
    (Happening("command", "Fran", "/meeting schedule title:Tuesday"), "plan"),
    (Happening("press", NEW, "Just listening"), "door"),
    (Happening("came", "Ana", ""), "everyone"),
    (Happening("stage", "", "welcome"), "lead"),
]


@pytest.mark.parametrize(("steps", "happened"), [(evening, EVENING), (from_scratch, SCRATCH)])
def test_each_of_six_steps_is_done_by_doing_it(steps, happened):
    trying = FirstTry(steps(NEW), NEW)
    assert len(trying.steps) == 6
    trying.happened(Happening("came", "Fran", ""))
    for count, (one, key) in enumerate(happened):
        assert [each["done"] for each in trying.state("")].count(True) == count
        trying.happened(one)
        assert key in trying.done


@pytest.mark.parametrize("steps", [evening, from_scratch])
def test_people_are_in_when_somebody_came_besides_the_newcomer_and_who_leads(steps):
    trying = FirstTry(steps(NEW), NEW)
    for what, who in (("came", NEW), ("came", "Fran"), ("left", "Fran"), ("came", "Ana")):
        trying.happened(Happening(what, who, ""))
        assert "everyone" not in trying.done
    trying.happened(Happening("came", "Fran", ""))
    assert "everyone" in trying.done


def test_what_somebody_else_does_is_no_step():
    trying = FirstTry(evening(NEW), NEW)
    trying.happened(Happening("press", "Ana", "Join"))
    trying.happened(Happening("stage", "", "lobby"))
    assert trying.done == set()


def test_the_last_step_is_shown_through_the_eyes_of_whoever_has_the_floor():
    trying = FirstTry(evening(NEW), NEW)
    assert (trying.state("Ana")[-1]["eyes"], trying.state("Ana")[-1]["label"]) == (
        "Ana", "I've finished",
    )  # fmt: skip
    assert (trying.state("")[-1]["eyes"], trying.state("")[-1]["label"]) == ("Fran", "Next stage")
    assert (trying.state("Fran")[-1]["eyes"], trying.state("Fran")[-1]["label"]) == (
        "Fran", "I've finished",
    )  # fmt: skip
