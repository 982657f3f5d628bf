"""A test of many names each that breaks its rule, and never passes for want of any."""

import pytest

from tests.every import every


def test_each_that_breaks_the_rule_is_named_and_no_other():
    @every(range(6))
    def is_even(number):
        assert number % 2 == 0, "odd"

    with pytest.raises(AssertionError) as told:
        is_even()
    named = [line.partition(":")[0] for line in str(told.value).splitlines()]
    assert [one for one in named if one.isdecimal()] == ["1", "3", "5"]


def test_a_rule_of_which_there_is_nothing_fails():
    @every([])
    def holds(_):
        """Say nothing."""

    with pytest.raises(AssertionError, match="nothing to look at"):
        holds()


def test_what_is_no_broken_rule_is_no_finding():
    @every([1])
    def breaks(_):
        raise KeyError("ours")

    with pytest.raises(KeyError):
        breaks()
