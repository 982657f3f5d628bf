"""What an entry carries besides its key: one frozen dataclass per kind, kept as JSON."""

from dataclasses import dataclass
from typing import Any, Self

from pydantic import TypeAdapter, ValidationError

from bot.domain.outbox_entry import OutboxEntry


class UnreadablePayload(ValueError):
    """An entry carries what its kind cannot read."""


@dataclass(frozen=True, slots=True)
class Payload:
    """What most kinds carry: nothing. A kind with more has its own beside its handler.

    A field that is added later needs a default: entries of the version before have not got it.
    """

    @classmethod
    def read(cls, entry: OutboxEntry) -> Self:
        """Read what an entry carries; raises UnreadablePayload."""
        try:
            found: Self = _schema(cls).validate_json(entry.payload or "{}", strict=True)
        except ValidationError:
            raise UnreadablePayload(entry.kind) from None
        return found

    def written(self) -> str:
        """Write it as the JSON that is kept."""
        return _schema(type(self)).dump_json(self).decode()


_SCHEMAS: dict[type[Any], TypeAdapter[Any]] = {}


def _schema(kind: type[Any]) -> TypeAdapter[Any]:
    if kind not in _SCHEMAS:
        _SCHEMAS[kind] = TypeAdapter(kind)
    return _SCHEMAS[kind]
