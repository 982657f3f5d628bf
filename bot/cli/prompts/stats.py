"""Answers `openround prompts stats`: how many questions there are of each sort."""

import json
from collections.abc import Callable

from bot.content.prompts import load
from bot.domain.prompts.library import coverage, matrix, near_duplicates
from bot.domain.prompts.prompt import ChangeStage, ChangeTalk, Point, Purpose
from bot.domain.prompts.theme import Theme
from bot.text.catalog import Say, Shown


def answer(echo: Callable[[str], None], say: Say) -> None:
    """Print the counts in a few lines, and a table of change talk by stage for each point."""
    for name, count in counted().items():
        if isinstance(count, dict):
            told = ", ".join(f"{each} {number}" for each, number in count.items())
            echo(say("cli.stats", name=Shown(name), counts=Shown(told)))
        elif not isinstance(count, list):
            echo(say("cli.stats", name=Shown(name), counts=Shown(str(count))))
    cells = coverage(load()).cells
    for point in Point:
        echo(f"\n{point:14}" + "".join(f"{stage:>15}" for stage in ChangeStage))
        for talk in ChangeTalk:
            row = (f"{cells[point, talk, stage] or '-':>15}" for stage in ChangeStage)
            echo(f"  {talk:12}" + "".join(row))


def answer_json(echo: Callable[[str], None]) -> None:
    """Print all counts, the matrix by point, change talk, stage and theme among them."""
    echo(json.dumps(counted(), indent=2))


def counted() -> dict[str, object]:
    """Count the library that comes with the bot."""
    library = load()
    seen = coverage(library)
    return {
        "prompts": seen.total,
        "purposes": {one.value: seen.purposes[one] for one in Purpose},
        "themes": {one.value: seen.themes[one] for one in Theme},
        "near_duplicates": [[one.id, other.id] for one, other in near_duplicates(library)],
        "cells": [
            {"point": point, "change_talk": talk, "stage": stage, "count": count}
            for (point, talk, stage), count in sorted(seen.cells.items())
        ],
        "matrix": [
            {
                "point": one.point,
                "change_talk": one.change_talk,
                "stage": one.stage,
                "theme": one.theme,
                "count": one.count,
            }
            for one in matrix(library)
        ],
    }
