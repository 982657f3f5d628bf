import pytest

from bot.content.prompts import load
from bot.services.prompts.lookup import Lookup


@pytest.fixture(scope="session")
def library():
    return load()


@pytest.fixture(scope="session")
def lookup(library):
    return Lookup(library)
