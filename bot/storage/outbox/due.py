"""How entries of the outbox are found whose time has come."""

from sqlalchemy import bindparam, func, select

from bot.domain.outbox_entry import OPEN_STATES, SubjectKind
from bot.storage.outbox.table import OUTBOX as _T

OPEN = sorted(one.value for one in OPEN_STATES)
_IS_DUE = _T.c.state.in_(OPEN) & (_T.c.due <= bindparam("now"))
_IS_MEETING = _T.c.subject_kind == SubjectKind.MEETING.value
DUE = select(_T).where(_IS_DUE).order_by(_T.c.due, *_T.primary_key)
DUE_OTHERS = DUE.where(~_IS_MEETING)
"""Those that are about no meeting."""
DUE_MEETINGS = (
    select(_T.c.subject)
    .where(_IS_DUE, _IS_MEETING)
    .group_by(_T.c.subject)
    .order_by(func.min(_T.c.due), _T.c.subject)
)
"""Just which meetings they are about."""
