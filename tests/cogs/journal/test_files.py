"""What is written through every form stands in no file as it is, and is gone when it is erased."""

import pathlib

import pytest

from tests.cogs.alone import Alone, seen_as
from tests.cogs.journal.writing import keeps, kept_of, writes
from tests.cogs.privacy.test_forgetting import found_in_files

CANARY = "canary-orange-9082"


@pytest.fixture
def files(tmp_path) -> pathlib.Path:
    """The folder of the database, its log and its backups."""
    return tmp_path


async def write_everything(ana: Alone) -> None:
    """Leave words in every form of a check-in and of a lapse."""
    await writes(ana, {"What helped?": CANARY, "What comes next?": CANARY, "How are things?": "3"})
    await ana.press("Follow something new")
    await ana.fill(f"{CANARY}-strand")
    await ana.say("checkin now")
    await ana.fill(
        {"What was the strongest urge?": "7", "What was the urge about?": f"{CANARY}-strand"}
    )
    await ana.press("Change it")
    await ana.fill({"What helped?": f"{CANARY}-changed"})
    await ana.say("checkin lapse")
    await ana.press("I'm safe for now")
    await ana.fill(
        dict.fromkeys(
            (
                "What was going on",
                "What did I tell",
                "What could I try",
                "What would help",
                "Who could I be",
            ),
            CANARY,
        )
    )


@pytest.mark.parametrize("where", ["server", "private"])
async def test_kept_words_are_readable_in_no_file_and_gone_once_erased(group, files, where, caplog):
    ana = Alone(group, "Ana", where)
    await keeps(ana)
    await write_everything(ana)
    await ana.press("Keep it")
    assert CANARY in str(await kept_of(ana)), "the story would prove nothing otherwise"
    assert found_in_files(files, CANARY, str(ana.id)) == []
    await ana.say("privacy erase")
    await ana.press("Forget me everywhere")
    assert await kept_of(ana) == ()
    assert found_in_files(files, CANARY, str(ana.id)) == []
    assert CANARY not in caplog.text


async def test_words_that_are_not_kept_reach_no_row_at_all(group, files):
    ana = Alone(group, "Ana", "server")
    await keeps(ana, answers=False)
    await writes(ana, {"What helped?": CANARY})
    await ana.say("checkin lapse")
    await ana.press("I'm safe for now")
    await ana.fill({"What was going on": CANARY})
    assert await kept_of(ana) == ()
    assert found_in_files(files, CANARY) == []


async def test_erasing_here_leaves_what_was_written_in_private(group):
    here, alone = Alone(group, "Ana", "server"), Alone(group, "Ana", "private")
    await keeps(here)
    await writes(here, {"How are things?": "3"})
    await writes(alone, {"How are things?": "5"})
    asked = await here.say("privacy erase")
    assert seen_as("erase.own_stays") in asked.text
    await here.press("Forget me in this server")
    ((_, left),) = await kept_of(alone)
    assert left.answers == {"mood": "5"}
