"""What every story of the command line stands on."""

import pytest
from discord import http


@pytest.fixture(autouse=True)
def address_put_back(monkeypatch):
    """`run` points requests at the settings' Discord, here for the stories that follow as well."""
    monkeypatch.setattr(http.Route, "BASE", http.Route.BASE)
