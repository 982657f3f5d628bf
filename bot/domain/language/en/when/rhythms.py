"""The English pieces that say how often: every other Tuesday, weekdays, monthly."""

import re

from bot.domain.language.en.when.day_words import (
    ANY_NTH,
    ANY_PART,
    ANY_WEEKDAY,
    DAY_PARTS,
    NTH,
    NUMBERS,
    WEEKDAY,
    Piece,
    number,
    piece,
    saying,
)
from bot.domain.language.time_facts import TimeFacts

_WORDS = re.compile(r"[a-z]+")
_WORKING_DAYS = (0, 1, 2, 3, 4)


def _several(match: re.Match[str]) -> TimeFacts:
    """Read two days or more, as they are listed or with all between them."""
    named = [_day(word) for word in _WORDS.findall(match.group())]
    days = tuple(day for day, _ in named if day is not None)
    facts = TimeFacts(several=tuple(sorted(set(days))))
    if any(plural for _, plural in named):
        facts["again"] = True
    return facts


def _span(match: re.Match[str]) -> TimeFacts:
    first, last = WEEKDAY[match["first"]], WEEKDAY[match["last"]]
    days = tuple(sorted((first + more) % 7 for more in range((last - first) % 7 + 1)))
    if days == _WORKING_DAYS:
        return TimeFacts(rhythm="weekdays")
    if len(days) > len(_WORKING_DAYS):
        return TimeFacts(several=days, again=True)
    return TimeFacts(several=days)


def _day(word: str) -> tuple[int | None, bool]:
    single = word if word in WEEKDAY else word.removesuffix("s")
    return WEEKDAY.get(single), single != word


def _nth(match: re.Match[str]) -> TimeFacts:
    facts = TimeFacts(nth=NTH[match["nth"]], weekday=WEEKDAY[match["weekday"]])
    if match["plural"]:
        facts["again"] = True
    return facts


def _every_nth(match: re.Match[str]) -> TimeFacts:
    """Read `every second Tuesday`, which some people say of weeks and some of a month."""
    facts = TimeFacts(nth=NTH[match["nth"]], weekday=WEEKDAY[match["weekday"]], again=True)
    if match["nth"] not in {"first", "1st", "last"}:
        facts["of_weeks"] = True
    return facts


def _weeks(match: re.Match[str]) -> TimeFacts:
    return TimeFacts(rhythm="weekly", interval=number(match["count"]))


def _every_part(match: re.Match[str]) -> TimeFacts:
    return TimeFacts(rhythm="daily", part=DAY_PARTS[match["part"]])


_EVERY = "every|each"
_SMALL = "|".join(word for word, count in NUMBERS.items() if 2 <= count <= 4)  # noqa: PLR2004
_AND = r" ?(?:and|&|\+|,|/| ) ?"
_ONE_DAY = rf"(?:{ANY_WEEKDAY})s?\b\.?"
_SECOND = rf"(?:{_EVERY}) (?:other|second|2nd)|(?:every )?alternate|(?:{_EVERY}) alternate"

RHYTHM_PIECES: tuple[Piece, ...] = (
    piece(rf"(?:{_SECOND}) weeks?", saying(rhythm="weekly", interval=2)),
    piece(rf"(?:{_EVERY}) (?P<count>[1-4]|{_SMALL}) weeks?", _weeks),
    piece(rf"(?:once a|{_EVERY}) fortnight|fortnightly", saying(rhythm="weekly", interval=2)),
    piece(r"bi-? ?(?:weekly|monthly)|twice (?:a|each|every) (?:week|month)", saying(twice=True)),
    piece(
        rf"(?:{_EVERY}) (?:other|second|third|[0-9]+(?:st|nd|rd|th)?|{_SMALL}) "
        r"(?:days?|weekdays?|weekends?|weeks|months?|nights?|mornings?|evenings?)",
        saying(many=True),
    ),
    piece(
        r"hourly|quarterly|yearly|annually|(?:every|each|once a) (?:hour|quarter|year)",
        saying(many=True),
    ),
    piece(
        rf"(?:on )?(?:the )?(?:(?:{_EVERY}) )?(?:{ANY_NTH})"
        rf"(?: ?(?:and|&|,|/|or) ?(?:the )?(?:{ANY_NTH})){{1,4}} (?:{ANY_WEEKDAY})s?",
        saying(many=True),
    ),
    piece(rf"(?:{_EVERY}) (?P<nth>{ANY_NTH}) (?P<weekday>{ANY_WEEKDAY})s?", _every_nth),
    piece(
        rf"(?:on )?(?:the )?(?P<nth>{ANY_NTH}) (?P<weekday>{ANY_WEEKDAY})(?P<plural>s)?\.?", _nth
    ),
    piece(
        r"(?:of|in) (?:the|each|every) month|(?:once a|each|every) month|monthly",
        saying(rhythm="monthly"),
    ),
    piece(r"on working days|week ?days|every week ?day|each week ?day", saying(rhythm="weekdays")),
    piece(r"week nights", saying(rhythm="weekdays", part=range(16, 24))),
    piece(r"weekends|every weekend|each weekend", saying(several=(5, 6), again=True)),
    piece(rf"(?:{_EVERY}) (?P<part>{ANY_PART})", _every_part),
    piece(rf"daily|nightly|(?:{_EVERY}) (?:day|night)|seven days a week", saying(rhythm="daily")),
    piece(rf"(?:once a|{_EVERY}) week|(?:once )?weekly", saying(rhythm="weekly")),
    piece(r"(?:just |only )?once|one-?off|just the once", saying(rhythm="once")),
    piece(rf"(?P<first>{ANY_WEEKDAY}) ?(?:-|to|till|through|thru) ?(?P<last>{ANY_WEEKDAY})", _span),
    piece(rf"{_ONE_DAY}(?:{_AND}{_ONE_DAY}){{1,6}}", _several),
    piece(rf"{_SECOND}", saying(interval=2, again=True)),
    piece(
        rf"(?:each and every|{_EVERY})(?: single)?(?= (?:{ANY_WEEKDAY}))",
        saying(again=True),
    ),
    piece(r"(?:from|starting|beginning|as of|start)(?: on| from)?(?= )", saying(since=True)),
    piece(r"(?:till|except|but not|apart from|excluding|not on)\b.*", saying(many=True)),
    piece(r"for [0-9a-z]+ (?:weeks|months|sessions|times)", saying(many=True)),
    piece(r"with a(?= fifth)", saying()),
)
"""In this order: a longer piece before one it begins with."""
