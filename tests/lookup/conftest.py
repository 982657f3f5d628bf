import pytest

from bot.content.prompts import load
from bot.services.prompts.lookup import Lookup
from tests.read_once import read_once

read_once()


@pytest.fixture(scope="session")
def library():
    return load()


@pytest.fixture(scope="session")
def lookup(library):
    return Lookup(library)
