"""What a meeting holds, found by walking everything in it."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass


def everything_in(value: object) -> Iterator[object]:
    """Give every value inside a tree of dataclasses and collections."""
    yield value
    if is_dataclass(value):
        for field in fields(value):
            yield from everything_in(getattr(value, field.name))
    elif isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from everything_in(one)
    elif isinstance(value, dict):
        for pair in value.items():
            yield from everything_in(pair)


def numbers_in(value: object) -> set[int]:
    """Give every number in it, so every id."""
    return {one for one in everything_in(value) if isinstance(one, int)}
