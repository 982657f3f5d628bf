"""How entries of the outbox are found whose time has come."""

from sqlalchemy import bindparam, func, select

from bot.domain.outbox_entry import OPEN_STATES
from bot.storage.outbox.table import OUTBOX as _T

OPEN = sorted(one.value for one in OPEN_STATES)
_IS_DUE = _T.c.state.in_(OPEN) & (_T.c.due <= bindparam("now"))
_ABOUT = (_T.c.subject_kind, _T.c.subject)
DUE = select(_T).where(_IS_DUE).order_by(_T.c.due, *_T.primary_key)
DUE_ABOUT = DUE.where(*(one == bindparam(f"of_{one.name}") for one in _ABOUT))
"""Those about one subject."""
DUE_NAMED = select(*_ABOUT).where(_IS_DUE).group_by(*_ABOUT).order_by(func.min(_T.c.due), *_ABOUT)
"""Just what they are about."""
