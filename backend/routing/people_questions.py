"""The questions asked about what people do to each other, by the ids of uk-practice, section 1b.

No answer to them is public: neither are the reports, and each is marked private all the same.
"""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from routing import questions
from routing.answers import YES_NO, Ask, Option, Question

TARGET = questions.TARGET
SINCE = replace(questions.SINCE, label=_("How long has it been going on?"), private=True)

IMPACT = Question(
    "impact",
    Ask.SCALE,
    _("How much is it affecting you?"),
    required=True,
    private=True,
    most=5,
    low=_("A little"),
    high=_("Badly"),
)

POLICE_REF = Question(
    "police_ref",
    Ask.TEXT,
    _("Police reference, if you have one"),
    hint=_("Leave it blank if you have not told the police."),
    private=True,
    most=60,
)

#: What the reporter would rather; it is respected, and is not by what right something is shared.
SHARE = Question(
    "share",
    Ask.CHOICE,
    _("May we tell the police or your landlord who you are and what you wrote?"),
    hint=_("We do as you say, unless somebody is at risk or the law says otherwise."),
    private=True,
    options=(
        Option("both", _("Yes, both")),
        Option("police", _("The police only")),
        Option("landlord", _("My landlord only")),
        Option("no", _("No")),
    ),
)

SOURCE = Question(
    "source",
    Ask.TEXT,
    _("Where does it come from, if you know?"),
    hint=_("House number or name, and street."),
    private=True,
    most=120,
)

NOISE_WHAT = Question(
    "noise_what",
    Ask.CHOICE,
    _("What do you hear?"),
    required=True,
    private=True,
    options=(
        Option("music", _("Music or a party")),
        Option("alarm", _("An alarm")),
        Option("dog", _("A dog")),
        Option("building", _("Building work or DIY")),
        Option("pub", _("A pub or club")),
        Option("machinery", _("Machinery")),
        Option("other", _("Something else")),
    ),
)

NOISE_WHEN = Question(
    "noise_when",
    Ask.CHOICE,
    _("When do you hear it?"),
    private=True,
    options=(
        Option("now", _("Now")),
        Option("most_nights", _("Most nights")),
        Option("most_days", _("Most days")),
        Option("sometimes", _("Now and then")),
    ),
)

HATE_WHAT = Question(
    "hate_what",
    Ask.CHOICE,
    _("What happened?"),
    required=True,
    private=True,
    options=(
        Option("words", _("Words or shouting")),
        Option("threat", _("A threat"), danger=True),
        Option("violence", _("Somebody was attacked"), danger=True),
        Option("damage", _("Something was damaged or written")),
        Option("online", _("Online or by post")),
        Option("other", _("Something else")),
    ),
)

AWAKE = Question(
    "awake",
    Ask.CHOICE,
    _("Is the person awake, and do they answer?"),
    required=True,
    private=True,
    options=(
        YES_NO[0],
        Option("no", _("No"), danger=True),
        Option("not_tried", _("I did not go near")),
    ),
)

WELL = Question(
    "well",
    Ask.CHOICE,
    _("Do they seem well?"),
    required=True,
    private=True,
    options=(*YES_NO, Option("dont_know", _("Don't know"))),
)
