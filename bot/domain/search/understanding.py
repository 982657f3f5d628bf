"""Whether words are understood at all: those of another language, or none, are not."""

from bot.domain.language.registry import FALLBACK
from bot.domain.language.spelling import Speller
from bot.domain.language.word_embeddings import WordEmbeddings
from bot.domain.search.known_words import KnownWords
from bot.domain.search.situation import read

_OURS, _AT_LARGE = 3, 2
_SENTENCE, _GUESSED = 4, 0.5
"""Where so many words are typed and none is one of ours, one that has to be mended counts less."""
_SHORT = 2
"""Letters of words that many languages share."""


def is_understood(
    text: str,
    ours: KnownWords,
    table: WordEmbeddings,
    speller: Speller,
    language: str = FALLBACK,
) -> bool:
    """Tell whether enough words are known: over a third, or over half where none is one of ours.

    One word is not enough: a word of another language may look like one of ours misspelt, or be
    written like one.
    """
    typed = read(text, str, language)
    typed_words = (*typed.words, *typed.ruled_out)
    words = [word for word in typed_words if len(word) > _SHORT] or typed_words
    some = any(ours.holds(word) for word in words)
    right = [word for word in words if table.knows(word) or ours.holds(word)]
    mended = sum(ours.holds(speller.meant(word)) for word in words if word not in right)
    guessed = not some and len(words) >= _SENTENCE
    known = len(right) + mended * (_GUESSED if guessed else 1.0)
    return known * (_OURS if some else _AT_LARGE) > len(words)
