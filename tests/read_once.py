"""Lines of the lookup are read once in a run: each story's bot makes its index anew from the same.

The index itself is made each time; what is kept is which words of a line tell what it is about, and
where they point. Both depend on the line alone.
"""

from functools import lru_cache

from bot.domain.language.word_embeddings import WordEmbeddings
from bot.domain.prompts import theme
from bot.domain.search import own_lines, situation

MOST_LINES = 30_000
"""The library has half as many."""


def read_once() -> None:
    """Let every index that is made from now on share."""
    if vars(own_lines)["telling"] is not situation.telling:
        return
    kept = lru_cache(MOST_LINES)
    row = kept(WordEmbeddings.row)
    WordEmbeddings.row = lambda table, words: row(table, tuple(words))  # type: ignore[assignment,method-assign]  # the patch
    vars(own_lines).update(telling=kept(situation.telling), words_in=kept(theme.words_in))
