"""A second account asks about what Ana wrote for herself, with her own ids, and learns nothing.

One world: everything is asked while her entries and her letter are there, and again once she has
erased herself; whoever asks is told the same both times, and never a word of hers.
"""

import difflib
import re
from collections.abc import Awaitable, Callable, Iterator
from types import SimpleNamespace
from typing import Any

from simcord import ChannelHandle

from bot.domain.ids import GuildId, short
from bot.rehearsal import cast, chance
from cogs.ui.kit.ids import CustomId
from tests.cogs.alone import Alone
from tests.cogs.authority_journal import JOURNAL
from tests.cogs.authority_letters import LETTERS
from tests.cogs.commands import COMMANDS
from tests.cogs.group import LEAD, Group
from tests.cogs.journal.writing import keeps, kept_of
from tests.cogs.second_account.client import Client, Lines
from tests.storage.attendance.kept import issued

WORDS = "I walked past the old pub"
OF_ONES_OWN = {"checkin", "worksheet", "plan", "attendance", "privacy"}
FORMS = (
    "entry_edit:1", "entry_day:1", "plan_page:1.0", "sheet_page:1.0", "strand_name:1",
    "letter_name:1",
)  # fmt: skip
BEGINNING = ("plan_page:1.0.new", "sheet_page:1.0.pros_cons")
"""Forms that begin something: each is sent with another of Ana's numbers in it."""
FILLED = {"helped": "a walk", "earlier": "2026-11-30", "then_action": "a walk", "name": "A",
          "behaviour": "a walk", "before": "a walk"}  # fmt: skip
COMPLETED = (
    ("worksheet export", "worksheet"), ("worksheet delete", "worksheet"),
    ("worksheet share", "worksheet"), ("attendance letter", "meeting"),
)  # fmt: skip
_ID = re.compile(r"^1(?=\.|$)")
_DRAWN_ANEW = re.compile(r"<t:\d+|custom_id: .*|^size: \d+$|edited_timestamp: .*")
Ask = Callable[["Stranger"], Awaitable[Lines]]


class Stranger(Alone):
    """One account that asks, where it is: in the group's server, in another, or in private."""

    def __init__(
        self, group: Group, name: str, where: str = "server", place: ChannelHandle | None = None
    ) -> None:
        super().__init__(group, name, where)
        self.name, self.place = f"{name} in {where}", place or group.world.announcements
        self.client = Client(group.env, self.acts, elsewhere=place)

    async def ready(self) -> None:
        """Forget what was asked before, keep one's answers, and have something of ours to press."""
        await self.asks("privacy erase", {})
        await self.press("Forget me everywhere")
        await self.asks("privacy notice", {})
        await self.press("Keep my answers")
        assert self.last.message is not None
        self.on = self.last.message

    async def asks(self, command: str, options: dict[str, Any]) -> Lines:
        """Use a command."""
        if self.in_private:
            self._last = await self.say(command, **options)
        else:
            self._last = await cast.say(self.member, command, self.place, **options)
        return self.client.read(self._last.result)

    async def completes(self, command: str, option: str) -> Lines:
        """Type into an option."""
        if self.in_private:
            return self.client.told(await self.member.user.autocomplete(command, option, ""))
        return await self.client.complete(self.place, command, option, "")


async def write_something(ana: Alone) -> tuple[str, ...]:
    """Let Ana write of every kind, and give the ids that stand in her buttons."""
    await keeps(ana)
    await ana.say("checkin now")
    await ana.fill({"What helped?": WORDS})
    await ana.say("worksheet open", kind="pros_cons")
    await ana.press("Fill in page 1")
    await ana.fill(WORDS)
    await ana.say("plan make")
    await ana.fill({"... then I do this": WORDS})
    bot, letter = ana.group.bot, issued(7, GuildId(ana.group.world.guild.id), WORDS)
    await bot.services.choices.store.run(lambda tx: tx.letters.add(ana.id, letter))
    return (*(short(one.id) for _, one in await kept_of(ana)), short(letter.id))


def questions(ids: tuple[str, ...]) -> Iterator[tuple[str, Ask]]:
    """Every command, form and press of one's own writing, with each of Ana's ids in it."""
    for name, command in COMMANDS.items():
        if name.split()[0] in OF_ONES_OWN:
            for options in _with(dict(command.options), ids):
                yield f"/{name} {options}", _command(name, options)
    for name, option in COMPLETED:
        yield f"/{name} {option}: ", _completion(name, option)
    yield from _forms(ids)
    yield from _presses(ids)


def _forms(ids: tuple[str, ...]) -> Iterator[tuple[str, Ask]]:
    asked = [(form, ids) for form in FORMS]
    asked += [(form, (one,)) for form, one in zip(BEGINNING, ids, strict=False)]
    for form, numbers in asked:
        action, _, argument = form.partition(":")
        for told in _with({"argument": argument}, numbers):
            custom_id = CustomId(action, argument=str(told["argument"])).text
            yield f"form {custom_id}", _form(custom_id)


def _presses(ids: tuple[str, ...]) -> Iterator[tuple[str, Ask]]:
    """Every kind of press that the matrix of rights has; the last one keeps nothing any more."""
    meeting: Any = SimpleNamespace(id=1)  # all that is read of it
    for row in sorted((*JOURNAL, *LETTERS), key=lambda one: one.kind == "keep_not"):
        for told in _with({"argument": row.more(meeting), "choice": row.choice}, ids):
            custom_id = CustomId(row.kind, argument=str(told["argument"])).text
            yield f"{custom_id} {told['choice']}", _press(custom_id, str(told["choice"]))


def _with(given: dict[str, Any], ids: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Put each of the ids in the place of "1"; what has no such place comes once."""
    some = [{name: _ID.sub(one, str(text)) for name, text in given.items()} for one in ids]
    yield from some if some[0] != {n: str(t) for n, t in given.items()} else [given]


def _command(name: str, options: dict[str, Any]) -> Ask:
    return lambda one: one.asks(name, options)


def _completion(name: str, option: str) -> Ask:
    return lambda one: one.completes(name, option)


def _press(custom_id: str, choice: str) -> Ask:
    return lambda one: one.client.press(one.on, custom_id, *([choice] if choice else []))


def _form(custom_id: str) -> Ask:
    return lambda one: one.client.submit(one.on, custom_id, **FILLED)


async def everything(
    group: Group, strangers: list[Stranger], ids: tuple[str, ...]
) -> dict[str, Lines]:
    """Let the first ask all, and each of the others in turn one more of it."""
    told: dict[str, Lines] = {}
    for one in strangers:
        await one.ready()
    for number, (name, ask) in enumerate(questions(ids)):
        others = strangers[1:]
        for who in (strangers[0], others[number % len(others)]):
            with chance.drawn_from(number):
                told[f"{who.name}: {name}"] = await ask(who)
        if not number % 5:
            await group.wait(10)  # so that none is refused for asking too much
    return told


def comparable(lines: Lines) -> Lines:
    """What a person reads of an answer: not its handles and instants, which are drawn anew."""
    return [_DRAWN_ANEW.sub("", line) for line in lines]


def differing(name: str, one: Lines, other: Lines) -> Iterator[str]:
    """Give each line that is told only once."""
    for line in difflib.unified_diff(comparable(one), comparable(other), n=0, lineterm=""):
        if line[0] in "+-" and not line.startswith(("+++", "---")):
            yield f"{name}: {line}"


async def test_nobody_learns_whether_ana_wrote_anything(group, elsewhere):
    ana = Alone(group, "Ana", "server")
    ids = await write_something(ana)
    written = [one.answers for _, one in await kept_of(ana)]
    group.world.members["Zoe"] = elsewhere.member
    strangers = [
        Stranger(group, "Ben"),
        Stranger(group, "Chi", "private"),
        Stranger(group, LEAD),
        Stranger(group, "Olu"),
        Stranger(group, "Zoe", "another server", elsewhere.place),
    ]
    there = await everything(group, strangers, ids)
    assert [one.answers for _, one in await kept_of(ana)] == written, "nobody changed hers"
    await group.bot.services.erasing.erase(ana.id, None)
    gone = await everything(group, strangers, ids)

    assert len(there) > 200
    assert [name for name, lines in there.items() if WORDS in str(lines)] == []
    differ = [line for name in there for line in differing(name, there[name], gone[name])]
    assert differ == []
    assert not any("presses in a few seconds" in str(lines) for lines in there.values())
