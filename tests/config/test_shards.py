"""Which shards a process holds: written in a word, read in one place."""

import pytest

from bot.config import load
from bot.config.shards import plan_of
from bot.domain.server.share import ALONE, ShardPlan
from tests.config.story import GOOD, problems_of

SERVER = '[database]\nurl = "postgresql://u:p@h/d"\n'


@pytest.mark.parametrize(
    ("written", "plan"),
    [
        ('"0-3/16"', ShardPlan(16, frozenset({0, 1, 2, 3}))),
        ('"5/16"', ShardPlan(16, frozenset({5}))),
        ('" 4 - 4 / 16"', None),
        ('"AUTO/16"', ShardPlan(16, None)),
        ('"16"', ShardPlan(16, None)),
        ("16", ShardPlan(16, None)),
        ('"1"', ALONE),
        ('"0/1"', ALONE),
    ],
)
def test_a_share_is_written_as_its_shards_and_how_many_there_are(write, written, plan):
    settings = write(f"{GOOD}shards = {written}\n{SERVER}")
    if plan is None:
        assert problems_of(settings) == {"discord.shards": "config.not_shards"}
    else:
        assert plan_of(load(settings, environ={}).discord.shards) == plan


def test_where_nothing_is_said_one_process_has_all(write):
    assert plan_of(load(write(GOOD), environ={}).discord.shards) == ALONE


@pytest.mark.parametrize(
    "written", ["3-1/16", "0-16/16", "16/16", "0", "x/4", "4-/8", "2000", "", "auto", "\u0663/4"]
)
def test_what_names_no_shards_is_a_mistake(write, written):
    told = problems_of(write(f'{GOOD}shards = "{written}"\n{SERVER}'))
    assert told == {"discord.shards": "config.not_shards"}


def test_a_database_in_a_file_has_one_process(write):
    told = problems_of(write(f'{GOOD}shards = "0-3/16"\n'))
    assert told == {"discord.shards": "config.shards_need_server"}
    one = write(f'{GOOD}shards = "1"\n[database]\nurl = "sqlite:///x.db"\n')
    assert plan_of(load(one, environ={}).discord.shards) == ALONE
