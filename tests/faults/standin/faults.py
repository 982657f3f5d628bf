"""The fault plan: what goes wrong on purpose, and how often."""

import asyncio
import random
import re
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass
class Fault:
    """One thing that goes wrong.

    `status` answers with that status, before anything was done or (`after`) after it was;
    `drop` does the work and closes the connection without a reply; `before` and `delay` are
    seconds of real time to wait before and after the work; `hold` waits before it until released;
    `overall` says of a 429 that it is about all routes together.
    """

    status: int | None = None
    after: bool = False
    drop: bool = False
    before: float = 0.0
    delay: float = 0.0
    retry_after: float = 1.0
    code: int = 0
    hold: bool = False
    overall: bool = False


@dataclass
class Rule:
    """A fault for the next `times` requests (-1: all) whose route fits, each with a chance."""

    method: str
    pattern: re.Pattern[str]
    times: int
    chance: float
    fault: Fault


class FaultPlan:
    """Decides for each request what goes wrong, if anything; one seed, one evening."""

    def __init__(self) -> None:
        """Begin with nothing going wrong."""
        self.rules: list[Rule] = []
        self.creates: Json = {}
        self.dice = random.Random(0)
        self.released = asyncio.Event()

    def add(self, plan: Json) -> None:
        """Take up a rule: method, regex, times, chance, and the fields of `Fault`."""
        how = dict(plan)
        method, pattern = how.pop("method", ".*"), re.compile(how.pop("regex", ".*"))
        times, chance = how.pop("times", 1), how.pop("chance", 1.0)
        self.rules.append(Rule(method, pattern, times, chance, Fault(**how)))

    def on_creates(self, plan: Json) -> None:
        """Take up chances for channel creates: slow, ambiguous, dropped; tail [from, to] s."""
        self.creates = plan
        self.dice = random.Random(plan.get("seed", 0))

    def pick(self, method: str, path: str) -> Fault | None:
        """Say what goes wrong with this request."""
        for rule in self.rules:
            fits = re.fullmatch(rule.method, method) and rule.pattern.search(path)
            if fits and rule.times and self.dice.random() < rule.chance:
                rule.times -= 1 if rule.times > 0 else 0
                return rule.fault
        if self.creates and method == "POST" and re.fullmatch(r"/guilds/\d+/channels", path):
            return self._create()
        return None

    def _create(self) -> Fault | None:
        luck = self.dice.random()
        slow = self.creates.get("slow", 0.0)
        ambiguous = slow + self.creates.get("ambiguous", 0.0)
        if luck < slow:
            return Fault(before=self.dice.uniform(*self.creates.get("tail", (0.6, 1.2))))
        if luck < ambiguous:
            return Fault(status=504, after=True)
        return Fault(drop=True) if luck < ambiguous + self.creates.get("dropped", 0.0) else None
