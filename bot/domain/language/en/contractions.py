"""Where somebody who speaks English contracts and somebody who writes it does not."""

import re
from collections.abc import Iterator

_SHORT = {
    "am": "'m",
    "are": "'re",
    "is": "'s",
    "has": "'s",
    "have": "'ve",
    "had": "'d",
    "will": "'ll",
    "would": "'d",
    "us": "'s",
}
_NOT = {"can": "can't", "cannot": "can't", "will": "won't"}
_DONE = (
    r"(?:not|never|always|already|just|only|been|had|got|gone|come|done|seen|said|told|kept|made"
    r"|found|felt|given|taken|thought|known|heard|held|lost|learnt|met|paid|spent|stood|stuck|built"
    r"|brought|caught|chosen|grown|shown|written|fallen|fought|begun|become|slept|(?!need\b)\w+ed)"
    r"\b"
)
"""What follows a `have` that only helps another verb."""
_STATE = (
    r"(?:not|never|still|so|too|very|like|ready|sure|afraid|able|tired|hard|easy|going|(?!need\b)"
    r"\w+ed|(?!thing\b|morning\b|evening\b)\w+ing)\b"
)
"""What follows a `be` whose sentence goes on: behind `the person you are` nothing more is said."""
_ASKED = r"(?:i|you|he|she|it|we|they|this|that|these|those|there)\b"
_START = (
    r"(?:^|(?<=[.,;:?!] )"
    r"|(?<=\band )|(?<=\bbut )|(?<=\bso )|(?<=\bif )|(?<=\bwhen )|(?<=\bwhile )|(?<=\bbecause ))"
)
_INVERTED = "".join(
    rf"(?<!\b{word} )"
    for word in ("do", "did", "would", "will", "could", "can", "might", "may", "of")
)
"""What stands before `you have` where `you` ends a phrase, or the verb has come before."""
_ON = r"(?= (?:\w|\.\.))"
"""A word comes after it: at the end of a sentence nobody contracts."""

_LONG = re.compile(
    rf"\b(?P<verb>do|does|did|is|are|was|were|have|has|had|could|would|should|can|will)(?: not\b)"
    rf"|\b(?P<cannot>cannot)\b"
    rf"|{_START}(?P<be>i am|(?:you|we|they) are|(?:he|she|it) is){_ON}"
    rf"|\b(?<!of )(?P<being>i am|(?:you|we|they) are|(?:he|she|it) is)(?= {_STATE})"
    rf"|\b(?P<asking>(?:what|who|where|how) is)(?! {_ASKED}){_ON}"
    rf"|\b(?P<like>(?:what|how) is (?:it|that|this))(?= (?:like|going)\b)"
    rf"|{_START}(?P<here>here is){_ON}"
    rf"|\b(?<!what )(?<!that )(?<!than )(?<!as )(?P<there>there is){_ON}"
    rf"|\b(?<!of )(?P<that>that is)(?! to say\b){_ON}"
    rf"|{_INVERTED}\b(?P<have>(?:i|you|we|they) have)(?= {_DONE})"
    rf"|\b(?<!of )(?P<has>(?:he|she|it|that|there|what|who) has)(?= {_DONE})"
    rf"|\b(?P<how>how has it)(?= been\b)"
    rf"|{_INVERTED}\b(?P<had>(?:i|you|he|she|we|they) had)"
    r"(?= (?:been|never|hoped|wanted|planned)\b)"
    rf"|\b(?<!of )(?P<will>(?:i|you|he|she|it|we|they|there|that) will){_ON}"
    rf"|\b(?<!of )(?P<would>(?:i|you|he|she|we|they) would){_ON}"
    rf"|\b(?P<who>who would)(?! (?:{_ASKED}|the\b|your\b)){_ON}"
    rf"|{_START}(?P<let>let us)(?= (?!know\b|in\b|have\b|hear\b|down\b)\w)"
)


def uncontracted(text: str) -> Iterator[tuple[str, str]]:
    """Give words of a folded text that people say shorter, each with how they say it."""
    for found in _LONG.finditer(text):
        yield found.group(), _short(found.group())


def _short(words: str) -> str:
    first, *rest = words.split()
    if not rest or rest == ["not"]:
        return _NOT.get(first, f"{first}n't")
    return " ".join([first + _SHORT[rest[0]], *rest[1:]])
