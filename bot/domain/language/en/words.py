"""How kindred words of English are told, which say nothing, and how English is misspelt."""

from bot.domain.language.rule_sets import SpellingRules, WordRules

WORDS = WordRules(
    endings=("ings", "ing", "edly", "ies", "ied", "ed", "es", "s", "y", "e"),
    inflections=(
        *(("ies", "y"), ("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")),
    ),
    fillers=frozenset(
        """
        about after again could getting goes going good people their there things through went when
        which would without
        """.split()  # noqa: SIM905 - a paragraph of words reads better than a column
    ),
)
SPELLING = SpellingRules(letters="abcdefghijklmnopqrstuvwxyz", soft=frozenset("aeiouy"))
