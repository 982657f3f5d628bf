"""What the bot leaves to chance comes from the seed while an evening is played, and only then."""

import secrets

from bot.rehearsal.chance import drawn_from


def draw():
    return secrets.randbits(40), secrets.randbelow(1000), secrets.choice("abcdefghij")


def test_the_same_seed_draws_the_same():
    with drawn_from(3):
        first = draw()
    with drawn_from(3):
        assert draw() == first
    with drawn_from(4):
        assert draw() != first


def test_afterwards_chance_is_chance_again():
    real = secrets.randbits
    with drawn_from(3):
        assert secrets.randbits is not real
        assert secrets.token_hex(8) != secrets.token_hex(8)
    assert secrets.randbits is real
