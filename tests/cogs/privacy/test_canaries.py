"""A word of its own in every field of every form: readable nowhere, and gone when it should be.

Files are searched byte by byte: the database, its log of writes, its copies, the log of the process
at DEBUG, and whatever stands in the folder for temporary files (T-DEL-1, S-LOG).
"""

import pathlib
import tempfile
import zipfile
from collections.abc import Iterator
from io import BytesIO

import pytest

from bot import logs
from bot.cli.copies import backup
from bot.content import worksheets
from bot.rehearsal.cast import Answer
from cogs.ui.kit.form import _SENT
from tests.cogs.alone import Alone
from tests.cogs.group import Group
from tests.cogs.journal.writing import keeps, kept_of
from tests.cogs.privacy.every_form import (
    ALONE,
    IN_THE_EVENING,
    OF_ORGANISERS,
    OF_THOSE_WHO_LEAD,
    Writer,
)
from tests.cogs.privacy.test_forgetting import found_in_files


@pytest.fixture(autouse=True)
def files(tmp_path, restored_log, monkeypatch) -> Iterator[pathlib.Path]:
    """The folder of the database, its copies, the log at DEBUG and the temporary files."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    with (tmp_path / "process.log").open("w") as stream:
        logs.setup("DEBUG", "text", stream)
        yield tmp_path


def copied(settings) -> int:
    """Do what `openround db backup` does, while the bot runs."""
    return backup(settings, lambda _: None)


def exported(group: Group, answer: Answer) -> str:
    """What stands in the archive that `/privacy export` gave."""
    assert answer.message is not None
    (attached,) = answer.message.message.attachments
    raw = group.env.backend.cdn.get(attached.url)
    assert raw is not None
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


async def test_what_is_written_in_any_form_stands_in_no_file_as_it_is(
    group, evening, files, make_settings
):
    writer = Writer(Alone(group, "Ana", "server"))
    await keeps(writer.ana)
    for way in ALONE:
        await way(writer)
    await evening("Ana", "Ben", "Chi", "Esi")
    for stage, ways in IN_THE_EVENING.items():
        await group.go_to(stage)
        for way in ways:
            await way(writer)
            await group.wait(2)
    assert set(writer.written) == set(_SENT) - OF_ORGANISERS - OF_THOSE_WHO_LEAD, (
        "a form to which there is no way yet"
    )
    assert copied(make_settings()) == 0
    assert found_in_files(files, *writer.words, str(writer.ana.id)) == []

    everything = exported(group, await writer.ana.say("privacy export"))
    own = writer.of(
        "entry_edit", "strand_name", "lapse", "sheet_page", "plan_page", "rename", "letter_name"
    )
    assert [word for word in own if word not in everything] == [], "it was kept, and is given"
    ours = [kind for kind in worksheets.load() if f"<bdi>{kind}</bdi>" in everything]
    assert ours == [], "the page says what a form is called"
    await writer.ana.say("privacy erase")
    await writer.ana.press("Forget me everywhere")
    await group.wait(60)
    assert copied(make_settings()) == 0
    assert await kept_of(writer.ana) == ()
    assert found_in_files(files, *writer.words, str(writer.ana.id)) == []
