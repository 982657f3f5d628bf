"""`/privacy export`: everything that is kept of somebody, in one file, for them alone."""

import io
import json
import zipfile

import pytest

from tests.cogs.alone import PLACES, Alone, seen_as
from tests.cogs.journal.writing import keeps, writes

WORDS = "Šárka *called*.\nWe laughed 🌱"


async def folder_of(answer) -> dict[str, str]:
    """Give the files in what was sent, by their names."""
    (sent,) = answer.message.attachments
    with zipfile.ZipFile(io.BytesIO(await sent.read())) as folder:
        return {name: folder.read(name).decode() for name in folder.namelist()}


@pytest.mark.parametrize("where", PLACES)
async def test_whoever_has_nothing_kept_is_told_so(group, where):
    assert (await Alone(group, "Ana", where).say("privacy export")).text == seen_as(
        "export.nothing"
    )


@pytest.mark.parametrize("where", PLACES)
async def test_every_word_comes_in_one_file_from_wherever_it_was_written(group, where):
    ana, elsewhere = Alone(group, "Ana", where), Alone(group, "Ana", "private")
    await keeps(ana)
    await writes(ana, {"What helped?": WORDS, "How are things?": "3"})
    await writes(elsewhere, {"What comes next?": "Bed."})
    told = await ana.say("privacy export")
    assert told.private
    assert told.text == f"{seen_as('export.ready')}\n{seen_as('export.care')}"
    files = await folder_of(told)
    assert f"<bdi>{WORDS}</bdi>" in files["everything.html"]
    assert "Bed." in files["everything.html"]
    data = json.loads(files["everything.json"])
    kept = [one for place in data["places"] for one in place["kept"]]
    written = [one["answers"] for one in kept if one["what"] == "wrote_checkin"]
    assert {"mood": "3", "helped": WORDS} in written
    assert {"next": "Bed."} in written
    assert [one["keeps"] for one in kept if one["what"] == "chose"] == [True]


async def test_nobody_gets_what_is_anothers(group):
    ana, ben = Alone(group, "Ana", "server"), Alone(group, "Ben", "server")
    for one in (ana, ben):
        await keeps(one)
        await writes(one, {"What helped?": f"{one.member.name} wrote this"})
    files = await folder_of(await ben.say("privacy export"))
    assert "ben wrote this" in files["everything.html"]
    assert "ana wrote this" not in str(files)


async def test_the_file_can_be_had_before_everything_is_erased(group):
    ana = Alone(group, "Ana", "private")
    await keeps(ana)
    await writes(ana, {"What helped?": WORDS})
    await ana.say("privacy erase")
    files = await folder_of(await ana.press("Get my file first"))
    assert "We laughed 🌱" in files["everything.html"]
