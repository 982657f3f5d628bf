"""What is kept of somebody is told in a sentence, whatever it is."""

import ast
from dataclasses import replace
from pathlib import Path

import bot.storage
from bot.domain.ids import OWN, EntryId, GuildId, PromptId
from bot.domain.journal.entry import JournalShelf
from bot.domain.journal.settings import JournalSettings
from bot.domain.outbox_entry import EntryState, OutboxEntry, Subject
from bot.domain.people.membership import Membership
from bot.domain.people.personal_data import Holding
from bot.rehearsal.plain_text import plain
from bot.services.people.privacy import Kept
from bot.storage.people.memberships import Memberships
from bot.text.catalog import sentences_of, speaker
from cogs.ui.privacy.draw import notice
from tests.storage.conftest import ANNA, GUILD, NOW

ROOT = Path(bot.storage.__file__).parent
ASKED = OutboxEntry(Subject.member(GUILD, ANNA), GUILD, "reminder", 1, NOW)
EVERYTHING = Membership(1, NOW, adult=True, name="Heron", by_typing=True, timezone="Europe/Rome")


class Known(Memberships):
    """The rows of somebody of whom all is kept that can be."""

    def get(self, guild, member):
        favourites = (PromptId("m001"),)
        return replace(EVERYTHING, came_before=True, plan=EntryId(1), favourites=favourites)


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


def kept_in(*guilds):
    held = (Holding("wrote_checkin", {"count": 1}), Holding("wrote_plan", {"count": 1}))
    return [Kept(GuildId(guild), held) for guild in guilds]


def noticed(kept, **names):
    """What the notice says is kept, by the names of servers."""
    known = {GuildId(int(guild.removeprefix("of_"))): name for guild, name in names.items()}
    view = notice(kept, JournalSettings(), speaker("en"), known)
    assert "/privacy erase" in plain(view.to_components()).text, "the way out is never cut off"
    return plain(view.to_components()).text.partition("What's kept about you")[2]


def test_in_several_servers_the_notice_says_what_is_kept_in_which():
    said = noticed(kept_in(OWN, 5, 6), of_5="*Tuesday*")
    assert said.index("In private") < said.index("Tuesday") < said.index("number 6")
    assert "Tuesday" not in noticed(kept_in(OWN, 5), of_5="Tuesday"), "one server needs no name"


def test_what_is_kept_in_very_many_servers_is_counted_for_each_and_the_way_to_erase_stays():
    said = noticed(kept_in(*range(5, 105)), of_5="Tuesday")
    assert "Tuesday · 2 things" in said
    assert "And 160 things in other servers." in said


def test_everything_that_can_be_kept_has_its_sentence_and_no_sentence_is_left_over():
    told = {key.split(".")[2] for key in sentences_of("en") if key.startswith("privacy.kept.")}
    assert kinds_in_the_code() == told
