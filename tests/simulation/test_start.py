"""What is said, before a year is played, about a wish that cannot come true."""

import pytest
from click.testing import CliRunner

from bot.cli.commands import main

YEARS = "A year from 2024 to 2036 can be played.\n"
GROUPS = "Between 1 and 20 groups can be played.\n"
DAY = "That's not a day of 2027. Write it as 2027-03-01.\n"
SEED = "A seed is a whole number, 0 or more.\n"


def ask(*words):
    done = CliRunner().invoke(main, ["simulate", *words])
    return done.exit_code, done.stderr


@pytest.mark.parametrize("year", ["2023", "2037", "soon", "-2027", "9" * 5000, ""])
def test_a_year_that_cannot_be_played_is_answered_with_those_that_can(year):
    assert ask("--year", year) == (2, YEARS)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--groups", "0"), GROUPS),
        (("--groups", "21"), GROUPS),
        (("--groups", "two"), GROUPS),
        (("--from", "2026-12-31"), DAY),
        (("--from", "1 March"), DAY),
        (("--seed", "-1"), SEED),
        (("--seed", "ten"), SEED),
        (("--weeks", "0"), "Between 1 and 52 weeks fit into 2027 from that day on.\n"),
        (
            ("--from", "2027-12-01", "--weeks", "5"),
            "Between 1 and 4 weeks fit into 2027 from that day on.\n",
        ),
    ],
)
def test_whatever_cannot_be_played_is_said_in_one_sentence(words, said):
    assert ask("--year", "2027", *words) == (2, said)


def test_a_ledger_that_cannot_be_written_is_told_before_the_year_is_played(tmp_path):
    nowhere = tmp_path / "nowhere"
    told = f"There's no folder {nowhere} for the ledger. Please make it first.\n"
    assert ask("--year", "2027", "--json", str(nowhere / "l.json")) == (2, told)
    told = f"{tmp_path} is a folder. Please name a file for the ledger.\n"
    assert ask("--year", "2027", "--json", str(tmp_path)) == (2, told)
