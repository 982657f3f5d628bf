"""What a bot holds in memory: the dictionaries, sets and lists of our own objects."""

import functools
import types
from collections import Counter, deque
from collections.abc import Collection, Iterator
from weakref import WeakValueDictionary

HOLDERS = (dict, set, list, deque, WeakValueDictionary)
OURS = ("bot.", "cogs.")
VALUES = ("bot.domain.", "bot.config.", "bot.rehearsal.", "bot.content.", "bot.text.")
"""Modules whose objects are values: they are held, and hold nothing that grows."""


def held(root: object) -> Counter[str]:
    """Count what lies in each holder of our objects that can be reached from one, by its name."""
    sizes: Counter[str] = Counter()
    for name, holder in holders(root):
        sizes[name] += len(holder)
    return sizes


def naming(root: object, *ids: int) -> set[str]:
    """Name the holders that know something by one of these ids, alone or with something else."""
    return {
        name
        for name, holder in holders(root)
        for key in holder
        if set(ids) & {part for part in (key if isinstance(key, tuple) else (key,)) if is_id(part)}
    }


def is_id(part: object) -> bool:
    return isinstance(part, int) and part > 0


def holders(root: object) -> Iterator[tuple[str, Collection[object]]]:
    """Give each holder of our objects that can be reached from one, with its name."""
    seen: set[int] = set()
    ahead: list[object] = [root]
    while ahead:
        one = ahead.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        ahead.extend(behind(one))
        for name, value in attributes(one) if is_ours(one) else ():
            if isinstance(value, HOLDERS):
                yield f"{type(one).__name__}.{name}", value


def is_ours(one: object) -> bool:
    module = type(one).__module__
    return module.startswith(OURS) and not module.startswith(VALUES)


def attributes(one: object) -> Iterator[tuple[str, object]]:
    """Give the attributes of an object, those in slots too."""
    yield from list(getattr(one, "__dict__", {}).items())
    for kind in type(one).__mro__:
        slots = kind.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name not in {"__dict__", "__weakref__"} and hasattr(one, name):
                yield name, getattr(one, name)


def behind(one: object) -> Iterator[object]:
    """Give what can be reached from a thing by one step, as far as it may lead to us."""
    if is_ours(one):
        yield from (value for _, value in attributes(one))
    elif isinstance(one, dict | WeakValueDictionary):
        yield from list(one.values())
    elif isinstance(one, set | list | tuple | deque):
        yield from list(one)
    elif isinstance(one, types.MethodType):
        yield one.__self__
    elif isinstance(one, functools.partial):
        yield from (one.func, *one.args, *one.keywords.values())
    elif isinstance(one, types.FunctionType):
        yield from (cell.cell_contents for cell in one.__closure__ or () if _is_filled(cell))


def _is_filled(cell: types.CellType) -> bool:
    try:
        return cell.cell_contents is not None
    except ValueError:
        return False
