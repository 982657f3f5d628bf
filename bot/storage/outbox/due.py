"""How entries of the outbox are found whose time has come."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from bot.domain.outbox_entry import OPEN_STATES, SubjectKind
from bot.storage.outbox.table import OUTBOX as _T

OPEN = sorted(one.value for one in OPEN_STATES)
_IS_DUE = _T.c.state.in_(OPEN) & (_T.c.due <= bindparam("now"))
_ABOUT = (_T.c.subject_kind, _T.c.subject)
DUE = select(_T).where(_IS_DUE).order_by(_T.c.due, *_T.primary_key)
DUE_ABOUT = DUE.where(*(one == bindparam(f"of_{one.name}") for one in _ABOUT))
"""Those about one subject."""
DUE_NAMED = select(*_ABOUT).where(_IS_DUE).group_by(*_ABOUT).order_by(func.min(_T.c.due), *_ABOUT)
"""Just what they are about."""
DUE_BUT_SERVERS = DUE_NAMED.where(_T.c.subject_kind != SubjectKind.SERVER.value)

_NEXT = select(func.min(_T.c.due).label("due")).where(_T.c.state.in_(OPEN))
_NEXT_BUT = _NEXT.where(_T.c.subject.not_in(bindparam("aside", expanding=True)))


def next_due(aside: Collection[object]) -> tuple[Select[Any], dict[str, Any]]:
    """Ask when the next one is due, but for those `aside`, which nobody can read.

    The tick would look at them again and again.
    """
    return (_NEXT_BUT, {"aside": aside}) if aside else (_NEXT, {})
