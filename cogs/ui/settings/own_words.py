"""The words of a group as its form opens with them: its own, or ours where it has none."""

from collections.abc import Mapping

from bot.domain.language.folding import tidy
from bot.domain.server.server import Texts
from bot.text.catalog import Say

_OURS = {"opening": "card.welcome.opening", "closing": "card.close.thanks"}


def present(field: str, texts: Texts, say: Say) -> str:
    """Give what members see of a text now, in the group's language."""
    own = str(getattr(texts, field))
    if field == "used_today" and texts.rules:
        return own  # rules of their own say it in their own way, or not at all
    return own or _ours(field, say)


def as_kept(written: Mapping[str, str], say: Say) -> dict[str, str]:
    """Give what is kept of a form: nothing for words that are still ours.

    Where the rules are the group's own from now on, what holds after using today is kept with them.
    """
    kept = {
        name: "" if tidy(words) == tidy(_ours(name, say)) else words
        for name, words in written.items()
    }
    if kept.get("rules") and "used_today" in written:
        kept["used_today"] = written["used_today"]
    return kept


def _ours(field: str, say: Say) -> str:
    used = say("rules.used_today")
    if field == "used_today":
        return used
    if field == "rules":
        every = say("rules.default", used_today=used).strip().splitlines()
        return "\n".join(line for line in every if used not in line)  # it has a field of its own
    return say(_OURS[field]) if field in _OURS else ""
