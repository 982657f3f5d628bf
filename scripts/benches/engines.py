"""Three ways to find a prompt: ours, and two to compare it with, each given all that there is."""

import re
import sqlite3
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz, process

from bot.domain.prompts.prompt import Prompt
from bot.services.prompts.lookup import Lookup

LIMIT = 5
Engine = Callable[[str], Sequence[Prompt]]
_WORD = re.compile(r"\w+")


def written(prompt: Prompt) -> str:
    """Put everything about a prompt that is words into one line, for those that see words only."""
    themes = " ".join(sorted(prompt.themes)).replace("_", " ")
    asked = f"{prompt.purpose} {prompt.stage}".replace("_", " ")
    return f"{prompt.text} {prompt.why} {themes} {asked}"


def ours(prompts: Sequence[Prompt]) -> Engine:
    """Give our own lookup."""
    lookup = Lookup(prompts)
    return lambda text: [found.prompt for found in lookup.complete(text, LIMIT)]


def full_text(prompts: Sequence[Prompt]) -> Engine:
    """Give SQLite's full-text search alone: stems, any of the words, each as a beginning."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE prompts USING fts5(line, tokenize='porter unicode61')")
    lines = ((place, written(prompt)) for place, prompt in enumerate(prompts))
    database.executemany("INSERT INTO prompts(rowid, line) VALUES (?, ?)", lines)
    ask = "SELECT rowid FROM prompts WHERE prompts MATCH ? ORDER BY rank LIMIT ?"

    def find(text: str) -> list[Prompt]:
        words = " OR ".join(f'"{word}"*' for word in _WORD.findall(text))
        rows = database.execute(ask, (words, LIMIT)) if words else ()
        return [prompts[place] for (place,) in rows]

    return find


def fuzzy(prompts: Sequence[Prompt]) -> Engine:
    """Give rapidfuzz alone: the share of words in common, forgiving about letters."""
    lines = [written(prompt).casefold() for prompt in prompts]

    def find(text: str) -> list[Prompt]:
        best = process.extract(text.casefold(), lines, scorer=fuzz.token_set_ratio, limit=LIMIT)
        return [prompts[place] for _, _, place in best]

    return find


ENGINES: dict[str, Callable[[Sequence[Prompt]], Engine]] = {
    "openround": ours,
    "fts5": full_text,
    "rapidfuzz": fuzzy,
}
