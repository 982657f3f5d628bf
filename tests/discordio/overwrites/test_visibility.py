"""Who sees a room: worked out for every role and everyone named, as Discord does it."""

import itertools

import discord
from hypothesis import given
from hypothesis import strategies as st

from bot.discordio.overwrites.permissions import INVITE, MEMBER, OUTSIDE, OWN_ROOM, Overwrite
from bot.discordio.overwrites.visibility import VIEW, RoleRights, ServerRights, changed
from bot.domain.server.onlookers import NOBODY, Onlookers

EVERYONE, MY_ROLE, BOTS, FACILITATORS, VERIFIED, TEAM, ADMINS, READER = range(1, 9)
ME, ANA, BEN = 11, 12, 13
MANAGE = discord.Permissions(manage_roles=True).value
SEES = discord.Permissions(view_channel=True, connect=True).value
ADMINISTRATOR = discord.Permissions(administrator=True).value
BITS = (
    VIEW,
    discord.Permissions.connect.flag,
    discord.Permissions.send_messages.flag,
    discord.Permissions.stream.flag,
    MANAGE,
)
PEOPLE_ROLES = (FACILITATORS, VERIFIED, TEAM, BOTS)
"""Roles that people may have, besides administrators."""


def a_server(everyone=SEES, facilitators=FACILITATORS, **rights):
    listed = {
        "bots": (BOTS, "Bots"),
        "facilitators": (FACILITATORS, "Facilitators"),
        "verified": (VERIFIED, "Verified"),
        "team": (TEAM, "Team"),
    }
    roles = [RoleRights(id_, name, rights.get(key, 0)) for key, (id_, name) in listed.items()]
    return ServerRights(
        RoleRights(EVERYONE, "@everyone", everyone),
        ME,
        frozenset({MY_ROLE, BOTS}),
        frozenset({MY_ROLE}),
        facilitators,
        (
            RoleRights(MY_ROLE, "OpenRound", INVITE.value | rights.get("me", 0), is_bot=True),
            RoleRights(READER, "Reader", SEES if rights.get("reader") else 0, is_bot=True),
            RoleRights(ADMINS, "Admins", ADMINISTRATOR),
            *roles,
        ),
    )


def allows(target, bits=SEES, *, is_role=True):
    return Overwrite(target, allow=bits, is_role=is_role)


def denies(target, bits=VIEW, *, is_role=True):
    return Overwrite(target, deny=bits, is_role=is_role)


KEEPER = allows(MY_ROLE, SEES | MANAGE | discord.Permissions(manage_channels=True).value)
"""What a category says of the bot where it may close rooms."""


def test_without_any_rule_everyone_sees_what_everyone_sees_everywhere():
    assert a_server().onlookers((), ()) == Onlookers(everyone=True)
    assert a_server(everyone=0).onlookers((), ()) == NOBODY


def test_a_role_that_the_category_lets_in_is_named():
    rules = (denies(EVERYONE), allows(VERIFIED), allows(FACILITATORS), KEEPER)
    assert a_server().onlookers(rules, ()) == Onlookers(roles=("Verified",))


def test_a_role_that_sees_every_channel_is_named_where_nobody_denies_it():
    server = a_server(everyone=0, verified=SEES)
    assert server.onlookers((KEEPER,), ()) == Onlookers(roles=("Verified",))
    assert server.onlookers((KEEPER, denies(EVERYONE)), ()) == NOBODY
    assert server.onlookers((KEEPER, denies(VERIFIED)), ()) == NOBODY


def test_administrators_and_facilitators_are_no_onlookers():
    rules = (denies(EVERYONE), allows(ADMINS), allows(FACILITATORS))
    assert a_server().onlookers(rules, ()) == NOBODY
    without_role = a_server(facilitators=None).onlookers(rules, ())
    assert without_role == Onlookers(roles=("Facilitators",))


def test_another_bot_is_named_as_a_bot():
    rules = (denies(EVERYONE), allows(READER))
    assert a_server().onlookers(rules, ()) == Onlookers(bots=("Reader",))


def test_whoever_is_named_one_by_one_is_counted_unless_they_came_through_the_door():
    rules = (
        denies(EVERYONE),
        allows(ANA, is_role=False),
        allows(BEN, is_role=False),
        allows(ME, is_role=False),
    )
    assert a_server().onlookers(rules, {ANA}) == Onlookers(people=1)


def test_a_role_of_the_bot_that_others_may_have_is_looked_at_too():
    rules = (denies(EVERYONE), allows(BOTS, SEES | MANAGE))
    server = a_server()
    assert server.may_close(rules)
    assert server.onlookers(rules, ()) == Onlookers(roles=("Bots",))
    closed = changed(rules, server.to_close(rules, ()))
    assert server.onlookers(closed, ()) == NOBODY
    assert server.may_close(closed)


def test_a_room_that_everybody_could_see_is_closed_by_denying_it_to_everyone():
    changes = a_server().to_close((KEEPER,), ())
    assert changes[-1] == denies(EVERYONE, OUTSIDE.value)
    assert {rule.id for rule in changes} == {ME, FACILITATORS, EVERYONE}
    assert changes[0].id == ME


def test_only_the_way_in_is_taken_from_a_role_and_no_person_is_denied_anything():
    rules = (
        denies(EVERYONE, OUTSIDE.value),
        allows(VERIFIED, SEES | discord.Permissions.stream.flag),
        allows(TEAM),
        allows(ANA, is_role=False),
        KEEPER,
    )
    changes = {rule.id: rule for rule in a_server().to_close(rules, ())}
    assert changes[VERIFIED] == allows(VERIFIED, discord.Permissions.stream.flag)
    assert changes[TEAM].is_empty
    assert changes[ANA].is_empty


@st.composite
def some_rules(draw):
    targets = (EVERYONE, MY_ROLE, *PEOPLE_ROLES, ADMINS, READER)
    found = [KEEPER]
    bits = st.sets(st.sampled_from(BITS)).map(sum)
    for target in draw(st.sets(st.sampled_from(targets))) - {MY_ROLE}:
        allow = draw(bits)
        found.append(Overwrite(target, allow, draw(bits) & ~allow))
    for member in draw(st.sets(st.sampled_from((ME, ANA, BEN)))):
        allow = draw(bits)
        denied = 0 if member == ME else draw(bits)
        found.append(Overwrite(member, allow, denied & ~allow, is_role=False))
    return tuple(found)


servers = st.builds(
    a_server,
    everyone=st.sampled_from([0, SEES, MEMBER.value]),
    facilitators=st.sampled_from([None, FACILITATORS]),
    verified=st.sampled_from([0, SEES]),
    team=st.sampled_from([0, SEES]),
    reader=st.booleans(),
)


def everyone_who_sees(server, rules, *, but_for=()):
    """Every set of roles a person may have, with which a room is seen."""
    held = [role for role in PEOPLE_ROLES if role not in but_for]
    sets = (set(s) for n in range(len(held) + 1) for s in itertools.combinations(held, n))
    return [roles for roles in sets if server.in_room(rules, roles, 0) & VIEW]


@given(servers, some_rules())
def test_somebody_sees_a_room_exactly_when_onlookers_are_named(server, rules):
    roles_only = [rule for rule in rules if rule.is_role]
    found = server.onlookers(roles_only, ())
    others = {server.facilitators} - {None}
    seen = everyone_who_sees(server, roles_only, but_for=others)
    assert bool(found.everyone or found.roles) == bool(seen)


@given(servers, some_rules(), st.sets(st.sampled_from((ANA, BEN))))
def test_a_closed_room_is_seen_by_facilitators_and_those_inside_alone(server, rules, inside):
    closed = changed(rules, server.to_close(rules, inside))
    assert server.onlookers(closed, inside) == NOBODY
    assert server.to_close(closed, inside) == ()
    others = {server.facilitators} - {None}
    assert everyone_who_sees(server, [r for r in closed if r.is_role], but_for=others) == []
    for member in {ANA, BEN} - inside:
        assert not server.in_room(closed, (), member) & VIEW
    if server.facilitators:
        may = discord.Permissions(server.in_room(closed, (FACILITATORS,), 0))
        assert may >= MEMBER & discord.Permissions(server.may)
    mine = discord.Permissions(server.in_room(closed, server.mine, ME))
    assert mine >= OWN_ROOM


@given(servers, some_rules(), st.sets(st.sampled_from((ANA, BEN))))
def test_closing_a_room_gives_nobody_a_right_beyond_what_a_member_needs(server, rules, inside):
    had = {rule.id: rule for rule in rules}
    for rule in server.to_close(rules, inside):
        before = had.get(rule.id, Overwrite(rule.id, is_role=rule.is_role))
        added = rule.allow & ~before.allow
        denied = rule.deny & ~before.deny
        assert not added or rule.id in {ME, server.facilitators}
        assert not added & ~(INVITE if rule.id == ME else MEMBER).value
        assert not denied or rule.id == EVERYONE
        assert not denied & ~OUTSIDE.value
        assert not (rule.allow ^ before.allow | rule.deny ^ before.deny) & MANAGE
