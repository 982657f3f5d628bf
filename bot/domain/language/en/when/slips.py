"""What people type on a phone, put in order: short forms, slips, marks that say nothing."""

import re
import unicodedata
from functools import cache

from bot.domain.language.en.when.day_words import DAY_PARTS, MONTHS, WEEKDAYS
from bot.domain.language.folding import fold, in_plain_figures

_NOTHING = frozenset({"So", "Sk", "Me"})
"""Emoji and other drawings say no time."""
_LISTED = re.compile(r"[,·;()\"!?*_]|\.\.+")
_SHOWN_BESIDE = "· for you "
"""What the list shows of the reader's own zone."""
_BY_FORM = (
    (r"@", " at "),
    (r"\b([ap])\. ?m\b\.?", r"\1m"),
    (r"\b([0-9]{1,2}(?:[:.][0-9]{2})?)([ap])\b", r"\1\2m"),
    (r"([0-9]) : ?(?=[0-9]{2}\b)", r"\1:"),
    (r"\b([0-9]{1,2}:[0-9]{2}):00(?= ?[ap]m\b)", r"\1"),
    (r"\b(?:o ?clock|o' clock)\b", "o'clock"),
    (r"\b(?:christmas|xmas) eve\b", "24 december"),
    (r"\b(?:christmas|xmas) day\b", "25 december"),
    (r"\bboxing day\b", "26 december"),
    (r"\b(?:new year'?s eve|nye)\b", "31 december"),
    (r"\bnew year'?s day\b", "1 january"),
    (r"\bm ?- ?f\b", "monday-friday"),
    (r"\bhogmanay\b", "31 december"),
    (r"\bm/w/f\b|\bmwf\b", "mondays wednesdays fridays"),
    (r"\bt(?:ue?)?/?th\b", "tuesdays thursdays"),
    (r"\bevery ?(?:single )?day\b", "every day"),
    (r"\bweek ?nights?\b", "week nights"),
    (r"\b(lunch|tea|bed|dinner|start|meeting) time\b", r"\1time"),
)
_SAID = {
    **dict.fromkeys(("tonite", "2nite", "2night", "tonigt", "tonght"), "tonight"),
    **dict.fromkeys(
        ("tmrw", "tmw", "tmr", "tomo", "tomoz", "tomz", "tommorow", "2moro", "2morrow", "tomoro"),
        "tomorrow",
    ),
    **dict.fromkeys(("wensday", "wendesday", "wednsday", "wedensday", "wendsday"), "wednesday"),
    **dict.fromkeys(("wensdays", "wednsdays", "wendesdays"), "wednesdays"),
    **dict.fromkeys(("teusday", "tuseday", "tusday"), "tuesday"),
    "thrs": "thursday",
    "thirsday": "thursday",
    "thurday": "thursday",
    "nite": "night",
    "nites": "nights",
    "arvo": "afternoon",
    "arvos": "afternoons",
    "eve": "evening",
    "eves": "evenings",
    "morn": "morning",
    "fortnite": "fortnight",
    "pls": "please",
    "plz": "please",
    "til": "till",
    "'til": "till",
    "until": "till",
}
_KNOWN = frozenset(
    word + end
    for word in (*WEEKDAYS, *MONTHS, *DAY_PARTS, "tonight", "tomorrow", "fortnight", "weekday")
    for end in ("", "s")
) | {"fortnightly", "weekly", "monthly", "please"}
_MEANT = tuple(word for word in _KNOWN if len(word) > len("april"))
"""In shorter words one letter makes another word."""
_WORD = re.compile(r"[a-z']+|(?<![0-9])[0-9]+[a-z]+")


def plain(text: str) -> str:
    """Give a phrase in lower case, with single spaces, `pm` for `p.m.`, and slips put right."""
    seen = in_plain_figures(fold(text)).partition(_SHOWN_BESIDE)[0]
    seen = "".join(mark for mark in seen if unicodedata.category(mark) not in _NOTHING)
    seen = _LISTED.sub(" ", seen)
    for form, said in _by_form():
        seen = form.sub(said, seen)
    right = _WORD.sub(lambda word: _right(word.group()), seen)
    return " ".join(right.split()).removesuffix(".").rstrip()


@cache
def _by_form() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Compile the short forms; no start waits for that."""
    return tuple((re.compile(form), said) for form, said in _BY_FORM)


def _right(word: str) -> str:
    """Give the word that was meant, where just one word of ours is a slip away."""
    if word in _SAID or word in _KNOWN or "'" in word:
        return _SAID.get(word, word)
    near = [meant for meant in _MEANT if meant[0] == word[0] and _is_slip(word, meant)]
    return near[0] if len(near) == 1 else word


def _is_slip(word: str, meant: str) -> bool:
    """Tell whether one letter is missing, too many, another, or changed with the next."""
    if abs(len(word) - len(meant)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(word, meant, strict=False)) if a != b), None)
    if start is None:
        return True
    word, meant = word[start:], meant[start:]
    if len(word) == len(meant):
        return word[1:] == meant[1:] or (word[:2] == meant[1::-1] and word[2:] == meant[2:])
    longer, shorter = sorted((word, meant), key=len, reverse=True)
    return longer[1:] == shorter
