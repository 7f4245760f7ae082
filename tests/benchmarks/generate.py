"""Invented profiles as an author would write them, the same for the same seed: organizations, places, sources, acts.

Nothing in them is real. They are text, not dumps: comments, block and flow lists, block scalars and quotes alternate as
they do in the profiles that are shipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

SYLLABLES = ("Ab", "bre", "cai", "dón", "el", "fru", "gor", "hal", "ísk", "jun", "kel", "lum", "mav", "nör", "oça",
             "prí", "quo", "rez", "shu", "tel", "ulm", "var", "wex", "yor", "zań")  # fmt: skip
KINDS = ("Front", "Cartel", "Brigade", "Movement", "Network", "Army", "Syndicate", "Командa", "جبهة", "League")
COUNTRIES = ("MX", "CO", "NG", "PH", "SY", "AF", "JP", "SO", "LB", "PE", "ML", "PK")
TOWNS = ("Ostra Vel", "San Qirino", "Tamvé", "Dar el-Yun", "Koriba", "Łęknica Dolna", "Zuñiga Alta", "Нижний Брод")
SOURCE_KINDS = ("press", "press", "press", "government", "court", "academic", "ngo", "think_tank", "intergovernmental")
PUBLISHERS = ("The Koriba Courier", "Ministry of the Interior of Tamvé", "Agence Vél", "Institute of Quiet Studies",
              "Diario de San Qirino", "High Court at Ostra Vel", "Watch on Violence")  # fmt: skip
# What items speak for: sets that belong together, so that incidents qualify about as often as in the real profiles.
SUPPORTS = (
    ("explosive_or_firearm", "endangerment"),
    ("explosive_or_firearm", "endangerment", "us_nationals"),
    ("assassination", "attack_on_protected_person"),
    ("hijacking_or_sabotage",),
    ("seizure_or_detention", "threat_to_kill_injure_or_detain", "compulsion_of_third_person"),
    ("premeditated", "politically_motivated", "violence", "noncombatant_targets"),
    ("capability", "intent"),
    ("us_nationals", "from_terrorist_activity"),
    ("attributable", "commits_or_incites"),
)
ATTRIBUTIONS = ("convicted", "found", "charged", "claimed", "assessed", "alleged", "reported", "denied")
VERBS = ("blew up a bridge at", "held workers of a mine near", "fired on a patrol outside",
         "burned lorries on the road to", "shot a judge in", "took over the radio station of")  # fmt: skip
REMARKS = (
    "The report gives no source of its own; its numbers are those of the police.",
    "Seen as a stored copy. The page was changed once, which its footer says.",
    "“A reckoning”, as the paper has it; nobody else uses the word.",
    "Two of the witnesses withdrew what they had said, and one did so twice.",
)


def words_of(number: int) -> str:
    """Return a name that no other number has."""
    parts = []
    for _ in range(4):
        number, rest = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[rest])
    return f"{''.join(parts[:2])} {''.join(parts[2:])}".title()


def profile(seed: int, sources: int, items: int, *, an_incident: int = 3) -> str:
    """Return the text of one profile with so many sources and items; each source is cited if the items suffice.

    `an_incident` is the number of items that tell of one incident.
    """
    random = Random(seed)
    lines = [*_organization(seed, random), "", "sources:"]
    names = [f"{random.choice(('report', 'release', 'story', 'study'))}-{number:04d}" for number in range(sources)]
    published = {name: (random.randint(2014, 2025), random.randint(1, 12)) for name in names}
    for number, name in enumerate(names):
        lines += _source(number, name, published[name], random)
    lines += ["", "evidence:"]
    share = max(1, -(-sources // items))
    for number in range(items):
        cited = [names[(number * share + step) % sources] for step in range(min(share, sources))]
        if share == 1 and random.random() < 0.5:
            cited += [name for name in random.sample(names[:50], 1) if name not in cited]
        incident = number // an_incident
        lines += _item(number, incident, cited, min(published[name] for name in cited), random)
    return "\n".join(lines) + "\n"


def _organization(seed: int, random: Random) -> Iterator[str]:
    name = words_of(seed)
    yield f"# {name} is invented, and so is everything in this file."
    yield ""
    yield "organization:"
    yield f"  name: {name} {random.choice(KINDS)}"
    yield f"  aliases: [{name.upper()}, Sons of {name}, Грп-{seed}]"
    yield f"  countries: [{random.choice(COUNTRIES)}]"
    yield f"  founded: {random.choice(('1998', '2003-04', '2007/2009', '2011-02-17'))}"
    yield "  summary: >-"
    yield f"    An armed group of some hundred members in the hills of {random.choice(TOWNS)}. It split twice, took up"
    yield "    arms again, and lives on tolls, ransom and the trade in timber; its leaders are thought to live abroad."


def _source(number: int, name: str, published: tuple[int, int], random: Random) -> Iterator[str]:
    kind = random.choice(SOURCE_KINDS)
    year, month = published
    if number % 6 == 0:
        yield f"  # -- {random.choice(TOWNS)} " + "-" * 60
    yield f"  {name}:"
    title = f"{random.choice(TOWNS)}: what is known of number {number}"
    yield f'    title: "{title}"'
    yield f"    publisher: {random.choice(PUBLISHERS)}"
    yield f"    kind: {kind}"
    yield f"    reliability: {random.choice('AABBBBCCD')}"
    if random.random() < 0.7:
        yield f"    reason: {random.choice(('established paper, own reporting', 'a retelling', 'the text itself'))}"
    yield f"    published: {year}-{month:02d}"
    yield f"    url: https://www.example.org/{kind}/{year}/{name}.html?view=full"
    if random.random() < 0.9:
        yield f"    archived: https://archive.example.org/{year}{month:02d}01/{name}"
    yield "    retrieved: 2026-11-02"
    yield f"    language: {random.choice(('en', 'es', 'fr', 'ru'))}"
    if random.random() < 0.4:
        yield f"    origin: origin-{number // 3}    # retells what others had first"


def _item(number: int, incident: int, cited: list[str], known: tuple[int, int], random: Random) -> Iterator[str]:
    year, month = (known[0], known[1] - 1) if known[1] > 1 else (known[0] - 1, 12)  # an act comes before its reports
    town = random.choice(TOWNS)
    supports = random.choice(SUPPORTS)
    yield f"  act-{number:04d}:"
    yield f"    claim: Its men {random.choice(VERBS)} {town}, and {random.randint(2, 40)} people were hurt."
    if number == 0:
        yield "    supports: [foreign_base, organized]"
    elif number % 9 == 4:
        yield "    contradicts:"
        yield f"      - {random.choice(supports)}"
    elif number % 9 == 7:
        yield f"    supports: [{supports[0]}]"
        yield "    disputes: [personal_monetary_gain]"
    elif random.random() < 0.5:
        yield f"    supports: [{', '.join(supports)}]"
    else:
        yield "    supports:"
        yield from (f"      - {name}" for name in supports)
    yield f"    incident: act-{incident}"
    yield f"    when: {year}-{month:02d}-{random.randint(1, 28):02d}"
    yield f"    where: [{random.choice(COUNTRIES)}]"
    yield f"    place: {town}"
    if random.random() < 0.6:
        yield f"    attribution: {random.choice(ATTRIBUTIONS)}"
    if random.random() < 0.1:
        yield f"    actor: a splinter of {town}"
    yield f"    credibility: {random.choice('1122223')}"
    if random.random() < 0.5:
        yield f"    sources: [{', '.join(cited)}]"
    else:
        yield "    sources:"
        yield from (f"      - {{source: {name}, at: 'p. {random.randint(1, 90)}'}}" for name in cited)
    if random.random() < 0.3:
        yield "    note: |-"
        for remark in random.sample(REMARKS, 2):
            yield f"      {remark}"


def corpus(folder: Path, count: int, seed: int = 219) -> list[Path]:
    """Write profiles of 100 to 400 lines into a folder and return their paths."""
    random = Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        path = folder / f"profile-{number:05d}.yaml"
        size = random.randint(4, 15)
        path.write_text(profile(number, size, size + random.randint(-1, 3)), encoding="utf-8")
        paths.append(path)
    return paths
