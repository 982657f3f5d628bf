"""What is said, before anything starts, about a wish that cannot come true."""

from bot.rehearsal.start import start


def begin(script, file):
    return start(script, headless=True, speed=1000, seed=1, file=file)


def test_a_script_that_is_not_there_is_answered_with_those_that_are(capsys):
    assert begin("friday-group", None) == 2
    said = capsys.readouterr().err
    assert said == "There is no script of that name. There is: tuesday-group\n"


def test_a_folder_that_is_not_there_is_named_before_the_evening_is_played(capsys, tmp_path):
    folder = tmp_path / "nowhere"
    assert begin("tuesday-group", folder / "t.json") == 2
    said = capsys.readouterr().err
    assert said == f"There is no folder {folder} for the transcript. Please make it first.\n"
