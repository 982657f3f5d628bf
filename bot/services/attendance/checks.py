"""Checking a letter by its code or its signed token, for anybody, only so often in a minute."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.attendance.code import code_as_typed
from bot.domain.attendance.statement import LetterDamaged, Statement
from bot.domain.attendance.token import LetterNotGenuine, found_in, looks_like_token
from bot.domain.errors import Refusal
from bot.domain.ids import MemberId
from bot.services.attendance.check_page import NAME as PAGE
from bot.services.attendance.check_page import check_page
from bot.services.attendance.signing import PublicKey
from bot.services.ports.clock import Clock
from bot.services.ports.messages import Paper
from bot.services.ports.store import Store

MOST_CHECKS, WITHIN = 5, timedelta(minutes=1)


class ManyChecks(Refusal):
    """Somebody has checked several letters within a minute."""

    key = "refusal.many_checks"


class CodeNotListed(Refusal):
    """No letter with this code is listed: never issued, erased and grown old are all alike."""

    key = "refusal.letter_code_not_listed"


class NoLetterCode(Refusal):
    """What was typed is neither a code nor the text of a letter."""

    key = "refusal.no_letter_code"


class LetterStanding(StrEnum):
    """How a genuine letter stands."""

    LISTED = "listed"
    WITHDRAWN = "withdrawn"
    UNLISTED = "unlisted"
    """Its listing is gone, so nobody can say whether it was withdrawn."""


@dataclass(frozen=True, slots=True)
class CheckedLetter:
    """What a genuine letter states, and how it stands."""

    statement: Statement
    standing: LetterStanding
    by_code: bool = False
    """Whether only its code was given: nobody has seen the letter itself."""


@dataclass(frozen=True, slots=True)
class LetterChecks:
    """Tells what a letter states, if it is genuine."""

    store: Store
    clock: Clock
    public: PublicKey
    _lately: dict[MemberId, tuple[datetime, ...]] = field(default_factory=dict)
    """When somebody checked within the last minute."""

    async def check(self, typed: str, by: MemberId) -> CheckedLetter:
        """Check what somebody typed.

        Raises ManyChecks, NoLetterCode, CodeNotListed, LetterOfOtherKey, LetterNotGenuine.
        """
        self._count(by)
        code = code_as_typed(typed)
        if code:
            return replace(await self._of_code(code), by_code=True)
        raw = typed.encode()
        try:
            return await self._of_token(found_in(raw))
        except LetterDamaged:
            raise (LetterNotGenuine if looks_like_token(raw) else NoLetterCode) from None

    def page(self, language: str) -> Paper:
        """Give the page with which anybody checks letters of this bot, without Discord."""
        return Paper(PAGE, check_page(self.public, language))

    async def _of_token(self, token: str) -> CheckedLetter:
        statement = self.public.read(token)
        listed = await self.store.run(lambda tx: tx.letters.by_code(statement.code))
        if listed is None or listed.token != token:
            return CheckedLetter(statement, LetterStanding.UNLISTED)
        return CheckedLetter(
            statement, LetterStanding.WITHDRAWN if listed.withdrawn else LetterStanding.LISTED
        )

    async def _of_code(self, code: str) -> CheckedLetter:
        listed = await self.store.run(lambda tx: tx.letters.by_code(code))
        if listed is None:
            raise CodeNotListed
        return await self._of_token(listed.token)

    def _count(self, by: MemberId) -> None:
        now = self.clock.now()
        for one, times in tuple(self._lately.items()):
            left = tuple(at for at in times if now - at < WITHIN)
            if left:
                self._lately[one] = left
            else:
                del self._lately[one]
        done = self._lately.get(by, ())
        if len(done) >= MOST_CHECKS:
            raise ManyChecks
        self._lately[by] = (*done, now)
