"""A cipher and keys that seal nothing, so that what the database itself keeps can be seen."""

from bot.storage.sealing.cipher import Cipher
from bot.storage.sealing.keyring import Keyring
from bot.storage.sealing.member_key import MemberKey
from bot.storage.sealing.sealing_key import MEMBERS


class PlainKey(MemberKey):
    """Seals nothing of a member's."""

    def seal(self, _place, _whose, _row, plain):
        return MEMBERS + plain

    def unseal(self, _place, _whose, _row, sealed):
        return sealed.removeprefix(MEMBERS)


class PlainCipher(Cipher):
    """Seals nothing."""

    def __init__(self):
        super().__init__(Keyring((bytes(32),), bytes(32), bytes(32)), (bytes(32),))

    def subject(self, guild, member):
        return f"{guild}:{member}".encode().ljust(32)

    def code(self, code):
        return code.encode()

    def seal(self, _place, _row, plain):
        return plain

    def unseal(self, _place, _row, sealed):
        return sealed

    def wrap(self, _whose, key):
        return key

    def unwrap(self, _whose, wrapped):
        return PlainKey(wrapped)

    def must_know(self, _sealed):
        return None
