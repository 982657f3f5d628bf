"""Facts that are kept of a person, in words of their language and by the clocks of their zone."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from bot.content import worksheets
from bot.documents.archive_page import PageFact
from bot.domain.ids import OWN, GuildId
from bot.domain.journal.answers import items
from bot.domain.journal.plan import OUTCOME
from bot.domain.journal.urge import UrgeField
from bot.domain.journal.worksheet import Worksheet, WorksheetKind
from bot.domain.people.personal_data import KeptRecord, MessageAt
from bot.domain.prompts.prompt import Point, Purpose
from bot.domain.prompts.theme import Theme
from bot.domain.zones import to_local
from bot.services.attendance.paper import facts_of, statement_in
from bot.text.catalog import Say, Shown
from bot.text.dates import day_and_time, day_in_words

Names = Mapping[GuildId, str]
"""What the servers are called, as far as Discord says."""
LINK = "https://discord.com/channels/{guild}/{room}/{message}"
_STAY = 2
_NAMED_ELSEWHERE: Mapping[type[StrEnum], str] = {Point: "point", Purpose: "purpose", Theme: "theme"}
_FORMS = {
    "wrote_checkin": "checkin.saved",
    "wrote_urge": "checkin.urge_form",
    "wrote_lapse": "lapse.form",
}
"""Where the labels of answers stand that are in no worksheet."""


@dataclass(frozen=True, slots=True)
class ArchiveWords:
    """Writes facts down for one reader."""

    say: Say
    zone: str
    names: Names

    def place(self, guild: GuildId) -> str:
        """Name a place; one that Discord tells nothing of by its number."""
        if guild == OWN:
            return self.say("export.alone")
        return self.names.get(guild) or self.say("export.some_server", number=guild)

    def title(self, record: KeptRecord) -> str:
        """Say what it is, and of which day where it counts for one."""
        name, day = self._called(record), record.facts.get("day")
        return f"{name} · {day_in_words(day, self.say)}" if isinstance(day, date) else name

    def facts(self, record: KeptRecord) -> tuple[PageFact, ...]:
        """Give every fact below its label."""
        found: list[PageFact] = []
        for name, fact in record.facts.items():
            found += self._fact(record, name, fact)
        return tuple(found)

    def _fact(self, record: KeptRecord, name: str, fact: object) -> Iterable[PageFact]:
        if name == "answers" and isinstance(fact, Mapping):
            return [
                PageFact(self._label(record, str(field)), self._answer(str(field), str(text)))
                for field, text in fact.items()
            ]
        if name == "token":
            return self._letter(str(fact))
        if name == "day" or (name == "worksheet" and self._form(record)):
            return ()
        return [PageFact(self.say(f"export.fact.{name}"), tuple(self._lines(name, fact)))]

    def _letter(self, token: str) -> list[PageFact]:
        """Give what a letter states, and the signed bytes by which that can be checked."""
        statement = statement_in(token)
        stated = facts_of(statement, self.say) if statement else {}
        told = [
            PageFact(self.say(f"letter.document.{name}"), (fact,))
            for name, fact in stated.items()
            if name not in {"code", "issued"}
        ]
        return [*told, PageFact(self.say("export.fact.token"), (token,), is_code=True)]

    def _lines(self, name: str, fact: object) -> Iterable[str]:
        special = self._special().get(name)
        if special:
            return special(fact)
        if isinstance(fact, tuple) and not _is_stay(fact):
            return [self._shown(one) for one in fact]
        return [self._shown(fact)]

    def _special(self) -> Mapping[str, Callable[[object], Iterable[str]]]:
        say = self.say
        return {
            "asked_days": lambda days: [
                ", ".join(say(f"date.weekday_name.{day + 1}") for day in _whole(days))
            ],
            "writes_in": lambda guilds: [self.place(GuildId(one)) for one in _whole(guilds)],
            "day_begins": lambda hour: [f"{hour:02}:00"],
        }

    def _shown(self, fact: object) -> str:
        if isinstance(fact, StrEnum):
            return self._value(fact)
        if isinstance(fact, bool):
            return self.say("export.yes" if fact else "export.no")
        if isinstance(fact, MessageAt):
            return LINK.format(**fact._asdict())
        if isinstance(fact, tuple):
            return self._stay(*fact)
        return self._time(fact)

    def _stay(self, begins: datetime, ends: datetime) -> str:
        first, last = (to_local(at, self.zone) for at in (begins, ends))
        until = f"{last:%H:%M}" if first.date() == last.date() else self._time(ends)
        return self.say("export.stay", begins=Shown(self._time(begins)), ends=Shown(until))

    def _time(self, fact: object) -> str:
        if isinstance(fact, datetime):
            return day_and_time(to_local(fact, self.zone), self.zone, self.say)
        if isinstance(fact, date):
            return day_in_words(fact, self.say)
        return f"{fact:%H:%M}" if isinstance(fact, time) else str(fact)

    def _value(self, fact: StrEnum) -> str:
        table = _NAMED_ELSEWHERE.get(type(fact))
        key = f"{table}.{fact}" if table else f"export.value.{type(fact).__name__.lower()}.{fact}"
        return self._first([key]) or str(fact)

    def _called(self, record: KeptRecord) -> str:
        sheet = self._form(record) if record.what == "wrote_worksheet" else None
        return sheet.title if sheet else self.say(f"export.what.{record.what}")

    @staticmethod
    def _form(record: KeptRecord) -> Worksheet | None:
        """Give the form in which it was written; none where it has none, or not any more."""
        return worksheets.load().get(WorksheetKind(str(record.facts.get("worksheet", ""))))

    def _label(self, record: KeptRecord, field: str) -> str:
        """Name a field as its form does; one that an update took away keeps its short name."""
        sheet = self._form(record)
        labels = {one.id: one.label for one in sheet.fields} if sheet else {}
        keys = (f"{_FORMS.get(record.what)}.{field}", f"export.field.{field}")
        return labels.get(field) or self._first(keys) or field

    def _answer(self, field: str, text: str) -> tuple[str, ...]:
        if field == OUTCOME:
            return ((self._first([f"plan.went.{text}"]) or text).strip("*"),)
        if field == UrgeField.WAYS:
            return tuple(self._first([f"export.value.urgeway.{one}"]) or one for one in items(text))
        return (text,)

    def _first(self, keys: Iterable[str]) -> str:
        """Say the first of some sentences that there is, or nothing."""
        for key in keys:
            with suppress(KeyError):
                return self.say(key)
        return ""


def _is_stay(fact: tuple[object, ...]) -> bool:
    """Tell a stay, or a message, from several facts."""
    ends = len(fact) == _STAY and all(isinstance(one, datetime) for one in fact)
    return ends or isinstance(fact, MessageAt)


def _whole(fact: object) -> tuple[int, ...]:
    return tuple(int(one) for one in fact) if isinstance(fact, tuple) else ()
