"""Which plural form a whole number takes in a language: the categories of Unicode CLDR.

A language has some of zero, one, two, few, many and other; other is the one they all have.
"""

from collections.abc import Callable, Iterator, Mapping

CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})

_Rule = Callable[[int], bool]
_Rules = Mapping[str, _Rule]
"""A test for each category but other, in the order in which they are asked."""


def category(language: str, count: int) -> str:
    """Name the form of a count; a language we have no rules for has one and other, like English."""
    rules = _RULES.get(language) or _RULES.get(language.partition("-")[0], _ENGLISH)
    size = abs(count)
    return next((name for name, fits in rules.items() if fits(size)), "other")


def _is(*numbers: int) -> _Rule:
    return lambda n: n in numbers


def _ends(last: range, *, but: range) -> _Rule:
    """Look at the last digit, unless the last two are among others, as in 11 to 14."""
    return lambda n: n % 10 in last and n % 100 not in but


def _last_two(*numbers: int) -> _Rule:
    return lambda n: n % 100 in numbers


def _millions(n: int) -> bool:
    return n != 0 and n % 1_000_000 == 0


_ENGLISH: _Rules = {"one": _is(1)}
_NO_FORMS: _Rules = {}
_LIKE_HINDI: _Rules = {"one": _is(0, 1)}
_LIKE_FRENCH: _Rules = {"one": _is(0, 1), "many": _millions}
_LIKE_SPANISH: _Rules = {"one": _is(1), "many": _millions}
_LIKE_ICELANDIC: _Rules = {"one": _ends(range(1, 2), but=range(11, 12))}
_LIKE_CZECH: _Rules = {"one": _is(1), "few": _is(2, 3, 4)}
_LIKE_POLISH: _Rules = {
    "one": _is(1),
    "few": _ends(range(2, 5), but=range(12, 15)),
    "many": lambda _: True,
}
_LIKE_RUSSIAN: _Rules = {
    "one": _ends(range(1, 2), but=range(11, 12)),
    "few": _ends(range(2, 5), but=range(12, 15)),
    "many": lambda _: True,
}
_LIKE_SERBIAN: _Rules = {
    "one": _ends(range(1, 2), but=range(11, 12)),
    "few": _ends(range(2, 5), but=range(12, 15)),
}
_LIKE_SLOVENE: _Rules = {"one": _last_two(1), "two": _last_two(2), "few": _last_two(3, 4)}
_LITHUANIAN: _Rules = {
    "one": _ends(range(1, 2), but=range(11, 20)),
    "few": _ends(range(2, 10), but=range(11, 20)),
}
_LATVIAN: _Rules = {
    "zero": lambda n: n % 10 == 0 or n % 100 in range(11, 20),
    "one": _ends(range(1, 2), but=range(11, 12)),
}
_ROMANIAN: _Rules = {"one": _is(1), "few": lambda n: n == 0 or n % 100 in range(1, 20)}
_HEBREW: _Rules = {"one": _is(1), "two": _is(2)}
_ARABIC: _Rules = {
    "zero": _is(0),
    "one": _is(1),
    "two": _is(2),
    "few": _last_two(*range(3, 11)),
    "many": _last_two(*range(11, 100)),
}
_MALTESE: _Rules = {
    "one": _is(1),
    "two": _is(2),
    "few": lambda n: n == 0 or n % 100 in range(3, 11),
    "many": _last_two(*range(11, 20)),
}
_WELSH: _Rules = {"zero": _is(0), "one": _is(1), "two": _is(2), "few": _is(3), "many": _is(6)}
_IRISH: _Rules = {
    "one": _is(1),
    "two": _is(2),
    "few": _is(*range(3, 7)),
    "many": _is(*range(7, 11)),
}
_GAELIC: _Rules = {
    "one": _is(1, 11),
    "two": _is(2, 12),
    "few": _is(*range(3, 11), *range(13, 20)),
}

_FAMILIES: tuple[tuple[str, _Rules], ...] = (
    ("id ja ko lo ms my th yue zh", _NO_FORMS),
    ("am as bn fa gu hi kn vi zu", _LIKE_HINDI),
    ("fr pt", _LIKE_FRENCH),
    ("ca es it pt-PT", _LIKE_SPANISH),
    ("is mk", _LIKE_ICELANDIC),
    ("cs sk", _LIKE_CZECH),
    ("pl", _LIKE_POLISH),
    ("be ru uk", _LIKE_RUSSIAN),
    ("bs hr sr", _LIKE_SERBIAN),
    ("dsb hsb sl", _LIKE_SLOVENE),
    ("lt", _LITHUANIAN),
    ("lv", _LATVIAN),
    ("ro", _ROMANIAN),
    ("he", _HEBREW),
    ("ar", _ARABIC),
    ("mt", _MALTESE),
    ("cy", _WELSH),
    ("ga", _IRISH),
    ("gd", _GAELIC),
)


def _by_language() -> Iterator[tuple[str, _Rules]]:
    for languages, rules in _FAMILIES:
        for language in languages.split():
            yield language, rules


_RULES: Mapping[str, _Rules] = dict(_by_language())
