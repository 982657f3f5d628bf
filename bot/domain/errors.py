"""Refusals: facts in the way of what somebody asked for. Only `client` turns them into words."""

from typing import ClassVar

from bot.domain.sentence import Sentence


class Refusal(Exception):
    """Something cannot be done; `key` names the kind sentence, `facts` fill its places."""

    key: ClassVar[str] = "refusal.unknown"
    can_be_mended: ClassVar[bool] = False
    """Whether the same form, sent with other words or a moment later, may well be taken."""

    def __init__(self, **facts: str | int | Sentence) -> None:
        super().__init__(self.key)
        self.facts = facts


class BeforeUpdate(Refusal):
    """A button, menu, form or command as it was before an update; nobody's fault."""

    key = "refusal.before_update"


class ChoiceGone(Refusal):
    """A channel or a role that was chosen was deleted meanwhile, or the bot does not see it."""

    key = "refusal.choice_gone"


class AskFirst(Refusal):
    """The step is possible, but asks once: `key` names the question, a yes does it."""


_ONE_WORK_ALONE = frozenset({"", "unsure", "stopping"})
"""States in which the next work may well be done."""


STOPPING = "stopping"
"""The state of a store that is closed, as this process ends or another took over."""


class StoreFault(Exception):
    """The store did not do a work; `key` names the sentence for whoever runs the bot.

    `state` is the last part of the key of the sentence for people; empty for a fault of ours, that
    has a number.
    """

    def __init__(self, key: str, state: str = "", **facts: str | int) -> None:
        super().__init__(key)
        self.key, self.state = key, state
        self.facts = facts

    @property
    def is_outage(self) -> bool:
        """Whether it is the whole store that fails: then every work fails for the same reason."""
        return self.state not in _ONE_WORK_ALONE


class Stale(Exception):
    """A row changed between reading and saving; read it again and decide anew."""
