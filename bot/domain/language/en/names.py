"""English words that a name may not say of its bearer: parts in the group, lines of our cards."""

from bot.domain.language.rule_sets import NameRules


def _each(words: str) -> frozenset[str]:
    return frozenset(words.split())


NAMES = NameRules(
    leading=_each(
        "facilitator cofacilitator facilitates facilitating host cohost lead leads leader coleader "
        "chair cochair chairman chairwoman chairperson secretary treasurer sponsor timekeeper"
    ),
    managing=_each("admin sysadmin administrator moderator mod organiser organizer owner staff"),
    nobodys=_each(
        "openround bot discord system crisis crisisline helpline hotline lifeline helpdesk support "
        "supportteam counsellor counselor therapist psychologist psychiatrist doctor paramedic "
        "police"
    ),
    of_more_words=_each(
        "openround crisisline helpline hotline lifeline supportteam helpdesk cohost cochair "
        "coleader cofacilitator"
    ),
    slipped=_each(
        "facilitator cofacilitator moderator administrator organiser organizer openround "
        "timekeeper chairperson counsellor counselor therapist psychologist psychiatrist "
        "samaritans crisisline helpline hotline lifeline supportteam"
    ),
    nameless=_each(
        "somebody someone nobody everyone everybody anybody anyone anonymous here somebodyhere "
        "someonehere everyonehere you yourself yourselves we us they them next"
    ),
    beside=_each("the your our my co head official real team line of support crisis"),
    sayings=(
        "has the floor",
        "has the word",
        "the floor",
        "the word",
        "will speak",
        "is next",
        "is over",
        "helps to lead",
        "hands up",
        "writes",
        "wrote",
        "says",
        "speaks",
        "next",
    ),
    before=_each("next"),
    between=_each("then"),
    glued=_each("hasthefloor hastheword hasfloor"),
    claims=_each(
        "leads lead leader leading host hosts hosting cohost admin mod moderator moderates owner "
        "staff facilitator facilitates facilitating organiser organizer official real true "
        "original genuine verified actual authentic writes says helper helps assistant deputy boss "
        "chair speaks"
    ),
    linking=_each("the your our my is a an of it its im iam and here this that one"),
    plurals=_each("s"),
    owning=_each("s"),
)
