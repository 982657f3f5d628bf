"""`/prompt add`, `edit`, `retire`, `import` and `export`: the group's own questions."""

import csv
import io

import pytest

from bot.rehearsal import cast
from tests.cogs.asking_around import SEA, SONG, add, file_of, own, prompt, questions, send
from tests.cogs.group import Group
from tests.content.malformed import HEAD, NO_PACKS, NOTHING_TO_TAKE


@pytest.fixture
def ivy(group):
    """A second facilitator."""
    user = group.env.create_user("ivy", global_name="Ivy")
    joined = group.world.guild.add_member(user, roles=[group.world.facilitators])
    group.world.members["Ivy"] = joined
    return joined


async def review(group: Group) -> None:
    """Let the organiser want a second look."""
    panel = await cast.say(group.world.organiser, "setup server", group.world.organisers)
    done = await cast.press(group.world.organiser, "Approve questions: off", on=panel.message)
    assert "new questions reviewed" in done.text


# ---------------------------------------------------------------------- add, edit and retire


async def test_an_own_question_is_kept_found_asked_and_on_the_card(evening):
    group = await evening("Ana", "Ben", "Chi", "Dmitri", stage="discussion")
    kept = await add(group, why="We live by the sea.")
    assert kept.private
    assert kept.text.startswith("Kept.")
    found = await prompt(group, "Fran", "find", text="walk by the sea")
    assert questions(found)[0] == SEA
    await cast.press(group["Fran"], "Ask", on=found.message)
    await group.wait(2)
    assert SEA in group.words
    assert SEA in (await group.console()).text


async def test_what_is_not_open_or_not_kind_is_explained(group):
    for text, told in (
        ("Do you like the sea?", "Yes or no would answer it."),
        ("What should you do now?", "tell people what to do"),
        ("What would an addict say?", "Say instead"),
    ):
        answer = await add(group, text)
        assert answer.text.startswith("Not kept yet.")
        assert told in answer.text
    assert await own(group) == {}


async def test_a_word_alone_is_not_called_hard_to_read(group):
    answer = await add(group, "Hello")
    assert "Not kept yet." in answer.text
    assert "shorter words" not in answer.text


async def test_what_could_be_better_is_told_and_kept(group):
    answer = await add(group, "What would help you quit?")
    assert answer.text.startswith("Kept.")
    assert "could be even better" in answer.text


async def test_a_question_is_changed_retired_and_brought_back(group):
    await add(group)
    name = (await own(group))[SEA]
    changed = await prompt(group, "Fran", "edit", prompt=name, text=SONG)
    assert changed.text.startswith("Changed.")
    assert await own(group, typed="song") == {SONG: name}
    gone = await prompt(group, "Fran", "retire", prompt=name)
    assert SONG in gone.text
    assert SONG not in (await prompt(group, "Ana", "find", text="song night shift")).text
    await prompt(group, "Fran", "edit", prompt=name, point="urges")
    assert SONG in (await prompt(group, "Ana", "find", text="song night shift")).text


async def test_a_question_that_is_not_ours_is_said_to_be_none(group):
    for command in ("edit", "retire"):
        answer = await prompt(group, "Fran", command, prompt="u001")
        assert "no such question of its own" in answer.shown.text


async def test_members_see_no_list_and_change_nothing(group):
    await add(group)
    assert await own(group, "Ana") == {}
    for command, options in (
        ("add", {"text": SONG, "point": "urges"}),
        ("edit", {"prompt": "gx", "text": SONG}),
        ("retire", {"prompt": "gx"}),
        ("import", {"file": ("a.csv", b"text,point\n")}),
        ("export", {}),
    ):
        answer = await prompt(group, "Ana", command, **options)
        assert answer.private
        assert "Only people who lead meetings can change" in answer.shown.text


# -------------------------------------------------------------------------- the second look


async def test_a_second_facilitator_looks_before_anybody_is_offered_it(group, ivy):
    await review(group)
    kept = await add(group)
    assert "It's waiting for a second look" in kept.text
    mine = await cast.press(group["Fran"], "Second look", on=kept.message)
    refused = await cast.press(group["Fran"], "Good to go", on=mine.message)
    assert "another facilitator needs to look at it" in refused.shown.text
    assert SEA not in (await prompt(group, "Ana", "find", text="walk by the sea")).text

    found = await prompt(group, "Ivy", "find")
    shown = await cast.press(group["Ivy"], "Second look", on=found.message)
    assert SEA in shown.text
    good = await cast.press(group["Ivy"], "Good to go", on=shown.message)
    assert "offered from now on" in good.text
    assert "Nothing is waiting" in good.text
    assert SEA in (await prompt(group, "Ana", "find", text="walk by the sea")).text


async def test_a_question_is_put_aside_also_after_a_restart(group, ivy, restart):
    await review(group)
    await add(group)
    found = await prompt(group, "Ivy", "find")
    shown = await cast.press(group["Ivy"], "Second look", on=found.message)
    await restart()
    aside = await cast.press(group["Ivy"], "Put it aside", on=shown.message)
    assert "put aside" in aside.text
    assert SEA not in (await prompt(group, "Ana", "find", text="walk by the sea")).text


async def test_the_organiser_can_do_without_a_second_look_again(group):
    await review(group)
    panel = await cast.say(group.world.organiser, "setup server", group.world.organisers)
    await cast.press(group.world.organiser, "Approve questions: on", on=panel.message)
    assert "waits" not in (await add(group)).text


# ------------------------------------------------------------------------ import and export


async def test_a_file_is_shown_as_a_diff_and_taken_with_one_press(group):
    await add(group)
    rows = f'{HEAD}"{SEA}",balance\n"{SONG}",balance\nDo you?,urges\n'.encode()
    shown = await send(group, rows)
    assert "Nothing is changed yet." in shown.text
    assert f"1 new\n• {SONG}" in shown.text
    assert "1 not taken\n• Do you?: Yes or no would answer it." in shown.text
    assert SONG not in await own(group)
    done = await cast.press(group["Fran"], "Take these", on=shown.message)
    assert "New: 1." in done.text
    assert set(await own(group)) == {SEA, SONG}


async def test_a_diff_shows_what_was_before_and_what_comes(group):
    await add(group)
    name = (await own(group))[SEA]
    shown = await send(group, f'id,text,point\n{name},"{SONG}",balance\n'.encode())
    assert f"1 changed\n• {SEA} → {SONG}" in shown.text
    await cast.press(group["Fran"], "Take these", on=shown.message)
    assert await own(group) == {SONG: name}


async def test_a_file_that_waited_over_a_restart_is_asked_for_again(group, restart):
    shown = await send(group, f'{HEAD}"{SONG}",balance\n'.encode())
    await restart()
    answer = await cast.press(group["Fran"], "Take these", on=shown.message)
    assert "send it once more" in answer.shown.text
    assert await own(group) == {}


@pytest.mark.parametrize("kind", ["toml", "csv"])
async def test_what_is_handed_out_is_taken_in_again_unchanged(group, kind):
    await add(group, why="=1+1 is what we say.")
    await add(group, SONG)
    answer = await prompt(group, "Fran", "export", format=kind)
    assert answer.private
    name, data = file_of(group, answer)
    assert name == f"questions.{kind}"
    assert "2 the same as before" in (await send(group, data, name)).text
    if kind == "csv":
        cells = [
            cell for line in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in line
        ]
        assert "'=1+1 is what we say." in cells


async def test_a_group_without_questions_of_its_own_has_nothing_to_hand_out(group):
    answer = await prompt(group, "Fran", "export")
    assert "no questions of its own yet" in answer.shown.text


async def test_every_malformed_file_is_answered_in_one_sentence_and_writes_nothing(group):
    for file, data in [*NO_PACKS.values(), *NOTHING_TO_TAKE.values()]:
        if not file or not data:
            continue  # Discord takes neither
        answer = await send(group, data, file)
        assert answer.private
        assert "Take these" not in answer.shown.buttons
        said = answer.shown.text
        assert "Nothing was changed." in said or "There's nothing in this file to take" in said
        assert "went wrong" not in said
    assert await own(group) == {}
