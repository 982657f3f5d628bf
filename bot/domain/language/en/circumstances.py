"""What people say in English of a lapse, a success, whom it is about: one pattern for each."""

import re
from collections.abc import Mapping
from functools import cache

from bot.domain.language.en.confided import CONFIDED, DID, DOING, SLIP_TOLD
from bot.domain.language.rule_sets import CircumstanceRules

_TIMES = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|few|couple of)"
_SPAN = rf"(?:{_TIMES} |first )?(?:hours?|days?|nights?|weeks?|weekends?|months?|years?|yrs?)"
_THING = (
    r"(?:drinks?|drop|pints?|beers?|wine|bottles?|glass(?:es)?|cans?|cigs?|cigarettes?|fags?|"
    r"smokes?|vape|bets?|lines?|joints?|hits?|gear|coke|weed|spliff|pills?|fix|flutter)"
)
_RELATIVE = (
    r"(?:son|daughter|kid|lad|boy|girl|child|teen\w*|partner|husband|wife|missus|hubby|fella|"
    r"boyfriend|girlfriend|bf|gf|mum|mom|mam|dad|mother|father|brother|sister|parents?|flatmate|"
    r"roommate|housemate|best friend|mate|ex)"
)
_OWNER = r"(?:my|his|her|their|the|a|whose|somebodys|someones|a members|members|our)"
_WE = (
    r"(?:everyone|everybody|no one|nobody|they all|people)(?: \w+){0,2} (?:talk\w*|speak\w*|says?|"
    r"said|quiet|silent|fine|in here|giv\w+|laugh\w*|cry\w*|jok\w*|turned|came|shows?|start\w*|"
    r"roll\w*)"
)

_SAID = {
    "lapse": (
        r"relaps\w+|laps(?:e|ed|es|ing)\b|slip(?:s|ped|ping)?(?: up)?\b(?! of| road)|"
        rf"off the wagon|(?:picked|started|starting|{DOING}|{DID}) (?:up )?again|back (?:on|"
        rf"at) (?:it|the|gear|coke|weed|drugs?|drink)|back to {DOING}|{DID} (?:at|on|last|this|"
        r"over|yesterday|today|twice|once|after|when|the|it|all)|(?:had|ended up having|sank|"
        rf"necked) (?:{_TIMES}|some|his|her|a few|the) {_THING}\b|gave in|caved|on a bender|"
        r"went on the (?:lash|piss|lash)|blew (?:it|his|her|my|the|their|all|rent|wages)|fell off|"
        r"(?:messed|screwed|fucked) (?:it )?up|blowout|day one again|first (?:drink|smoke|bet|use|"
        r"cig\w*|line) (?:in|since|for|after)|put (?:\w+ )?(?:whole |entire )?(?:wages?|pay|rent|"
        r"savings) on|back to (?:square|day) one|had a blip|had a wobble and|"
        rf"{SLIP_TOLD}"
    ),
    "urge": (
        r"crav\w+|urges?\b|tempt\w+|dying for|gagging for|itching (?:for|to)|fanc(?:y|ies|ied)|"
        r"gasping|pull of|white knuckl\w+|jonesing|cannot stop thinking (?:about|of)|"
        r"keeps thinking (?:about|of) (?:the pub|using|a drink|drinking|betting)|(?:really|badly|"
        rf"just) wants? (?:a|to) (?:{_THING}|{DOING})|nearly {DID}|almost {DID}|"
        rf"close to {DOING}"
    ),
    "success": (
        rf"not (?:{DOING}|{DID}|used|had a|have a|give in|given in|cave|touch\w*|slip|lapse|"
        r"relapse|go back|gone back|pick up)\b|never touched|said no\b|turned (?:it|one|them|him|"
        r"her|that)? ?down|walked (?:away|past|out)|got through|made it (?:through|past|to)|"
        r"got past|rode it out|managed (?:to|a|his|her)|stayed (?:off|away|dry|home)|stuck (?:to|"
        rf"with) (?:it|his|her|the)|kept (?:off|to)|{_SPAN} (?:without|off|free|clear|clean|sober|"
        r"dry|in|now|today|tomorrow|done)\b|without (?:a|any|one|"
        rf"touching)(?: single)? (?:{_THING}|slip)|milestone|key ?ring|chip\b|proud|(?:good|great|"
        r"best|brilliant|cracking) (?:week|news|month|day|run|weekend)|(?:went|going|doing|gone|"
        r"goes) (?:so |really |very )?(?:well|great|good|better|fine)|chuffed|over the moon|"
        r"buzzing|stoked|made up|psyched|smashed it|nailed it|(?:got|landed|passed|"
        r"started) (?:the|a|his|her|my|their) (?:new |driving )?(?:job|flat|place|test|exam|"
        rf"licence|license|kids|results?)|kids back|celebrat\w+ (?:{_SPAN})|feels? (?:great|good|"
        r"better|amazing)|first \w+ (?:without|sober)|sleeping better|back to normal|paid off"
    ),
    "abstinent": (
        rf"(?:stopped|quit|quitting|given up|gave up|packed in|jacked in) (?:{DOING}|the|it|drugs|"
        r"booze|drink|smokes|altogether|for good|completely)|sober|clean\b(?! (?:the|up|bill|"
        r"house|his|her))|dry (?:for|now|since)|abstinen\w+|abstain\w*|tee ?total|"
        r"off (?:the )?(?:drink|booze|gear|drugs|weed|coke|it|fags|cigs|gambling|bets) |"
        rf"(?:{_SPAN}) (?:off|without|free|clean|sober|dry)|not (?:{DOING}|had a \w+) (?:for|in|"
        rf"since)|no longer (?:{DOING})|drug free|alcohol free"
    ),
    "using": (
        rf"still (?:{DOING}|drinks|uses|smokes|bets|gambles|at it|on)|(?:drinks|uses|smokes|bets|"
        r"gambles) (?:every|most|daily|each|at weekends|on)|moderat\w+|only at weekends|"
        r"not want to (?:stop|quit|give)|not (?:stopping|quitting|giving up)|safer|"
        rf"keep on {DOING}|{DOING} (?:every|most) (?:day|night|evening|weekend)|"
        rf"{DOING} (?:this morning|right now|daily)|likes? (?:a|his|her) {_THING}"
    ),
    "cutting_down": (
        r"cut(?:ting)? (?:down|back)|moderat\w+|less (?:and less)?|fewer|controlled|"
        r"control(?:ling)? (?:it|his|her|drinking)|only (?:at|on) weekends|limit(?:s|ing)?\b|"
        r"taper\w*|harm reduction|safer|not (?:stop|quit|give up) (?:altogether|completely|"
        r"for good)|just (?:the )?one"
    ),
    "wants_change": (
        r"wants? to (?:change|stop|quit|cut|give up|get (?:better|help|off|sober)|sort|be free)|"
        r"ready to|had enough|sick of (?:it|this)|fed up with|decided to|wants? out|"
        r"thinking (?:of|about) (?:stopping|quitting|cutting|giving up)|needs? to stop"
    ),
    "no_change": (
        r"not (?:want|see (?:a|any|the) (?:problem|point|need)|think (?:he|she|they|i|its)|need|"
        r"care|intend)|not (?:ready|interested|bothered|a problem)|no (?:problem|issue|intention|"
        r"interest)|court (?:ordered|mandated|sent|made)|made (?:him|her|them|me) come|"
        r"(?:been )?sent (?:here|by|him|her|them)|only (?:here|came|comes) (?:cause|cos|coz|for)|"
        r"(?:po|judge|probation \w+|court) told|(?:its|it is) (?:everyone|everybody) else|forced|"
        r"has to be here|only (?:here|came|comes) because|nothing wrong|denial|likes? it too much|"
        r"mandated|did not choose|dragged (?:here|along)"
    ),
    "plan": (
        r"plan(?:s|ned)? (?:to|for|is|was|in place|went|made|fell|worked)|(?:has|made|got|"
        r"have) a plan|quit date|stop date|set a date|from monday|going to stop"
    ),
    "ahead": (
        r"tomorrow|tonight|next (?:week|weekend|month|friday|saturday|sunday|monday|tuesday|"
        r"wednesday|thursday)|coming up|this (?:weekend|saturday|friday|sunday|christmas)|"
        r"upcoming|on (?:saturday|friday|sunday)|is going to|about to|dreading|waiting for|"
        r"before the|due (?:in|to|on)|soon|christmas|wedding|stag do|bachelor\w*|hen do"
    ),
    "over": (
        r"(?:is|was|all) over\b|got through|came through|behind (?:him|her|me|them)|passed now|"
        r"afterwards|survived|ended up"
    ),
    "partner": (
        r"partners?\b|husband|wife|missus|hubby|boyfriend|girlfriend|bf\b|gf\b|fianc\w+|spouse|"
        r"other half|relationship|married|marriage|dating|her fella|his girl|ex\b|divorce\w*"
    ),
    "children": (
        r"kids?\b|child\w*|sons?\b|daughters?\b|baby|babies|toddler|teen\w*|bairns?|little ones?|"
        r"custody|contact order|pregnan\w+|mum of|dad of|grandkids?|school run"
    ),
    "family": (
        r"famil\w+|parents?\b|mum\b|mom\b|mam\b|dad\b|mother|father|folks|brother|sister|"
        r"siblings?|nan\b|gran\w*|in laws|son\b|daughter|cousin|relatives?|uncle|aunt\w*"
    ),
    "friends": (r"friends?\b|mates?\b|buddies|buddy|lads|pals?\b|crowd|drinking crowd|the girls"),
    "work": (
        r"work\w*|jobs?\b|boss|shift\w*|office|colleagues?|co ?workers?|manager|payday|site|"
        r"sacked|laid off|redundan\w+|employ\w+"
    ),
    "someone_else": (
        rf"(?:{_OWNER}|about (?:her|his|my|their)) {_RELATIVE} (?:\w+ )?(?:is |was |has been |"
        rf"who )?(?:still |always |just )?(?:{DOING}|drinks|uses|smokes|bets|gambles|{DID}|"
        r"on (?:drugs|heroin|coke|crack|meth|gear)|addict\w*|an alcoholic|not stop|in rehab|"
        rf"overdos\w+)|(?:{_OWNER}) {_RELATIVE}s? (?:{DOING}|habit|use|addiction|gambling|"
        r"problem)|(?:lives?|living|married|in love) (?:with|to) (?:a |an |someone|somebody|"
        r"one)\w* ?(?:who )?(?:drinks|uses|drinker|user|addict|alcoholic|gambl\w+)|someone elses|"
        r"somebody elses|not the one (?:who|with)|here (?:for|because of|about) (?:his|her|my|"
        rf"their) {_RELATIVE}|worried about (?:his|her|my|their) {_RELATIVE}|not (?:use|"
        r"drink) (?:himself|herself)|(?:his|her) (?:mom|mum|mam|dad|wife|husband|"
        r"parents?) (?:comes|is here)|leaving (?:him|her) this time|(?:pays?|paying|"
        r"paid) (?:off )?(?:his|her|their|my) (?:\w+ )?debts|loved ones?|found (?:his|her|the|"
        r"a) \w*(?: )?stash"
    ),
    "loss": (
        r"died|dies\b|(?:is|was|found) dead\b|death|funeral|passed away|grie\w+|bereave\w*|"
        r"lost (?:his|her|my|their) (?:mum|mom|dad|mother|father|brother|sister|son|daughter|wife|"
        r"husband|partner|friend|best|nan|gran|dog|cat|baby|child)|suicide|miscarr\w+|widow\w*|"
        r"mourn\w*|buried"
    ),
    "violence": (
        r"hits?\b(?: (?:her|him|me|them))|hitting|violen\w+|beats? (?:her|him|me)|punch\w*|"
        r"threat\w+|afraid of (?:him|her|his|my|their)|scared of (?:him|her|my (?:husband|partner|"
        r"ex))|abusive|slap\w*|strangl\w+|chok(?:es|ed|ing) (?:her|him|me)|hurts? (?:her|him|me)|"
        r"bruis\w+"
    ),
    "trauma": (
        r"abuse[ds]?\b(?! (?:of|it))|trauma\w*|ptsd|flashbacks?|nightmares?|molest\w*|rape\w*|"
        r"assault\w*|veteran|combat|raped|childhood (?:stuff|abuse|things)"
    ),
    "withdrawal": (
        r"withdraw\w*|shak(?:es|ing|y)\b|the sweats|sweating|detox\w*|cold turkey|rattling|"
        r"seizures?|tremors?|dts\b|clucking|dope ?sick|coming off|hallucinat\w+"
    ),
    "under_the_influence": (
        r"(?:is|looks|seems|turned up|came|arrived|shows? up|logged on|"
        r"comes in) (?:\w+ )?(?:drunk|high|stoned|pissed|hammered|wasted|intoxicated|wrecked|"
        r"trashed|tipsy|out of it|under the influence)|off (?:his|her|their) (?:face|head|tits)|"
        r"drunk (?:tonight|now|in the|on camera|at the meeting|here)|high (?:tonight|now|"
        r"right now|on camera)|nod(?:s|ding) off|slur\w+|nodding|used (?:this morning|just now|"
        r"an hour ago|before coming|today and)"
    ),
    "illness": (
        r"ill\b|illness|sick\b(?! of)|pain\w*|bipolar|adhd|autis\w+|cancer|liver|hospital|"
        r"disab\w+|depress\w+|diagnos\w+|pregnan\w+|hepatitis|diabet\w+|chronic|psychosis|"
        r"schizo\w+|surgery|operation|results|injur\w+|bad back|dementia"
    ),
    "medication": (
        r"medic(?:ine|ation|ines|ations)|meds\b|pills\b|methadone|bupe|buprenorphine|suboxone|"
        r"subutex|naltrexone|antabuse|disulfiram|antidepress\w+|script\b|prescri\w+|tablets|"
        r"ssri\w*|lithium|on mat\b"
    ),
    "alone": (
        r"alone\b|lonel\w+|on (?:his|her|my|their) own|by (?:himself|herself|myself)|isolat\w+|"
        r"no (?:friends|one to|family)|nobody to|single\b|bedsit"
    ),
    "money": (
        r"debts?|rent\b|evict\w+|broke\b|skint|money|wages|payday|loans?|bills?|benefits|bailiffs|"
        r"overdraft|bankrupt\w*|cash|savings|homeless|sofa surf\w*|couch surf\w*"
    ),
    "first_time": (
        r"first (?:time|meeting|night|session|evening)(?! without)|new ?comers?|newbie|new here|"
        r"never been|just joined|brand new|new (?:guy|girl|lad|person|member|face)|new to (?:this|"
        r"the)"
    ),
    "back_again": (
        r"back (?:after|here|again|with us|at the)|came back|come back|returned|"
        r"has not been (?:here|for)|not (?:seen|been) (?:him|her|them|here)?|first time (?:back|"
        r"in (?:months|weeks|ages))|vanished|disappeared|reappear\w*"
    ),
    "room": (
        rf"{_WE}\b|two (?:of them|members|people)|the others\b|silen(?:ce|t)|goes? quiet|"
        r"gone quiet|rows? (?:in|between|broke|here|tonight)|rowing|having a go at each|"
        r"at each others? throat|argu\w+ (?:with (?:me|each|another|one)|in (?:the|here)|over|"
        r"all)|interrupt\w+|talks? (?:over|too|for|non)|hogging|dominat\w+|not stop talking|"
        r"not (?:stop|shut)|goes on and on|rambl\w+|war stories|preach\w*|advice|jokes?\b|racist|"
        r"sexist|homophob\w*|roll(?:s|ing)? (?:his|her|their)? ?eyes|camera|mic\b|muted|chat\b|"
        r"nobody (?:talks|speaks|says)|one person (?:came|here)|only (?:one|two) (?:came|of us|"
        r"here|people|turned)|gossip\w*|told outside|screenshots?|meeting|round\b|eye ?rolling|"
        r"tension|atmosphere|in here"
    ),
    "facilitator": (
        r"i (?:lead|am leading|facilitat\w+|host|run)|im (?:leading|facilitating|hosting|running)|"
        r"as (?:the )?(?:facilitator|host|leader)|my (?:group|meeting|members|co ?host|"
        r"cofacilitator)|co ?facilitator|im the (?:facilitator|host|lead)|(?:argu\w+|angry|"
        r"annoyed|cross) with me|i (?:feel|am) (?:out of my depth|stuck|worn|burn\w*|wiped|"
        r"drained|knackered)|and i lead|leading tonight|(?:after|from) (?:running|leading|"
        r"hosting)|running (?:this|the) (?:group|meeting)|im (?:wiped|drained|knackered)|"
        r"(?:wrecked|shattered|knackered|drained|wiped) (?:out )?after (?:last |the |"
        r"this )?(?:\w+ )?(?:session|meeting|group)|made it worse|i gave (?:\w+ )?advice|"
        r"how do i (?:stop|start|lead|run|not)"
    ),
    "confided": CONFIDED,
    "low": (
        r"better off (?:not here|without me|dead)|whats the point|what is the point|"
        r"never (?:gonna|going to) (?:be|get)|asham\w+|shame|guilt\w*|hopeless|hates? (?:himself|"
        r"herself|themselves|myself)|worthless|low\b|gutted|in bits|crying|tears?\b|sad\b|"
        r"down\b(?= (?:in|on|and|about|this|lately|again))|depress\w+|numb|flat\b(?! mate| share)|"
        r"empty|useless|failure|beat(?:ing)? (?:himself|herself|themselves|myself) up|disgust\w*|"
        r"feels? (?:awful|terrible|bad|rubbish|like crap)"
    ),
}


@cache
def _said() -> Mapping[str, re.Pattern[str]]:
    """Compile the patterns at their first use."""
    return {name: re.compile(rf"\b(?:{words})") for name, words in _SAID.items()}


CIRCUMSTANCES = CircumstanceRules(
    said=_said,
    guarded=frozenset(
        "lapse success abstinent using violence under_the_influence wants_change".split()  # noqa: SIM905
    ),
    guards=frozenset(
        "not never no without nearly almost instead if might could may scared afraid worried fear "  # noqa: SIM905
        "fears avoid before until unless risk wants want tempted about".split()
    ),
)
