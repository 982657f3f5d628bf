"""A language that nobody speaks, made from English: every sentence of ours is told by its letters.

`Save {name}` becomes `⟦Śáṽé {name}⟧`, so that whatever is sent in plain letters
did not come from the catalogue, or came from it in English.
"""

import re
from collections.abc import Mapping

_PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_MARKED = "ÁḂÇḊÉḞĠḢÍĴĶĹṀÑÓṖɊŔŚŤÚṼẂẊÝŹáḃçḋéḟġḣíĵķĺṁñóṗɋŕśťúṽẃẋýź"
_TO, _BACK = str.maketrans(_PLAIN, _MARKED), str.maketrans(_MARKED, _PLAIN, "⟦⟧")
KEPT = re.compile(r"(`[^`]*`|\{\w+\}|https?://\S+|<[^>\s]+>)")
"""Commands, places, addresses and mentions stay as they are."""
_BEGINS = re.compile(r"(?:#{1,3} |-# |> )+")
"""What Discord looks for at the beginning of a line."""


def pseudo(sentence: str) -> str:
    """Give a sentence in marked letters, between brackets."""
    begins = _BEGINS.match(sentence)
    head = begins.group() if begins else ""
    parts = KEPT.split(sentence.removeprefix(head))
    return f"{head}⟦{''.join(_marked(part) for part in parts)}⟧"


def _marked(part: str) -> str:
    return part if KEPT.fullmatch(part) else part.translate(_TO)


def english(text: str) -> str:
    """Give a text in pseudo as it was."""
    return text.translate(_BACK)


def catalogue(sentences: Mapping[str, str]) -> dict[str, str]:
    """Give all sentences in pseudo by key."""
    return {key: pseudo(sentence) for key, sentence in sentences.items()}
