"""What a facilitator typed, read: the words that count, what is ruled out, what is asked for."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.domain.folding import fold
from bot.domain.prompt import Purpose
from bot.domain.theme import stem

LONGEST = 300
"""Letters that are read; what comes after them is not."""
MOST_WORDS = 40

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[,.;:!?]")
_NOT = re.compile(r"\b(?:is|are|was|were|does|do|did|has|have|wo|would|could|should|ai)n'?t\b")
_CANNOT = re.compile(r"\bcan'?t\b|\bcan not\b")
_SMALL = frozenset(
    """
    a about after all also am an and are as at be been being but by did do does for from had has
    have he her hers him his i if in into is it its just like me more my no not of on one or our
    out over s she so some than that the their them then there they this to too up us very was
    we were what when where which who why will with would you your re ve ll d m t
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column
)
"""Words that say nothing of what a talk is about."""

_NEGATORS = frozenset(["not", "no", "never", "without", "neither", "nor"])
_INSTEAD = (
    ("rather", "than"),
    ("instead", "of"),
    ("nothing", "to", "do", "with"),
    ("not", "about"),
)
"""What comes after these is ruled out, whatever it is."""
_TURNS = frozenset(["just", "only", "rather", "simply", "merely", "instead"])
"""A word that says: what came before the turn is not it, what comes now is."""
_FEELINGS = frozenset(
    map(
        stem,
        """
        craving cravings crave urge urges tempted temptation triggered pull itching angry anger
        furious mad lonely loneliness alone bored boredom anxious anxiety worried nervous scared
        afraid sad depressed down ashamed shame guilty stressed stress tired grieving hungry
        drunk high gambling relapse relapsed slip slipped lapse
        """.split(),  # noqa: SIM905 - the same
    )
)
"""Of these, a bare `no` or `not` says that they are absent; `no friends` is about friends."""
_OPPOSITES = {
    "ready": "reluctant",
    "willing": "unwilling",
    "want": "reluctant",
    "wants": "reluctant",
    "sure": "unsure",
    "certain": "unsure",
    "happy": "unhappy",
    "able": "unable",
    "interested": "indifferent",
    "bothered": "indifferent",
}
"""What a word becomes after `not`: the directions of words know nothing of a `not` beside them."""
_REACH = 4
"""So many words a `not` reaches at most."""
_ENDS = frozenset(",.;:!?")

_ASKED: tuple[tuple[Purpose, str], ...] = (
    (Purpose.SCALING, r"scal(?:e|es|ing)\b|rate|rating|(?:0|1|zero|one) (?:to )?(?:10|ten)\b"),
    (Purpose.SCALING, r"out of (?:10|ten)\b|number from|how (?:ready|sure|important|strong) 0"),
    (Purpose.SUMMARY, r"summar\w+|sum up|sum it up|recap|pull (?:it |this )?together"),
    (Purpose.REFLECTION, r"reflect\w*|mirror\w*|(?:say|give|echo) (?:it )?back"),
    (Purpose.AFFIRMATION, r"affirm\w*|praise|compliment|appreciat\w+|encourag\w+|well done"),
    (Purpose.AFFIRMATION, r"say something (?:nice|kind|good)|something (?:nice|kind) to say"),
    (Purpose.AFFIRMATION, r"(?:thank|credit|acknowledge) (?:him|her|them|someone|somebody)\b"),
    (
        Purpose.CLOSING,
        r"clos(?:ing|er)\b|to close\b|close (?:with|on|the|off)\b|wrap\w* (?:it )?up",
    ),
    (
        Purpose.CLOSING,
        r"(?:last|final) (?:question|round|words?)\b|(?:end|finish) (?:on|with|the)\b",
    ),
    (
        Purpose.CLOSING,
        r"to (?:end|finish) (?:on|with|the)\b|round off|check out|before (?:we|they) go\b",
    ),
)
_PATTERNS = tuple((purpose, re.compile(rf"\b(?:{words})")) for purpose, words in _ASKED)


@dataclass(frozen=True, slots=True)
class Situation:
    """Somebody's words, sorted; all of them in small letters, none of them stored."""

    words: tuple[str, ...]
    ruled_out: tuple[str, ...]
    purpose: Purpose | None


def read(text: str, spelt: Callable[[str], str]) -> Situation:
    """Sort somebody's words; `spelt` mends a slip of the finger in one of them."""
    tokens = [spelt(token) if token.isalpha() else token for token in _tokens(text)]
    purpose, rest = _asked_for(" ".join(tokens))
    kept, dropped = _sorted(rest.split())
    return Situation(_telling(_turned(kept)), _telling(dropped), purpose)


def telling(text: str) -> tuple[str, ...]:
    """Give the words of a text that say what it is about."""
    return _telling(_turned(_tokens(text)))


def _telling(tokens: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for word in tokens if word.isalpha() and word not in _SMALL)


def _turned(tokens: Sequence[str]) -> Iterable[str]:
    """Put its opposite for a word that follows a `not`, where it has one."""
    before = ""
    for token in tokens:
        yield _OPPOSITES.get(token, token) if before == "not" else token
        before = token


def _tokens(text: str) -> list[str]:
    plain = fold(text[:LONGEST])
    plain = _NOT.sub(" not ", _CANNOT.sub(" cannot ", plain)).replace("'s", "").replace("'", "")
    return _TOKEN.findall(plain)[:MOST_WORDS]


def _asked_for(line: str) -> tuple[Purpose | None, str]:
    """Find the purpose that was named first, and the line without the words that name one."""
    found = [
        (match.start(), purpose) for purpose, words in _PATTERNS if (match := words.search(line))
    ]
    if not found:
        return None, line
    purpose = min(found)[1]
    for each, words in _PATTERNS:
        line = words.sub(" ", line) if each is purpose else line
    return purpose, re.sub(r"\bquestions?\b", " ", line)


def _sorted(tokens: list[str]) -> tuple[list[str], list[str]]:
    kept: list[str] = []
    dropped: list[str] = []
    here = 0
    while here < len(tokens):
        start = _after_negator(tokens, here)
        end = _reach(tokens, start) if start else here
        if start and _rules_out(tokens, here, start, end):
            dropped += tokens[start:end]
            here = end
        else:
            kept.append(tokens[here])
            here += 1
    return kept, dropped


def _after_negator(tokens: list[str], here: int) -> int:
    """Give the place after a word that may rule something out; 0 if there is none here."""
    for words in _INSTEAD:
        if tuple(tokens[here : here + len(words)]) == words:
            return here + len(words)
    return (
        here + 1 if tokens[here] in _NEGATORS and tokens[here + 1 : here + 2] != ["longer"] else 0
    )


def _reach(tokens: list[str], start: int) -> int:
    for place in range(start, min(start + _REACH, len(tokens))):
        if tokens[place] in _ENDS or tokens[place] in _TURNS or tokens[place] in {"but", "and"}:
            return place
    return min(start + _REACH, len(tokens))


def _rules_out(tokens: list[str], here: int, start: int, end: int) -> bool:
    if start - here > 1 and tokens[here] != "not":
        return True
    turns = bool(set(tokens[end : end + 3]) & _TURNS)
    return turns or start - here > 1 or any(stem(word) in _FEELINGS for word in tokens[start:end])
