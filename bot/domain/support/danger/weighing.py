"""Weighs what the rules heard against the scores, and says which of them has the last word."""

from collections import Counter
from dataclasses import replace

from bot.domain.support.danger.level import ABOUTS, About, Care, Level
from bot.domain.support.danger.score import UNIT, Scores

_CLEAR = 2
"""So many signs say what a danger is about that the scores heard; one alone says too little."""
_DANGERS = frozenset(ABOUTS) - {About.LOSS, About.FIGURE}
_HEARD = frozenset({Level.NOW, Level.MAYBE})
_DANGER = round(-1.5 * UNIT)
"""From here on a score brings a line: two chances in eleven, since one line costs little."""
_SHORT = 8
"""Words of a text in which chance decides: too few are known to be outweighed by the others."""
_LIKELIER = round(-0.4 * UNIT)
"""From here on a score brings a line in short words of one's own: four chances in ten."""
_UNLIKELY = round(-3.2 * UNIT)
"""Below it a score takes back a line of the rules: one chance in twenty-five."""
_SURE = round(1.8 * UNIT)
"""Brings a line where the rules heard mourning, something past or a figure: six in seven."""
_NOW = round(-0.2 * UNIT)
"""From here on a score agrees with rules that heard a danger now: nearly even."""
_NEAREST = round(0.4 * UNIT)
"""The same of one sentence among several: six in ten."""
_SURE_OF_NOW = round(2.5 * UNIT)
"""From here on a score brings the card by itself: twelve in thirteen."""


def least_of(words: int, *, own: bool) -> int:
    """Say from which score on a line is brought where no rule heard anything.

    A search tells of what just happened; what people write for themselves is mostly a few words on
    an ordinary day, such as *the long way home*.
    """
    return _LIKELIER if own and words <= _SHORT else _DANGER


def weighed(
    care: Care | None, abouts: Counter[About], scores: Scores, *, over: bool, least: int
) -> Care | None:
    """Put what the rules heard and the scores together.

    The card takes both, or a score that is very sure of a text whose words do not say that it is
    `over`; a line takes either, a score from `least` on. Where the rules heard mourning, something
    past or a way of speaking there is never a card, and a line only where the score is sure.
    """
    ruled = care.level if care else None
    if care and ruled in _HEARD and not care.violence and scores.danger < _UNLIKELY:
        return None
    past = ruled is Level.PAST
    if ruled not in _HEARD and scores.danger < (_SURE if past else least):
        return care
    near = scores.now >= _NOW or (scores.nearest >= _NEAREST and not over)
    agrees = near and scores.danger >= least
    sure = not past and not over and scores.now >= _SURE_OF_NOW
    level = Level.NOW if sure or (ruled is Level.NOW and agrees) else Level.MAYBE
    if care and care.about in _DANGERS:
        return replace(care, level=level)
    clear = [about for about in _DANGERS if abouts[about] >= _CLEAR]
    about = min(clear, key=ABOUTS.index, default=About.LIFE)
    violence = bool(abouts[About.VIOLENCE] or abouts[About.CHILD] or (care and care.violence))
    guessed = not care and level is Level.MAYBE and about is About.LIFE and not abouts[about]
    return Care(level, about, violence, guessed)
