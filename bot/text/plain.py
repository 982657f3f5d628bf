"""Sentences as plain text, with nothing escaped: for a terminal, or to be cut before they are."""

from bot.domain.finding import Finding
from bot.domain.sentence import Facts, Sentence
from bot.text.catalog import Say, Shown


def plain(sentence: Sentence, say: Say) -> str:
    """Say a sentence with its facts as they are."""
    return str(say(sentence.key, **_raw(sentence.facts, say)))


def finding_line(finding: Finding, say: Say) -> str:
    """Give a finding as one line for a terminal."""
    what, mend = plain(finding.what, say), plain(finding.mend, say)
    facts: Facts = {"where": finding.where, "what": what, "mend": mend, "rule": finding.rule}
    return plain(Sentence("findings.line", facts), say)


def _raw(facts: Facts, say: Say) -> dict[str, object]:
    return {name: _as_it_is(fact, say) for name, fact in facts.items()}


def _as_it_is(fact: str | int | Sentence, say: Say) -> object:
    if isinstance(fact, Sentence):
        return Shown(plain(fact, say))
    return Shown(fact) if isinstance(fact, str) else fact
