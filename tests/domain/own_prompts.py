"""Prompts of a group's own, made short."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.ids import GuildId, PromptId
from bot.domain.prompts.own_prompt import OwnPrompt, State
from bot.domain.prompts.prompt import ChangeStage, ChangeTalk, Point, Prompt, Purpose
from bot.domain.prompts.theme import Theme

NOW = datetime(2026, 12, 1, 19, 0, tzinfo=UTC)
GUILD = GuildId(9001)


def prompt(name="gsea", text="What does the sea do for you?", **changes):
    made = Prompt(
        id=PromptId(name),
        text=text,
        point=Point.BALANCE,
        purpose=Purpose.OPEN_QUESTION,
        change_talk=ChangeTalk.NONE,
        stage=ChangeStage.ANY,
        themes=frozenset({Theme.JOY}),
        why="We live by the sea.",
    )
    return replace(made, **changes)


def own(name="gsea", text="What does the sea do for you?", state=State.ACTIVE, at=NOW, **changes):
    return OwnPrompt(GUILD, "en", prompt(name, text, **changes), state, at)
