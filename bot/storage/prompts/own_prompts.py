"""The repository of groups' own prompts; the writer only while a second look is open."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    LargeBinary,
    String,
    Table,
    Text,
    bindparam,
    delete,
    select,
)
from sqlalchemy.engine import RowMapping

from bot.domain.errors import Stale
from bot.domain.ids import GuildId, MemberId, PromptId
from bot.domain.people.personal_data import Holding, KeptRecord, Section, told
from bot.domain.prompts.circumstance import Circumstance
from bot.domain.prompts.own_prompt import OwnPrompt, State
from bot.domain.prompts.prompt import ChangeStage, ChangeTalk, Point, Prompt, Purpose
from bot.domain.prompts.theme import Theme
from bot.storage.rows.access import insert_new, upsert
from bot.storage.rows.columns import UtcDateTime
from bot.storage.rows.data_policy import OF_MEMBER, OF_SERVER, Owner, policy
from bot.storage.rows.member_column import MemberColumn
from bot.storage.rows.metadata import metadata
from bot.storage.rows.repository import Erases
from bot.storage.sealing.cipher import Cipher

RETIRED_KEPT = timedelta(days=365)
_T = Table(
    "prompts",
    metadata,
    Column("guild", BigInteger, info=OF_SERVER, primary_key=True, autoincrement=False),
    Column("id", String(32), primary_key=True),
    Column("language", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("point", String(16), nullable=False),
    Column("purpose", String(16), nullable=False),
    Column("change_talk", String(16), nullable=False),
    Column("stage", String(16), nullable=False),
    Column("themes", String(200), nullable=False),
    Column("avoid_with", String(1000), nullable=False),
    Column("why", Text, nullable=False),
    Column("when", Text, nullable=False, server_default=""),
    Column("assumes", String(500), nullable=False, server_default=""),
    Column("not_when", String(500), nullable=False, server_default=""),
    Column("listen_for", Text, nullable=False, server_default=""),
    Column("reflect", Text, nullable=False, server_default=""),
    Column("follow_up", Text, nullable=False, server_default=""),
    Column("state", String(16), nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("writer", LargeBinary, info=OF_MEMBER),
    info=policy(
        Owner.GUILD,
        sealed="who wrote it, while it waits for a second look",
        export=("wrote",),
        starts="it was retired",
        ends="the bot leaves the server; the writer alone goes with the second look or their erase",
        kept=RETIRED_KEPT,
    ),
)
_WHO = MemberColumn(_T, "writer", row="{} {}".format)
_OF = select(_T).where(_T.c.guild == bindparam("of")).order_by(_T.c.id)
_GET = select(_T).where(_T.c.guild == bindparam("of"), _T.c.id == bindparam("prompt"))
_ADD = insert_new(_T)
_PUT = upsert(_T)
_REMOVE = delete(_T).where(_T.c.guild == bindparam("of"), _T.c.id == bindparam("prompt"))


class OwnPrompts(Erases):
    """Every group's own prompts, within one transaction."""

    table = _T
    sealed = (_WHO.sealed,)

    def over(self, now: datetime) -> ColumnElement[bool]:
        """Say which were retired long ago."""
        return (_T.c.state == State.RETIRED.value) & (_T.c.changed_at < self._oldest(now))

    def of(self, guild: GuildId) -> tuple[OwnPrompt, ...]:
        """Give all of a group's own prompts, whatever their state."""
        rows = self._access.rows(_OF, {"of": guild})
        return self._access.readable(_T, rows, partial(_load, cipher=self._access.cipher))

    def get(self, guild: GuildId, prompt: PromptId) -> OwnPrompt | None:
        """Give one of a group's own prompts, or None; another group's is None too."""
        row = self._access.one(_GET, {"of": guild, "prompt": prompt})
        return _load(row, self._access.cipher) if row is not None else None

    def add(self, prompt: OwnPrompt) -> None:
        """Keep a new prompt; raises Stale when its id is taken, so that another is drawn."""
        if not self._access.change(_ADD, _dump(prompt, self._access.cipher)):
            raise Stale

    def put(self, prompt: OwnPrompt) -> None:
        """Keep what became of a prompt."""
        self._access.change(_PUT, _dump(prompt, self._access.cipher))

    def remove(self, guild: GuildId, prompts: Collection[PromptId]) -> None:
        """Forget prompts of a group."""
        for prompt in prompts:
            self._access.change(_REMOVE, {"of": guild, "prompt": prompt})
        self._access.wipe |= bool(prompts)

    def holdings(self, member: MemberId, guild: GuildId) -> tuple[Holding, ...]:
        """Name the questions that this member wrote, while they wait for a second look."""
        theirs = [one for one in self.of(guild) if one.writer == member]
        return tuple(Holding("wrote", {"text": one.prompt.text}) for one in theirs)

    def records(self, member: MemberId, guild: GuildId) -> tuple[KeptRecord, ...]:
        """Give the questions that this member wrote, whole, while they wait for a second look."""
        return tuple(_record(one) for one in self.of(guild) if one.writer == member)

    def members(self, guild: GuildId) -> frozenset[MemberId]:
        """Name those whom rows of a server name."""
        return _WHO.members(self._access, guild)

    def forget(self, member: MemberId, guild: GuildId) -> int:
        """Forget who wrote a question that waits, and let the question itself stay."""
        return _WHO.forget(self._access, member, guild)


def _record(own: OwnPrompt) -> KeptRecord:
    one = own.prompt
    facts = told(
        text=one.text,
        language=own.language,
        point=one.point,
        purpose=one.purpose,
        themes=tuple(sorted(one.themes)),
        avoid_with=tuple(sorted(one.avoid_with)),
        why=one.why,
        when=one.when,
        assumes=tuple(sorted(one.assumes)),
        not_when=tuple(sorted(one.not_when)),
        listen_for=one.listen_for,
        reflect=one.reflect,
        follow_up=one.follow_up,
        changed_at=own.changed_at,
    )
    return KeptRecord(Section.LEADING, "wrote", facts, own.changed_at)


def _dump(own: OwnPrompt, cipher: Cipher) -> dict[str, Any]:
    prompt = own.prompt
    return {
        "guild": own.guild,
        "id": own.id,
        "language": own.language,
        "text": prompt.text,
        "point": prompt.point.value,
        "purpose": prompt.purpose.value,
        "change_talk": prompt.change_talk.value,
        "stage": prompt.stage.value,
        "themes": _words(prompt.themes),
        "avoid_with": _words(prompt.avoid_with),
        "why": prompt.why,
        "when": "\n".join(prompt.when),
        "assumes": _words(prompt.assumes),
        "not_when": _words(prompt.not_when),
        "listen_for": prompt.listen_for,
        "reflect": prompt.reflect,
        "follow_up": prompt.follow_up,
        "state": own.state.value,
        "changed_at": own.changed_at,
        "writer": _WHO.encrypt_member_id(cipher, own.guild, own.id, own.writer),
    }


def _load(row: RowMapping, cipher: Cipher) -> OwnPrompt:
    return OwnPrompt(
        guild=GuildId(row["guild"]),
        language=row["language"],
        prompt=Prompt(
            id=PromptId(row["id"]),
            text=row["text"],
            point=Point(row["point"]),
            purpose=Purpose(row["purpose"]),
            change_talk=ChangeTalk(row["change_talk"]),
            stage=ChangeStage(row["stage"]),
            themes=_themes(row["themes"]),
            why=row["why"],
            avoid_with=_themes(row["avoid_with"]),
            when=tuple(filter(None, row["when"].split("\n"))),
            assumes=_said(row["assumes"]),
            not_when=_said(row["not_when"]),
            listen_for=row["listen_for"],
            reflect=row["reflect"],
            follow_up=row["follow_up"],
        ),
        state=State(row["state"]),
        changed_at=row["changed_at"],
        writer=_WHO.decrypt_member_id(cipher, row["guild"], row["id"], row["writer"]),
    )


def _words(values: Iterable[StrEnum]) -> str:
    return " ".join(sorted(values))


def _themes(words: str) -> frozenset[Theme]:
    return frozenset(Theme(word) for word in words.split())


def _said(words: str) -> frozenset[Circumstance]:
    return frozenset(Circumstance(word) for word in words.split())
