"""What people do to each other: always private, with what is said before anything is asked.

Keys, LGSL numbers, questions and aims follow uk-practice, sections 1a and 1b; what is promised, section 6.
Each has the prefix RP, so that a reference tells nothing.
"""

from django.utils.translation import gettext_lazy as _

from core.references import PRIVATE_PREFIX
from routing import people_questions as ask
from routing.kinds import Aim, IssueType, Promise, Tier, Urgent, Visibility

_READ_BY = _(
    "Only the staff of the team that it goes to, and the council's administrators. Each time one of them "
    "opens it is kept. It is never on the map. We do not tell the people it is about who reported it."
)
_SHARED = _(
    "Who you are and what you wrote goes to the police, a landlord or another service only if you agree, if "
    "somebody is at risk, or if the law says so. Each time is kept, with the reason."
)
_BEHAVIOUR = Promise(
    _READ_BY,
    _SHARED,
    _(
        "The team reads it, sooner if it affects you badly or is aimed at you. It may ask you more, speak to "
        "people, or work with the police. If you have reported it before and it goes on, you can ask for "
        "your case to be reviewed."
    ),
)
_NOISE = Promise(
    _READ_BY,
    _SHARED,
    _(
        "The team reads it. It may ask you to write down when you hear it, come to listen, or write to where "
        "it comes from."
    ),
)
_HATE = Promise(
    _READ_BY,
    _SHARED,
    _("The team reads it before other reports. It helps you whether or not you want the police to know."),
)
_WELFARE = Promise(
    _READ_BY,
    _("What you say about the person may be given to people who can help them. Who you are is not."),
    _("The team reads it and, if it can, sends somebody who knows the people who sleep outside."),
)

_IN_DANGER = _("If somebody is in danger or is threatened, ring 999. Otherwise the police answer on 101.")
_SAFETY = ("community-safety",)
_URGENT = (
    Urgent({"impact": ("4", "5")}, Aim(working_days=1)),
    Urgent({"target": ("yes",)}, Aim(working_days=1)),
)

PEOPLE_TYPES = (
    IssueType(
        key="asb_nuisance",
        label=_("Rowdy or inconsiderate behaviour"),
        hint=_("Shouting, threats, nuisance in the street"),
        group="behaviour",
        prefix=PRIVATE_PREFIX,
        lgsl=1484,
        tier=Tier.DISTRICT,
        visibility=Visibility.PRIVATE,
        icon="people",
        questions=(ask.IMPACT, ask.TARGET, ask.SINCE, ask.POLICE_REF, ask.SHARE),
        aim=Aim(working_days=3),
        urgent=_URGENT,
        takes_photos=False,
        departments=_SAFETY,
        promise=_BEHAVIOUR,
        advice=_IN_DANGER,
    ),
    IssueType(
        key="noise",
        label=_("Noise"),
        hint=_("Music, alarms, dogs, building work"),
        group="behaviour",
        prefix=PRIVATE_PREFIX,
        lgsl=412,
        tier=Tier.DISTRICT,
        visibility=Visibility.PRIVATE,
        icon="noise",
        questions=(ask.NOISE_WHAT, ask.IMPACT, ask.NOISE_WHEN, ask.SOURCE, ask.SHARE),
        aim=Aim(working_days=2),
        urgent=(Urgent({"noise_what": ("alarm",)}, Aim(working_days=1)),),
        takes_photos=False,
        departments=("environmental-health", *_SAFETY),
        promise=_NOISE,
        advice=_("If somebody is threatened, ring 999. Aircraft and traffic noise is not the council's."),
    ),
    IssueType(
        key="asb_neighbour",
        label=_("Nuisance neighbours"),
        hint=_("Next door, above, below or across the way"),
        group="behaviour",
        prefix=PRIVATE_PREFIX,
        lgsl=1485,
        tier=Tier.DISTRICT,
        visibility=Visibility.PRIVATE,
        icon="home",
        questions=(ask.IMPACT, ask.TARGET, ask.SOURCE, ask.SINCE, ask.POLICE_REF, ask.SHARE),
        aim=Aim(working_days=3),
        urgent=_URGENT,
        takes_photos=False,
        departments=_SAFETY,
        promise=_BEHAVIOUR,
        advice=_IN_DANGER,
    ),
    IssueType(
        key="asb_drinking",
        label=_("Street drinking"),
        hint=_("People drinking who frighten or trouble others"),
        group="behaviour",
        prefix=PRIVATE_PREFIX,
        lgsl=1486,
        tier=Tier.DISTRICT,
        visibility=Visibility.PRIVATE,
        icon="people",
        questions=(ask.IMPACT, ask.TARGET, ask.SINCE, ask.POLICE_REF, ask.SHARE),
        aim=Aim(working_days=3),
        urgent=_URGENT,
        takes_photos=False,
        departments=_SAFETY,
        promise=_BEHAVIOUR,
        advice=_IN_DANGER,
    ),
    IssueType(
        key="asb_vehicle",
        label=_("Vehicle nuisance"),
        hint=_("Off-road bikes, racing, revving"),
        group="behaviour",
        prefix=PRIVATE_PREFIX,
        lgsl=1487,
        tier=Tier.DISTRICT,
        visibility=Visibility.PRIVATE,
        icon="vehicle",
        questions=(ask.IMPACT, ask.TARGET, ask.SINCE, ask.POLICE_REF, ask.SHARE),
        aim=Aim(working_days=3),
        urgent=_URGENT,
        takes_photos=False,
        departments=_SAFETY,
        promise=_BEHAVIOUR,
        advice=_IN_DANGER,
    ),
    IssueType(
        key="hate",
        label=_("Hate incident"),
        hint=_("Aimed at somebody because of who they are"),
        group="behaviour",
        prefix=PRIVATE_PREFIX,
        lgsl=1133,
        tier=Tier.DISTRICT,
        visibility=Visibility.PRIVATE,
        icon="hand",
        questions=(ask.HATE_WHAT, ask.TARGET, ask.POLICE_REF, ask.SHARE),
        aim=Aim(working_days=1),
        always_urgent=True,
        takes_photos=False,
        departments=_SAFETY,
        promise=_HATE,
        advice=_IN_DANGER,
    ),
    IssueType(
        key="begging",
        label=_("Begging, or worry for a rough sleeper"),
        hint=_("Somebody who may need help"),
        group="behaviour",
        prefix=PRIVATE_PREFIX,
        lgsl=1480,
        tier=Tier.DISTRICT,
        visibility=Visibility.PRIVATE,
        icon="person",
        questions=(ask.AWAKE, ask.WELL),
        aim=Aim(hours=8),
        urgent=(Urgent({"awake": ("no",)}, Aim(hours=1)), Urgent({"well": ("no",)}, Aim(hours=4))),
        takes_photos=False,
        departments=_SAFETY,
        promise=_WELFARE,
        advice=_("If they do not answer you, or are very cold or hurt, ring 999."),
    ),
)
