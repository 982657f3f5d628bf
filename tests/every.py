"""One test for many of a kind: a rule that holds for every file, sentence or zone.

Thousands of tests of a line each take minutes to be collected, run and told one by one. This is one
test, which goes through them all and names each that breaks the rule.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

One = TypeVar("One")


def every(ones: Iterable[One]) -> Callable[[Callable[[One], None]], Callable[[], None]]:
    """Turn a rule about one of them into a test of all."""

    def of(rule: Callable[[One], None]) -> Callable[[], None]:
        def test() -> None:
            listed = list(ones)
            if not listed:
                raise AssertionError("nothing to look at")
            broken = [f"{one}: {told}" for one in listed if (told := _broken(rule, one))]
            if broken:
                raise AssertionError("\n".join(broken))

        test.__name__, test.__qualname__, test.__doc__ = rule.__name__, rule.__name__, rule.__doc__
        return test

    return of


def _broken(rule: Callable[[One], None], one: One) -> str:
    try:
        rule(one)
    except AssertionError as error:
        return str(error) or repr(error)
    return ""
