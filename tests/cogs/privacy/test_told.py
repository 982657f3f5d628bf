"""What is kept of somebody is told in a sentence, whatever it is."""

import ast
from dataclasses import replace
from pathlib import Path

import bot.storage
from bot.domain.ids import EntryId
from bot.domain.journal.entry import JournalShelf
from bot.domain.outbox_entry import EntryState, OutboxEntry, Subject
from bot.domain.people.membership import Membership
from bot.storage.people.memberships import Memberships
from bot.text.catalog import sentences_of
from tests.storage.conftest import ANNA, GUILD, NOW

ROOT = Path(bot.storage.__file__).parent
ASKED = OutboxEntry(Subject.member(GUILD, ANNA), GUILD, "reminder", 1, NOW)
EVERYTHING = Membership(1, NOW, adult=True, name="Heron", by_typing=True, timezone="Europe/Rome")


class Known(Memberships):
    """The rows of somebody of whom all is kept that can be."""

    def get(self, guild, member):
        return replace(EVERYTHING, came_before=True, plan=EntryId(1))


def kinds_in_the_code():
    """Name every kind of thing that a repository says it holds."""
    calls = [
        node.args[0].value
        for path in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "Holding"
        and isinstance(node.args[0], ast.Constant)
    ]
    shelves = set(JournalShelf) - {JournalShelf.SETTINGS}
    return {
        *calls,
        *(f"wrote_{one}" for one in shelves),
        *(replace(ASKED, state=state).held_as for state in EntryState),
        *(one.what for one in Known.__new__(Known).holdings(ANNA, GUILD)),
    }


def test_everything_that_can_be_kept_has_its_sentence_and_no_sentence_is_left_over():
    told = {key.split(".")[2] for key in sentences_of("en") if key.startswith("privacy.kept.")}
    assert kinds_in_the_code() == told
