"""A group's own questions: written, changed, retired, and looked at by a second facilitator."""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.errors import Stale
from bot.domain.ids import GuildId, MemberId, PromptId, short
from bot.domain.person import Actor
from bot.domain.prompts import own_prompt as rules
from bot.domain.prompts.own_prompt import NoSuchOwnPrompt, OwnPrompt
from bot.domain.prompts.prompt import ChangeStage, ChangeTalk, Point, Prompt, Purpose
from bot.domain.prompts.theme import Theme
from bot.domain.prompts.verdict import Verdict, judge
from bot.services.ports.clock import Clock
from bot.services.ports.store import Store, Tx
from bot.services.prompts.search import PromptSearch
from bot.services.retry import retry, run_with_retry

_ID_BITS = 30
"""Seven characters with the `g`: five such ids fit on a button."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wrote; None leaves a field as it is, or to us."""

    text: str | None = None
    point: Point | None = None
    theme: Theme | None = None
    purpose: Purpose | None = None
    why: str | None = None

    def on(self, known: Prompt) -> Prompt:
        """Give the prompt with what was written; new words are read for themes anew."""
        themes = frozenset({self.theme}) if self.theme else known.themes
        if self.text is not None and self.theme is None:
            themes = frozenset()
        return replace(
            known,
            text=known.text if self.text is None else self.text,
            point=self.point or known.point,
            purpose=self.purpose or known.purpose,
            why=known.why if self.why is None else self.why,
            themes=themes,
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question, and what the linter says of it; not kept is None."""

    kept: OwnPrompt | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class PromptAuthoring:
    """Keeps the groups' own questions, and who wrote one only while a second look is open."""

    store: Store
    clock: Clock
    prompts: PromptSearch

    async def add(self, guild: GuildId, by: Actor, draft: Draft) -> Outcome:
        """Add a question in the group's language, unless it is closed, unkind or there already.

        Raises NotForYou, TooManyPrompts.
        """
        rules.must_write(by)
        verdict = await self._judged(guild, draft.on(_blank()))
        if verdict.faults:
            return Outcome(None, verdict)

        def work(tx: Tx) -> OwnPrompt:
            prompt, server = replace(verdict.prompt, id=new_id()), tx.servers.get(guild)
            now, after = self.clock.now(), author_if_review_required(tx, guild, by)
            made = rules.write(guild, server.language, prompt, now, reviewed_after=after)
            keep(tx, guild, (made,))
            return made

        return await self._kept(guild, await run_with_retry(self.store, work), verdict)

    async def edit(self, guild: GuildId, by: Actor, prompt: PromptId, draft: Draft) -> Outcome:
        """Change a question, or bring a retired one back. Raises NotForYou, NoSuchOwnPrompt."""
        rules.must_write(by)
        return await retry(lambda: self._edit(guild, by, prompt, draft))

    async def _edit(self, guild: GuildId, by: Actor, prompt: PromptId, draft: Draft) -> Outcome:
        """Change a question as it was judged. Raises Stale where it is another one by now."""
        known = await self.store.run(lambda tx: found(tx, guild, prompt))
        verdict = await self._judged(guild, draft.on(known.prompt))
        if verdict.faults:
            return Outcome(None, verdict)

        def work(tx: Tx) -> OwnPrompt:
            current, now = found(tx, guild, prompt), self.clock.now()
            if current.prompt != known.prompt:
                raise Stale
            writer = author_if_review_required(tx, guild, by)
            after = rules.edit(current, verdict.prompt, now, reviewed_after=writer)
            tx.prompts.put(after)
            return after

        return await self._kept(guild, await self.store.run(work), verdict)

    async def want(
        self,
        guild: GuildId,
        by: Actor,
        prompt: PromptId,
        lines: Sequence[str],
        *,
        only_then: bool | None,
    ) -> OwnPrompt:
        """Keep when a question is wanted. Raises NotForYou, NoSuchOwnPrompt, TooManyLines."""

        def rule(one: OwnPrompt, at: datetime) -> OwnPrompt:
            return rules.want(one, lines, at, only_then=only_then)

        return await self._decide(guild, by, prompt, rule)

    async def retire(self, guild: GuildId, by: Actor, prompt: PromptId) -> OwnPrompt:
        """Offer a question no longer. Raises NotForYou, NoSuchOwnPrompt."""
        return await self._decide(guild, by, prompt, rules.retire)

    async def approve(self, guild: GuildId, by: Actor, prompt: PromptId) -> OwnPrompt:
        """Let a question be offered that another facilitator wrote.

        Raises NotForYou, NoSuchOwnPrompt, NotWaiting, NeedsSomeoneElse.
        """
        return await self._decide(guild, by, prompt, lambda one, at: rules.approve(one, by, at))

    async def decline(self, guild: GuildId, by: Actor, prompt: PromptId) -> OwnPrompt:
        """Put a question that waits aside. Raises NotForYou, NoSuchOwnPrompt, NotWaiting."""
        return await self._decide(guild, by, prompt, rules.decline)

    async def waiting(self, guild: GuildId, by: Actor) -> tuple[OwnPrompt, ...]:
        """Give the questions that wait for a second facilitator. Raises NotForYou."""
        rules.must_write(by)
        return (await self.prompts.shelf(guild)).waiting

    async def all(self, guild: GuildId, by: Actor) -> tuple[OwnPrompt, ...]:
        """Give all of the group's own questions, for completing; none for members."""
        return (await self.prompts.shelf(guild)).own if by.leads else ()

    async def one(self, guild: GuildId, by: Actor, prompt: PromptId) -> OwnPrompt:
        """Give one of them to whoever may change it. Raises NotForYou, NoSuchOwnPrompt."""
        rules.must_write(by)
        return await self.store.run(lambda tx: found(tx, guild, prompt))

    async def _decide(
        self,
        guild: GuildId,
        by: Actor,
        prompt: PromptId,
        rule: Callable[[OwnPrompt, datetime], OwnPrompt],
    ) -> OwnPrompt:
        rules.must_write(by)

        def work(tx: Tx) -> OwnPrompt:
            after = rule(found(tx, guild, prompt), self.clock.now())
            tx.prompts.put(after)
            return after

        after = await run_with_retry(self.store, work)
        await self.prompts.refresh(guild)
        return after

    async def _judged(self, guild: GuildId, prompt: Prompt) -> Verdict:
        shelf = await self.prompts.shelf(guild)
        beside = (*shelf.prompts, *(one.prompt for one in shelf.waiting))
        return await asyncio.to_thread(judge, prompt, beside, shelf.language)

    async def _kept(self, guild: GuildId, kept: OwnPrompt, verdict: Verdict) -> Outcome:
        await self.prompts.refresh(guild)
        return Outcome(kept, verdict)


def new_id() -> PromptId:
    """Draw an id that no pack of another group has."""
    return rules.own_id(short(secrets.randbits(_ID_BITS)))


def author_if_review_required(tx: Tx, guild: GuildId, by: Actor) -> MemberId | None:
    """Give the writer, where somebody else has to look at what was written; else None."""
    return by.id if tx.servers.get(guild).review_prompts else None


def found(tx: Tx, guild: GuildId, prompt: PromptId) -> OwnPrompt:
    """Give one of the group's own questions. Raises NoSuchOwnPrompt."""
    known = tx.prompts.get(guild, prompt)
    if known is None:
        raise NoSuchOwnPrompt
    return known


def keep(tx: Tx, guild: GuildId, written: tuple[OwnPrompt, ...]) -> None:
    """Keep new questions; retired ones make room. Raises TooManyPrompts."""
    kept, crowded_out = rules.add(tx.prompts.of(guild), written)
    tx.prompts.remove(guild, crowded_out)
    for one in kept:
        tx.prompts.add(one)


def _blank() -> Prompt:
    return Prompt(
        id=rules.own_id("new"),
        text="",
        point=Point.MOTIVATION,
        purpose=Purpose.OPEN_QUESTION,
        change_talk=ChangeTalk.NONE,
        stage=ChangeStage.ANY,
        themes=frozenset(),
        why="",
    )
