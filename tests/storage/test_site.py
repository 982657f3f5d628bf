"""The folder of the page: each new file takes an old one's place whole; others stay as they are."""

import os
import stat
from pathlib import Path

import pytest

from bot.storage.files import site as module
from bot.storage.files.faults import StorageFault
from bot.storage.files.site import SiteFolder

OLD = {"a-1.ics": b"old", "meetings.json": b"[]", "index.html": b"old page"}
NEW = {"b-2.ics": b"new", "meetings.json": b"[1]", "index.html": b"new page"}


def there(folder):
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.name[0] != "."}


def fault_of(folder, files=NEW, private=()):
    with pytest.raises(StorageFault) as caught:
        SiteFolder(folder, private).write(files)
    return caught.value.key


def test_what_is_not_shown_any_more_goes_and_what_others_put_there_stays(tmp_path):
    folder = tmp_path / "www" / "site"
    SiteFolder(folder).write(OLD)
    (folder / "robots.txt").write_text("mine")
    SiteFolder(folder).write(NEW)
    assert there(folder) == NEW | {"robots.txt": b"mine"}
    assert os.name != "posix" or {stat.S_IMODE((folder / name).stat().st_mode) for name in NEW} == {
        0o644
    }


@pytest.mark.parametrize("at", range(12))
def test_killed_anywhere_every_file_is_whole_and_the_next_run_mends_it(tmp_path, monkeypatch, at):
    SiteFolder(tmp_path).write(OLD)
    left = [at]

    class Killed(BaseException):
        pass

    def counted(does):
        def one(*args, **more):
            left[0] -= 1
            if left[0] < 0:
                raise Killed
            return does(*args, **more)

        return one

    with monkeypatch.context() as patch:
        for name in ("replace", "unlink"):
            patch.setattr(Path, name, counted(getattr(Path, name)))
        patch.setattr(module, "_written", counted(module._written))
        try:
            SiteFolder(tmp_path).write(NEW)
        except Killed:
            found = there(tmp_path)
            assert {found[name] for name in ("index.html",)} <= {
                OLD["index.html"],
                NEW["index.html"],
            }
            assert all(found[name] in {OLD.get(name), NEW.get(name)} for name in found)
    SiteFolder(tmp_path).write(NEW)
    assert there(tmp_path) == NEW


def test_a_run_that_fails_while_it_writes_leaves_what_was_there(tmp_path, monkeypatch):
    SiteFolder(tmp_path).write(OLD)

    def full(path, content):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(module, "_written", full)
        assert fault_of(tmp_path) == "fault.site_not_written"
    assert there(tmp_path) == OLD


def test_a_place_that_does_not_do_is_told_in_one_sentence(tmp_path):
    file = tmp_path / "file"
    file.write_text("mine")
    assert fault_of(file) == "fault.site_no_folder"
    assert fault_of(file / "below") == "fault.site_no_folder"
    assert file.read_text() == "mine"
    data = tmp_path / "data"
    data.mkdir()
    for near in (data, data / "site", tmp_path):
        assert fault_of(near, private=[data]) == "fault.site_not_apart"
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "index.html").write_text("mine")
    assert fault_of(theirs) == "fault.site_not_ours"
    assert there(theirs) == {"index.html": b"mine"}
