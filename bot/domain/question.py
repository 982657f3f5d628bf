"""How a question is built: whether it opens a story or closes it with yes, no or one fact."""

import re

from bot.domain.folding import fold

_WH = "what|how|which|who|whom|whose|where"
_AUX = (
    "do|does|did|is|are|was|were|am|can|could|would|will|have|has|had|may|might|shall|should|"
    "don't|doesn't|didn't|isn't|aren't|wasn't|weren't|can't|couldn't|wouldn't|won't|"
    "haven't|hasn't|hadn't|shouldn't"
)
_BEFORE = "in|at|on|with|for|from|to|of|about|by|and|but|so|or|until|since|apart from|against"
_OPENS = re.compile(rf"(?:(?:{_BEFORE}) )?(?:(?:{_WH})(?:'s|'d)?|when (?:{_AUX}))\b")
_INVITES = re.compile(
    r"(?:please )?(?:tell|describe|walk|share|say|picture|imagine|name|talk|show|think|explain|"
    r"give|put|pick|look)\b"
)
_YES_NO = re.compile(rf"(?:(?:and|but|or|so|if so) )?(?:{_AUX}) \w|(?:right|okay|ok|yes|no)$")
_TAIL = re.compile(
    rf"\b(?:and|but|or) (?:{_AUX}) (?:you|it|they|that|this|he|she|we|there|any\w*)\b"
)
_ONE_FACT = re.compile(r"(?:for )?how (?:many|often|long|old|much)\b|what time\b|when did\b")
_SECOND = re.compile(
    rf"(?<!who )(?<!what )(?<!where )(?<!when )(?<!how )"
    rf"\b(?:and|or),? (?:{_WH}|why|when) (?:{_AUX}|else)\b"
    rf"|, (?:and|or|but) (?:{_WH}|why) (?!or\b|and\b)\w"
)
_STORY = re.compile(r"(?:please )?(?:tell|describe|share|explain|walk|talk)\b")
"""Unlike `picture a morning`, these ask by themselves."""
_ASIDE = re.compile(
    rf"\b((?:{_WH})\b[^,?]{{0,99}}), (?:if|however|even|apart from|besides)\b[^,?]{{0,99}}, "
)
"""`What, if anything, would help`: the words between the commas ask nothing.

Bounded like all that looks ahead, so that the work grows with the text and not with its square.
"""
_SENTENCE = re.compile(r"[^.?!\N{HORIZONTAL ELLIPSIS}]+(?:[.?!\N{HORIZONTAL ELLIPSIS}]+|$)")
_CLAUSE = re.compile(r"[,;:()]|\s[\N{EN DASH}\N{EM DASH}-]\s")


def plain(text: str) -> str:
    """Give a text in lower case, in one line and with straight apostrophes."""
    return fold(text)


def asking(text: str) -> str:
    """Give the sentence that asks: the last with a question mark, else the last that invites."""
    sentences = [found.group().strip() for found in _SENTENCE.finditer(plain(text))]
    asked = [s for s in sentences if s.endswith("?")]
    return (asked or [s for s in sentences if _INVITES.match(s)] or [""])[-1]


def is_open(text: str) -> bool:
    """Tell whether a clause of the asking sentence begins with what, how, tell us and the like."""
    return any(_OPENS.match(part) or _INVITES.match(part) for part in _clauses(text))


def takes_yes_or_no(text: str) -> bool:
    """Tell whether yes or no would do as an answer."""
    closed = any(_YES_NO.match(part) for part in _clauses(text))
    return closed or bool(_TAIL.search(asking(text)))


def takes_one_fact(text: str) -> bool:
    """Tell whether a number or a date would do as an answer."""
    return bool(_ONE_FACT.match(asking(text)))


def asks_twice(text: str) -> bool:
    """Tell whether there is more than one question in the text, also without a mark."""
    parts = [found.group().strip() for found in _SENTENCE.finditer(plain(text))]
    asks = sum(part.endswith("?") or bool(_STORY.match(part)) for part in parts)
    return asks > 1 or text.count("?") > 1 or bool(_SECOND.search(asking(text)))


def _clauses(text: str) -> list[str]:
    whole = _ASIDE.sub(r"\1 ", asking(text))
    return [clause.strip(" ?.!\"'") for clause in _CLAUSE.split(whole)]
