"""What the people of Exampleton write and answer when they report something. All of it is made up."""

from collections.abc import Callable
from random import Random

from routing.answers import Answer
from routing.issue_types import ISSUE_TYPES

#: (issue type, what the picture shows) → what somebody might write. No names, no house numbers.
_WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("fly_tip", "mattress"): (
        "Double mattress and about four black bags left against the wall. Not there yesterday evening.",
        "Somebody has dumped a mattress and some boxes. Pushchairs have to go into the road.",
        "Old mattress with bags, third time this month in the same corner.",
        "Mattress, bags and a cardboard box. A fox has been at the bags.",
    ),
    ("fly_tip", "sofa"): (
        "A whole sofa on the pavement, soaking wet by now.",
        "Sofa and paint tins. One tin has leaked on to the flags.",
        "Brown settee and two bags left overnight, you can see it was a van.",
    ),
    ("fly_tip", "fridge"): (
        "Two fridges dumped. Children were opening the doors this afternoon.",
        "Fridge freezer and another small one, doors still on.",
        "Fridges again by the fence. They smell.",
    ),
    ("fly_tip", "tyres"): (
        "A stack of tyres in front of the garages, I cannot get my car out.",
        "About eight car tyres. Looks like somebody from a garage has been clearing out.",
    ),
    ("fly_tip", "carpet"): (
        "Rolls of old carpet and underlay, soaked through.",
        "Carpets dumped after dark. The underlay is blowing down the street.",
    ),
    ("fly_tip", "rubble"): (
        "Pile of bricks, plaster and broken boards. Builder's waste.",
        "Rubble tipped straight on to the pavement, with nails in the wood.",
    ),
    ("fly_tip", "bags"): (
        "Eight or nine bin bags, some torn open.",
        "Bags left here every Sunday night. They are never from our street.",
        "A heap of black bags. Something in them smells bad.",
        "Lots of bags, rats last night.",
    ),
    ("fly_tip", "boxes"): (
        "Boxes and packaging from a flat move, getting wet.",
        "Cardboard boxes full of books and crockery, left in the doorway.",
        "Boxes dumped. Somebody has gone through them and it is all over the pavement.",
    ),
    ("litter", "bin"): (
        "The bin is full to the top and the rest is all round it.",
        "Bin overflowing since the weekend, crows are pulling it out.",
        "Rubbish all over the grass by the bin after the match.",
    ),
    ("litter", "picnic"): (
        "Leftovers of a barbecue across the grass, bottles too.",
        "Somebody had a party and left everything.",
    ),
    ("litter", "kerb"): (
        "Cans and wrappers all along the kerb.",
        "Takeaway boxes in the gutter, the same every Saturday morning.",
        "Litter blown against the wall, it has been weeks since it was swept.",
    ),
    ("litter", "glass"): (
        "Broken bottle on the path. A dog has cut its paw.",
        "Glass all over the path where the children ride to school.",
    ),
    ("graffiti", "shutter"): (
        "New tag right across the shutter.",
        "Spray paint on the shutter, done over the weekend.",
    ),
    ("graffiti", "box"): (
        "The green telephone box has been painted all over.",
        "Graffiti on the cabinet at the corner.",
    ),
    ("graffiti", "wall"): (
        "Big letters on the wall by the steps.",
        "The whole wall has been sprayed again, it was only cleaned in spring.",
        "Paint on the side wall, still wet when I walked past.",
    ),
    ("dog_fouling", "path"): (
        "Dog mess on the path by the sign, of all places.",
        "Several along the path, hard to miss with a pram.",
        "On the path where the little ones run.",
    ),
    ("dog_fouling", "pavement"): (
        "Dog dirt in the middle of the pavement, trodden in already.",
        "The same spot every morning.",
    ),
    ("pothole", "dry"): (
        "Deep hole near the kerb, I nearly came off my bike.",
        "The hole gets bigger each week. Cars swerve round it.",
        "Pothole just after the junction, bent my wheel.",
        "Road breaking up here, loose stones everywhere.",
    ),
    ("pothole", "wet"): (
        "You cannot see how deep it is when it is full of water.",
        "Pothole full of water, a cyclist went over in front of me.",
        "Big puddle hides a hole, about a hand deep.",
    ),
    ("street_light", "out"): (
        "Light has been out for a week, the steps are pitch dark.",
        "Lamp outside the shops is out.",
        "Street light not working, it is very dark for people coming off the train.",
    ),
    ("street_light", "on_all_day"): ("The lamp is on all day long.", "Light burning in broad daylight."),
    ("street_light", "leaning"): (
        "The post leans right over, I think a van hit it.",
        "Lamp post bent and moving in the wind.",
    ),
    ("street_light", "wires"): ("The little door at the bottom is off and there are wires.",),
    ("abandoned_vehicle", "flat"): (
        "Car with flat tyres, has not moved since spring.",
        "This car has been here for two months and is full of rubbish.",
    ),
    ("abandoned_vehicle", "burnt"): (
        "Burnt-out car in the lane.",
        "A car was on fire here last night, the shell is still there.",
    ),
    ("abandoned_vehicle", "bricks"): (
        "Car up on bricks, the wheels are gone.",
        "No wheels, no plates, bricks underneath.",
    ),
    ("abandoned_vehicle", "windows"): (
        "Car with its back window smashed, children climb in.",
        "Abandoned car, window broken, rain gets in.",
    ),
    ("asb_nuisance", ""): (
        "Shouting and loud music outside every night until two. We cannot sleep.",
        "A group meets by the garages and throws bottles at the doors.",
        "Mopeds up and down the path after school, somebody will be hurt.",
        "People banging on our window and running away, four evenings running.",
        "The same group stands in the entrance and will not let people pass.",
    ),
    ("noise", ""): (
        "Bass through the wall until three in the morning, four nights this week.",
        "An alarm has been going since last night and nobody comes.",
        "A dog barks all day while they are at work.",
        "Drilling and hammering on a Sunday before eight.",
    ),
    ("asb_neighbour", ""): (
        "They shout at us over the fence whenever we are in the garden.",
        "Rubbish thrown over into our yard again and again.",
        "Threatening notes through the letter box. We keep the children in.",
    ),
    ("asb_drinking", ""): (
        "A group drinks on the steps from noon and shouts at people who pass.",
        "Bottles everywhere and fights by the shelter in the evening.",
    ),
    ("asb_vehicle", ""): (
        "Two off-road bikes on the path every evening, with children about.",
        "Cars racing round the industrial estate after ten.",
        "Engines revved outside our windows until midnight.",
    ),
    ("hate", ""): (
        "Somebody shouted abuse at my family about where we come from.",
        "Abuse at the bus stop again.",
    ),
    ("begging", ""): (
        "Somebody sleeps in the doorway and it is getting cold.",
        "A man sits by the cash machine all day; he does not look well.",
        "A young woman sleeps in the underpass. She said she would be glad of help.",
    ),
    ("needles", ""): ("Three of them behind the bench.", "By the steps, right where the children sit."),
    ("dead_animal", ""): ("A fox, by the kerb.", "A cat, black and white. Somebody will be looking for it."),
    ("waste_put_out", ""): (
        "Bags out four days before they are collected.",
        "Bins left across the pavement.",
    ),
    ("vandalism", ""): (
        "The bench has been kicked to pieces.",
        "The glass of the shelter is all over the place.",
    ),
}

#: What one person writes about the same neighbours, again and again.
AGAIN = (
    "Next door again. Music in the yard and shouting when we ask them to stop.",
    "The same people. They leave their bins in front of our gate on purpose.",
    "It is them again, somebody has to do something about that house.",
)

_WELSH: dict[str, tuple[str, ...]] = {
    "fly_tip": ("Bagiau du a matres wedi'u gadael wrth y wal.", "Soffa ar y palmant ers neithiwr."),
    "litter": ("Mae'r bin yn llawn ac mae sbwriel ym mhobman.",),
    "pothole": ("Twll dwfn yn y ffordd ger y gyffordd.",),
    "street_light": ("Mae'r golau wedi diffodd ers wythnos.",),
}

NOTES = (
    "by the lamp post",
    "next to the bus stop",
    "at the bottom of the steps",
    "behind the shops",
    "by the gate",
    "opposite the chapel",
    "where the path meets the road",
    "by the railings",
    "outside the launderette",
    "near the corner",
    "in front of the garages",
    "beside the bench",
)

NAMES = (
    "Asha Rahman",
    "Ben Carter",
    "Carys Lloyd",
    "Moira Flint",
    "Owen Pike",
    "Hana Sato",
    "Luca Bianchi",
    "Grace Obi",
    "Ines Duarte",
    "Peter Vale",
    "Ruth Ashdown",
    "Yusuf Kaya",
    "Marta Zielinska",
    "Colin Reeve",
    "Ffion Powell",
    "Daisy Hartley",
    "Imran Sheikh",
    "Elsie Rudd",
    "Noah Winter",
    "Sunita Rao",
)

_SIZES = {
    "mattress": ("single_item", "car_boot", "small_van"),
    "sofa": ("single_item", "small_van"),
    "fridge": ("car_boot", "small_van"),
    "tyres": ("car_boot", "small_van"),
    "carpet": ("car_boot", "small_van"),
    "rubble": ("small_van", "transit_van", "tipper_lorry"),
    "bags": ("single_bag", "car_boot", "small_van"),
    "boxes": ("car_boot", "dont_know"),
}
_STATES = {
    "flat": ["flat_tyres"],
    "burnt": ["burnt_out", "broken_windows"],
    "bricks": ["on_bricks", "plates_missing"],
    "windows": ["broken_windows"],
}
_CARS = (
    "red hatchback",
    "silver estate, plates missing",
    "dark blue saloon",
    "green van, no plates",
    "grey hatchback",
)


def words(chance: Random, issue_type: str, shows: str, *, welsh: bool = False) -> str:
    """A description for such a report; "" for those who write nothing."""
    if welsh and issue_type in _WELSH:
        return chance.choice(_WELSH[issue_type])
    if not ISSUE_TYPES[issue_type].is_private and chance.random() < 0.22:
        return ""
    return chance.choice(_WORDS[(issue_type, shows)])


def answers(chance: Random, issue_type: str, shows: str) -> dict[str, Answer]:
    """Answers that fit what the picture shows."""
    return _ANSWERS[issue_type](chance, shows)


_SINCE = ("today", "this_week", "weeks", "months", "dont_know")


def _yes_no(chance: Random, yes: float) -> str:
    return "yes" if chance.random() < yes else "no"


def _fly_tip(chance: Random, shows: str) -> dict[str, Answer]:
    return {"size": chance.choice(_SIZES[shows]), "blocking": _yes_no(chance, 0.25)}


def _litter(chance: Random, shows: str) -> dict[str, Answer]:
    return {"near_children": "yes" if shows == "glass" else _yes_no(chance, 0.2)}


def _graffiti(chance: Random, shows: str) -> dict[str, Answer]:
    rude = chance.choices(("none", "sexual", "hateful", "names_person"), (88, 6, 4, 2))[0]
    wall = chance.choice(("council", "building", "bridge"))
    return {"offensive": rude, "asset_owner": {"shutter": "building", "box": "cabinet", "wall": wall}[shows]}


def _dog_fouling(chance: Random, _shows: str) -> dict[str, Answer]:
    return {"near_children": _yes_no(chance, 0.2), "since": chance.choice(_SINCE)}


def _pothole(chance: Random, _shows: str) -> dict[str, Answer]:
    deep = chance.choices(("under_2cm", "2_to_4cm", "over_4cm", "dont_know"), (15, 50, 20, 15))[0]
    parts = ("wheel_track", "cycle_lane", "crossing", "pavement", "elsewhere")
    return {"depth": deep, "road_part": chance.choices(parts, (55, 8, 6, 15, 16))[0]}


def _street_light(chance: Random, shows: str) -> dict[str, Answer]:
    said: dict[str, Answer] = {
        "light_fault": "flickering" if shows == "out" and chance.random() < 0.2 else shows
    }
    if chance.random() < 0.6:
        said["column"] = f"EX {chance.randint(100, 2400)}"
    return said


def _vehicle(chance: Random, shows: str) -> dict[str, Answer]:
    return {
        "vehicle_state": list(_STATES[shows]),
        "since": chance.choice(_SINCE),
        "vrm": chance.choice(_CARS),
    }


def _asb(chance: Random, _shows: str) -> dict[str, Answer]:
    target = chance.choices(("yes", "no", "prefer_not"), (8, 80, 12))[0]
    share = chance.choice(("both", "police", "landlord", "no"))
    return {"impact": chance.randint(2, 5), "target": target, "since": chance.choice(_SINCE), "share": share}


def _noise(chance: Random, _shows: str) -> dict[str, Answer]:
    what = chance.choice(("music", "alarm", "dog", "building"))
    when = chance.choice(("now", "most_nights", "most_days", "sometimes"))
    return {"noise_what": what, "impact": chance.randint(2, 5), "noise_when": when}


def _hate(chance: Random, _shows: str) -> dict[str, Answer]:
    return {"hate_what": "words", "target": "yes", "share": chance.choice(("both", "police", "no"))}


def _begging(chance: Random, _shows: str) -> dict[str, Answer]:
    return {"awake": chance.choice(("yes", "not_tried")), "well": chance.choice(("yes", "no", "dont_know"))}


def _needles(chance: Random, _shows: str) -> dict[str, Answer]:
    many = chance.choice(("one", "two_to_five", "more"))
    return {"count": many, "near_children": _yes_no(chance, 0.3)}


def _dead_animal(chance: Random, _shows: str) -> dict[str, Answer]:
    animal = chance.choice(("cat", "fox_or_badger", "birds"))
    return {"animal": animal, "alive": "no", "on_road": _yes_no(chance, 0.4)}


def _waste_put_out(chance: Random, _shows: str) -> dict[str, Answer]:
    return {"blocking": _yes_no(chance, 0.4), "since": chance.choice(_SINCE)}


def _vandalism(chance: Random, _shows: str) -> dict[str, Answer]:
    return {"damaged": chance.choice(("furniture", "play", "shelter")), "target": "no"}


_ANSWERS: dict[str, Callable[[Random, str], dict[str, Answer]]] = {
    "fly_tip": _fly_tip,
    "litter": _litter,
    "graffiti": _graffiti,
    "dog_fouling": _dog_fouling,
    "pothole": _pothole,
    "street_light": _street_light,
    "abandoned_vehicle": _vehicle,
    "asb_nuisance": _asb,
    "asb_neighbour": _asb,
    "asb_drinking": _asb,
    "asb_vehicle": _asb,
    "noise": _noise,
    "hate": _hate,
    "begging": _begging,
    "needles": _needles,
    "dead_animal": _dead_animal,
    "waste_put_out": _waste_put_out,
    "vandalism": _vandalism,
}
