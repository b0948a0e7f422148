"""The questions that issue types ask, by the ids of uk-practice, section 1b."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from routing.answers import YES_NO, Ask, Option, Question

_DONT_KNOW = Option("dont_know", _("Don't know"), picture="dont_know")

SIZE = Question(
    "size",
    Ask.CHOICE,
    _("How much is there?"),
    required=True,
    options=(
        Option("single_bag", _("One bag"), _("one bag"), picture="single_bag"),
        Option("single_item", _("One item"), _("one item"), picture="single_item"),
        Option("car_boot", _("Car boot"), _("a car boot load"), picture="car_boot"),
        Option("small_van", _("Small van"), _("a small van load"), picture="small_van"),
        Option("transit_van", _("Transit van"), _("a transit van load"), picture="transit_van"),
        Option("tipper_lorry", _("Tipper lorry"), _("a tipper lorry load"), picture="tipper_lorry"),
        Option("many_loads", _("Many loads"), _("many loads"), picture="many_loads"),
        _DONT_KNOW,
    ),
)

BLOCKING = Question(
    "blocking",
    Ask.YES_NO,
    _("Is it blocking the road, pavement or a way in?"),
    required=True,
    options=(Option("yes", _("Yes"), _("blocking the way")), YES_NO[1]),
)

NEAR_CHILDREN = Question(
    "near_children",
    Ask.YES_NO,
    _("Is it by a playground, school gate or nursery?"),
    required=True,
    options=YES_NO,
)

SINCE = Question(
    "since",
    Ask.CHOICE,
    _("How long has it been there?"),
    options=(
        Option("today", _("Since today")),
        Option("this_week", _("This week")),
        Option("weeks", _("Weeks")),
        Option("months", _("Months")),
        _DONT_KNOW,
    ),
)

OFFENSIVE = Question(
    "offensive",
    Ask.CHOICE,
    _("Is it any of these?"),
    required=True,
    options=(
        Option("hateful", _("Racist or hateful")),
        Option("sexual", _("Sexual or obscene")),
        Option("names_person", _("Names a person")),
        Option("none", _("None of these")),
    ),
)

ASSET_OWNER = Question(
    "asset_owner",
    Ask.CHOICE,
    _("What is it on?"),
    options=(
        Option("council", _("Council property"), _("on council property")),
        Option("cabinet", _("Telephone or power box"), _("on a telephone or power box")),
        Option("building", _("Shop or house"), _("on a building")),
        Option("bus_shelter", _("Bus shelter"), _("on a bus shelter")),
        Option("bridge", _("Bridge"), _("on a bridge")),
        Option("railway", _("Railway"), _("on the railway")),
        _DONT_KNOW,
    ),
)

DEPTH = Question(
    "depth",
    Ask.CHOICE,
    _("How deep is it?"),
    hint=_("A two pence coin is about 2.5 cm across."),
    required=True,
    options=(
        Option("under_2cm", _("Under 2 cm"), _("under 2 cm deep"), picture="coin_edge"),
        Option("2_to_4cm", _("2 to 4 cm"), _("2 to 4 cm deep"), picture="coin"),
        Option("over_4cm", _("Over 4 cm"), _("over 4 cm deep"), picture="fist"),
        _DONT_KNOW,
    ),
)

ROAD_PART = Question(
    "road_part",
    Ask.CHOICE,
    _("Where in the road is it?"),
    options=(
        Option("wheel_track", _("Where wheels go")),
        Option("cycle_lane", _("Cycle lane"), _("in a cycle lane")),
        Option("crossing", _("Crossing"), _("on a crossing")),
        Option("pavement", _("Pavement"), _("in the pavement")),
        Option("elsewhere", _("Somewhere else")),
    ),
)

LIGHT_FAULT = Question(
    "light_fault",
    Ask.CHOICE,
    _("What is wrong with it?"),
    required=True,
    options=(
        Option("out", _("It is out"), _("out")),
        Option("on_all_day", _("On all day"), _("on all day")),
        Option("flickering", _("Flickering"), _("flickering")),
        Option("leaning", _("Leaning or hit"), _("leaning")),
        Option("wires", _("Wires showing"), _("wires showing"), danger=True),
    ),
)

COLUMN = Question(
    "column",
    Ask.TEXT,
    _("Number on the column"),
    hint=_("On a plate at about head height. Leave it blank if you can't see one."),
    most=30,
)

VEHICLE_STATE = Question(
    "vehicle_state",
    Ask.MANY,
    _("What can you see?"),
    required=True,
    options=(
        Option("burnt_out", _("Burnt out"), _("burnt out")),
        Option("flat_tyres", _("Flat tyres")),
        Option("broken_windows", _("Broken windows")),
        Option("on_bricks", _("On bricks")),
        Option("plates_missing", _("Plates missing")),
        Option("none", pgettext_lazy("state of a vehicle", "None of these")),
    ),
)

VRM = Question(
    "vrm",
    Ask.TEXT,
    _("Registration, make and colour"),
    hint=_("Only the team that handles it sees this."),
    private=True,
    most=60,
)

COUNT = Question(
    "count",
    Ask.CHOICE,
    _("How many are there?"),
    required=True,
    options=(
        Option("one", _("One")),
        Option("two_to_five", _("2 to 5")),
        Option("more", _("More than 5"), _("more than 5")),
    ),
)

ANIMAL = Question(
    "animal",
    Ask.CHOICE,
    _("What animal is it?"),
    required=True,
    options=(
        Option("cat", _("Cat"), _("cat")),
        Option("dog", _("Dog"), _("dog")),
        Option("fox_or_badger", _("Fox or badger"), _("fox or badger")),
        Option("deer", _("Deer"), _("deer")),
        Option("farm", _("Farm animal"), _("farm animal")),
        Option("birds", _("Bird or birds"), _("bird or birds")),
        Option("other", _("Another animal")),
    ),
)

ALIVE = Question(
    "alive",
    Ask.YES_NO,
    _("Is it still alive?"),
    required=True,
    options=(Option("yes", _("Yes"), danger=True), YES_NO[1]),
)

ON_ROAD = Question(
    "on_road", Ask.YES_NO, _("Is it on the road, where cars drive?"), required=True, options=YES_NO
)

COLLAR = Question(
    "collar",
    Ask.CHOICE,
    _("Has it a collar or a tag?"),
    hint=_("It helps to find whose it was."),
    options=(*YES_NO, _DONT_KNOW),
)

DAMAGED = Question(
    "damaged",
    Ask.CHOICE,
    _("What has been damaged?"),
    required=True,
    options=(
        Option("furniture", _("Bench, bin or railing"), _("bench, bin or railing")),
        Option("play", _("Play equipment"), _("play equipment")),
        Option("shelter", _("Bus shelter"), _("bus shelter")),
        Option("window", _("Window or door")),
        Option("vehicle", _("A vehicle")),
        Option("other", _("Something else")),
    ),
)

TARGET = Question(
    "target",
    Ask.CHOICE,
    _("Do you feel it is aimed at you because of who you are?"),
    private=True,
    options=(*YES_NO, Option("prefer_not", _("Prefer not to say"))),
)

ADDRESS = Question(
    "address",
    Ask.TEXT,
    _("Whose are they, if you know?"),
    hint=_("House number or name, and street. Only the team that handles it sees this."),
    private=True,
    most=120,
)
