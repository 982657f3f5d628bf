"""Making letters inside a transaction: from the minutes that are kept, each letter once."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.attendance.code import BITS, letter_code
from bot.domain.attendance.letter import IssuedLetter, KeptMinutes, Letter, LetterDraft, with_letter
from bot.domain.attendance.presence import KEPT, SWEPT_WITHIN, must_be_in_time
from bot.domain.attendance.statement import LetterNeedsName, Occasion, stated
from bot.domain.calendar.occurrence import Occurrence
from bot.domain.errors import Refusal
from bot.domain.ids import GuildId, LetterId, MemberId, OccurrenceId
from bot.domain.outbox_entry import EntryKind
from bot.domain.zones import in_zone
from bot.services.attendance.signing import SigningKey
from bot.services.outbox.reaching import Owners
from bot.services.ports.store import Tx
from bot.services.server.discretion import title_of
from bot.text.catalog import speaker

_ID_BITS = 63
NO_ZONE = "UTC"


class NoMinutes(Refusal):
    """Nothing is kept of which a letter for this person could be made: one sentence for all."""

    key = "refusal.letter_no_minutes"


@dataclass(frozen=True, slots=True)
class LetterMaking:
    """Makes letters with the key of this bot; Discord alone knows what a group is called."""

    groups: Owners
    key: SigningKey

    def found(
        self, tx: Tx, meeting: OccurrenceId, member: MemberId, now: datetime
    ) -> LetterDraft | IssuedLetter:
        """Give what there is after a meeting: the letter that counts, or what one would say.

        Raises NoMinutes, LetterTooLate.
        """
        occurrence, kept = minutes_of(tx, meeting, member, now)
        known = that_counts(tx, kept, member)
        if known:
            return IssuedLetter(known, kept.until)
        occasion = self._occasion(tx, occurrence)
        return LetterDraft(meeting, occasion, kept.present, kept.name, kept.until)

    def issue(self, tx: Tx, meeting: OccurrenceId, member: MemberId, now: datetime) -> IssuedLetter:
        """Make the letter; whoever has one that counts gets that again.

        Raises NoMinutes, LetterTooLate, LetterNeedsName, EnoughLetters.
        """
        occurrence, kept = minutes_of(tx, meeting, member, now)
        known = that_counts(tx, kept, member)
        if known:
            return IssuedLetter(known, kept.until)
        if not kept.name:
            raise LetterNeedsName
        letter = self._signed(kept, self._occasion(tx, occurrence), now)
        tx.presence.put(member, with_letter(kept, letter.id))
        tx.letters.add(member, letter)
        return IssuedLetter(letter, kept.until)

    def group(self, guild: GuildId, language: str) -> str:
        """Say what a group is called; our words for that where the bot is there no more."""
        known = self.groups.owner(guild)
        return known[1] if known else speaker(language)("letter.document.no_group")

    def _occasion(self, tx: Tx, occurrence: Occurrence) -> Occasion:
        server = tx.servers.get(occurrence.guild)
        group = self.group(server.id, server.language)
        title = title_of(server, occurrence.title)
        return Occasion(group, title, server.texts.contact, server.timezone or NO_ZONE)

    def _signed(self, kept: KeptMinutes, occasion: Occasion, now: datetime) -> Letter:
        code = letter_code(secrets.randbits(BITS))
        token = self.key.sign(stated(code, kept.name, kept.present, occasion, now))
        issued_on = in_zone(now, occasion.zone).date()
        return Letter(LetterId(secrets.randbits(_ID_BITS)), kept.guild, code, issued_on, token)


def minutes_of(
    tx: Tx, meeting: OccurrenceId, member: MemberId, now: datetime
) -> tuple[Occurrence, KeptMinutes]:
    """Give what is kept of somebody in a meeting that is over. Raises NoMinutes, LetterTooLate."""
    occurrence = tx.occurrences.get(meeting)
    if occurrence is None:
        raise NoMinutes
    kept = tx.presence.get(occurrence.guild, member, meeting)
    if kept is not None and now < kept.until:
        return occurrence, kept
    if occurrence.ended_at:
        must_be_in_time(occurrence.ended_at, now)
    raise NoMinutes


def keep_name(tx: Tx, meeting: OccurrenceId, member: MemberId, name: str, now: datetime) -> None:
    """Keep which name is to stand on a letter, or that there is to be none (empty).

    Raises NoMinutes, LetterTooLate.
    """
    _, kept = minutes_of(tx, meeting, member, now)
    tx.presence.put(member, replace(kept, name=name, asked=kept.asked and bool(name)))


def sweep(tx: Tx, now: datetime) -> None:
    """Delete the minutes whose day is over, and what was wanted of Discord for them."""
    tx.presence.sweep(now)
    tx.outbox.sweep(EntryKind.LETTER, now - (KEPT - SWEPT_WITHIN))


def that_counts(tx: Tx, kept: KeptMinutes, member: MemberId) -> Letter | None:
    """Give the letter made of these minutes, unless it was withdrawn."""
    known = tx.letters.get(member, kept.letter) if kept.letter else None
    return known if known and not known.withdrawn else None
