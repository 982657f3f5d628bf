"""What the bot asks for and grants: the least, and never more than it has (S-OVW)."""

import discord
from hypothesis import given
from hypothesis import strategies as st

from bot.discordio.overwrites import permissions
from bot.discordio.overwrites.permissions import INVITE, MEMBER, OWN_ROOM, THREADS, Overwrite

ME, EVERYONE, FACILITATORS = 1, 2, 3
BITS = [flag for _, flag in discord.Permissions.VALID_FLAGS.items()]
THREAD_BITS = [getattr(discord.Permissions, name).flag for name, given in THREADS if given]
OURS = [getattr(discord.Permissions, name).flag for name, given in INVITE if given]


def bits(among):
    return st.sets(st.sampled_from(sorted(set(among)))).map(sum)


@st.composite
def rules(draw, among=BITS):
    ids = draw(st.sets(st.integers(1, 6)))
    found = []
    for one in sorted(ids):
        allow = draw(bits(among))
        found.append(Overwrite(one, allow, draw(bits(among)) & ~allow, is_role=one != ME))
    return tuple(found)


def test_the_invite_asks_for_seven_rights_and_no_power_over_people():
    asked = {name for name, given in INVITE if given}
    assert asked == {
        "read_messages",
        "send_messages",
        "read_message_history",
        "connect",
        "speak",
        "manage_channels",
        "set_voice_channel_status",
    }  # fmt: skip -- `read_messages` is what discord.py calls View Channel when it lists them


def test_the_invite_link_carries_exactly_the_constant():
    link = permissions.invite(42)
    assert f"permissions={INVITE.value}" in link
    assert "client_id=42" in link
    assert "scope=bot+applications.commands" in link


@given(rules() | rules(OURS), bits(OURS), st.sampled_from([None, FACILITATORS]))
def test_a_new_room_grants_nothing_beyond_the_list_and_what_the_bot_has(category, may, role):
    had = {rule.id: rule for rule in category}
    made = permissions.for_open_room(category, ME, discord.Permissions(may), role)
    for rule in made or ():
        assert not rule.allow & ~(INVITE.value & may)
        assert not rule.deny & ~may
        assert not rule.allow & rule.deny
        assert rule.id in {ME, role} or rule == had[rule.id]


@given(rules() | rules(OURS), st.sampled_from([None, FACILITATORS]))
def test_the_bot_can_always_delete_a_room_it_gave_rules_to(category, role):
    made = permissions.for_open_room(category, ME, INVITE, role)
    own = [rule for rule in made or () if rule.id == ME]
    assert made is None or own[0].allow & OWN_ROOM.value == OWN_ROOM.value


@given(rules(), st.sampled_from([None, FACILITATORS]))
def test_rules_of_a_category_are_repeated_in_full_or_inherited(category, role):
    made = permissions.for_open_room(category, ME, INVITE, role)
    foreign = any((rule.allow | rule.deny) & ~INVITE.value for rule in category)
    assert (made is None) == foreign


@given(rules(), bits(THREAD_BITS))
def test_a_locked_room_hears_only_the_bot_and_has_no_threads_beside_it(category, may):
    send = discord.Permissions(send_messages=True).value
    changed = permissions.locked(
        category, EVERYONE, ME, frozenset({5}), discord.Permissions(may | send)
    )
    now = {rule.id: rule for rule in (*category, *changed)}
    assert changed[0].id == ME
    assert changed[0].allow & send
    assert now[EVERYONE].deny & (may | send) == may | send
    assert not any(rule.allow & (may | send) for one, rule in now.items() if one not in {ME, 5})
    had = {rule.id: rule for rule in category}
    for rule in changed:
        before = had.get(rule.id, Overwrite(rule.id))
        assert not (rule.deny & ~before.deny) & ~(may | send)


def test_a_rule_reads_the_same_from_the_wire_as_it_was_written():
    rule = Overwrite(9, MEMBER.value, 1, is_role=False)
    assert permissions.from_wire({"permission_overwrites": [rule.wire]}) == (rule,)
    assert permissions.from_wire({}) == ()
