"""How a question is built: whether it opens a story or closes it with yes, no or one fact."""

import re

from bot.domain.language.folding import fold
from bot.domain.language.rule_sets import QuestionRules

_SENTENCE = re.compile(r"[^.?!\N{HORIZONTAL ELLIPSIS}]+(?:[.?!\N{HORIZONTAL ELLIPSIS}]+|$)")
_CLAUSE = re.compile(r"[,;:()]|\s[\N{EN DASH}\N{EM DASH}-]\s")


def plain(text: str) -> str:
    """Give a text in lower case, in one line and with straight apostrophes."""
    return fold(text)


def asking(text: str, rules: QuestionRules) -> str:
    """Give the sentence that asks: the last with a question mark, else the last that invites."""
    sentences = [found.group().strip() for found in _SENTENCE.finditer(plain(text))]
    asked = [s for s in sentences if s.endswith("?")]
    return (asked or [s for s in sentences if rules.invites.match(s)] or [""])[-1]


def is_open(text: str, rules: QuestionRules) -> bool:
    """Tell whether a clause of the asking sentence begins with what, how, tell us and the like."""
    return any(
        rules.opens.match(part) or rules.invites.match(part) for part in _clauses(text, rules)
    )


def takes_yes_or_no(text: str, rules: QuestionRules) -> bool:
    """Tell whether yes or no would do as an answer."""
    closed = any(rules.yes_no.match(part) for part in _clauses(text, rules))
    return closed or bool(rules.tail.search(asking(text, rules)))


def takes_one_fact(text: str, rules: QuestionRules) -> bool:
    """Tell whether a number or a date would do as an answer."""
    return bool(rules.one_fact.match(asking(text, rules)))


def asks_twice(text: str, rules: QuestionRules) -> bool:
    """Tell whether there is more than one question in the text, also without a mark."""
    parts = [found.group().strip() for found in _SENTENCE.finditer(plain(text))]
    asks = sum(part.endswith("?") or bool(rules.story.match(part)) for part in parts)
    return asks > 1 or text.count("?") > 1 or bool(rules.second.search(asking(text, rules)))


def _clauses(text: str, rules: QuestionRules) -> list[str]:
    whole = rules.aside.sub(r"\1 ", asking(text, rules))
    return [clause.strip(" ?.!\"'") for clause in _CLAUSE.split(whole)]
