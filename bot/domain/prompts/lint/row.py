"""One prompt as the rules read it: what of it is said aloud, and a finding about it."""

from bot.domain.finding import Finding
from bot.domain.prompts.prompt import Prompt

NEXT = ("listen_for", "reflect", "follow_up")
"""The fields for what comes after a question."""


def said(prompt: Prompt) -> tuple[str, ...]:
    """Give what is said aloud: the prompt, the reflection after it and the question after that."""
    return tuple(filter(None, (prompt.text, prompt.reflect, prompt.follow_up)))


def told(prompt: Prompt) -> tuple[str, ...]:
    """Give all that people read: what is said, and the lines for whoever says it."""
    return (*said(prompt), *filter(None, (prompt.why, prompt.listen_for)))


def in_field(prompt: Prompt, name: str) -> str:
    """Give what a field holds, one of words."""
    text: str = getattr(prompt, name)
    return text


def found(
    prompt: Prompt, rule: str, found: str = "", case: str = "", **facts: str | int
) -> Finding:
    """Make a finding about a prompt."""
    return Finding(f"prompt.{rule}", prompt.id, found, facts, case)
