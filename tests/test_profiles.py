"""The library of real profiles: what every shipped profile must keep, beyond being valid."""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from fto_check import assess
from fto_check.advice import advise
from fto_check.advice.together import put_together
from fto_check.law.statute import load_statute
from fto_check.manuals.schema import SCHEMA_FILE
from fto_check.profile.models import Profile
from fto_check.reasoning.assessment import examine
from fto_check.reasoning.scenarios import Scenario
from tests.conftest import FEW, PROFILES, ROOT, load, slow_but

# Hashes of each run of eight words of the op-ed that the project began from: its sentences are not to be claims.
DATA = Path(__file__).parent / "data"
OP_ED = set((DATA / "op-ed-shingles.txt").read_text().split())
RUN = 8

# Each host of an address: a publisher's own, or one with copies of what others published. A new one is judged first.
HOSTS = {host: kind for kind, host in map(str.split, (DATA / "hosts.txt").read_text().splitlines())}
HOW_READ = re.compile(
    r"\b(read|copy|copies|printed|repost|reprint|quoted|retold|on|extract|private blog|scraper)", re.I
)

# What of which source was read again for which item, where in it, when, and whether it bears out the whole claim.
with (DATA / "readings.csv").open(encoding="utf-8", newline="") as lines:
    READINGS = list(csv.DictReader(lines))

# What the warnings that came after these files were written say of them, for the next review: an item without a place
# (FTO221), another's acts that stand beside the organization's (FTO223).
LISTED = {
    "al-qaida": {"FTO223": 1},
    "farc": {"FTO223": 4},
    "gulf-cartel": {"FTO223": 2},
    "hayat-tahrir-al-sham": {"FTO223": 1},
    "isis": {"FTO223": 1},
    "medellin-cartel": {"FTO221": 1, "FTO223": 3},
    "msf": {"FTO223": 1},
    "sinaloa-cartel": {"FTO223": 1},
    "yamaguchi-gumi": {"FTO223": 2},
}

profile = pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)


def words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.findall(r"[a-z0-9]+", plain)


def shingles(text: str) -> set[str]:
    found = words(text)
    runs = (" ".join(found[start : start + RUN]) for start in range(len(found) - RUN + 1))
    return {hashlib.sha256(run.encode()).hexdigest()[:12] for run in runs}


def test_there_are_profiles() -> None:
    assert {"cjng", "isis", "medellin-cartel", "msf"} <= {path.stem for path in PROFILES}


@profile
def test_only_reminders(path: Path) -> None:
    """What is told of a shipped profile is what its sources lack or how its answer stands, and nothing to correct."""
    loaded, today = load(path), date(2026, 11, 24)
    assessment = assess(loaded.profile, load_statute(), today)
    statute = load_statute()
    told = put_together(advise(loaded.profile, statute, loaded.document, today=today, assessment=assessment))
    to_review = Counter(problem.code for problem in told if problem.code in ("FTO221", "FTO223"))
    assert to_review <= Counter(LISTED.get(path.stem, {})), "a new warning: follow it, or say in the file why not"
    reminders = [problem for problem in told if problem.code not in to_review]
    assert {problem.code for problem in reminders} <= {"FTO205", "FTO207", "FTO212", "FTO214"}
    assert len(reminders) <= 4


@profile
def test_an_editor_knows_what_it_is(path: Path) -> None:
    """The first line names the schema, so that an editor completes and checks from the first key on."""
    comment, _, schema = path.read_text(encoding="utf-8").partition("\n")[0].partition("$schema=")
    assert comment == "# yaml-language-server: "
    assert (path.parent / schema).samefile(SCHEMA_FILE)


@profile
def test_claims_are_our_own_sentences(path: Path) -> None:
    loaded = load(path).profile
    titles = {" ".join(words(source.title)) for source in loaded.sources.values()}
    for item_id, item in loaded.evidence.items():
        assert " ".join(words(item.claim)) not in titles, item_id
        assert not shingles(item.claim) & OP_ED, item_id
        assert item.claim.endswith("."), item_id


@profile
def test_ids_are_readable(path: Path) -> None:
    loaded = load(path).profile
    for name in (*loaded.evidence, *loaded.sources):
        assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*|[a-z0-9]+(-[a-z0-9]+)+", name), name
        assert len(name) <= 40, name


@profile
def test_each_criterion_has_an_item_or_a_context_item(path: Path) -> None:
    statute = load_statute()
    loaded = load(path).profile
    spoken = set()
    for item in loaded.evidence.values():
        for name in (*item.supports, *item.contradicts, *item.disputes):
            spoken.add(statute.criterion_of(name))
        spoken |= set(item.about)
    assert spoken == {criterion.id for criterion in statute.criteria}


@profile
def test_every_grade_has_its_reason(path: Path) -> None:
    for source_id, source in load(path).profile.sources.items():
        assert source.reason, source_id


@profile
def test_a_credibility_of_1_has_two_origins(path: Path) -> None:
    """Confirmed means by independent sources: one origin alone is at most probably true."""
    loaded = load(path).profile
    for item_id, item in loaded.evidence.items():
        if item.credibility == 1:
            assert len({loaded.origin_of(citation) for citation in item.sources}) > 1, item_id


def test_no_profile_names_this_machine_or_a_registry() -> None:
    for path in PROFILES:
        text = path.read_text(encoding="utf-8")
        assert str(ROOT) not in text
        assert "\t" not in text


@profile
def test_an_address_is_a_publishers(path: Path) -> None:
    """A host is known; what was read as a copy, at a host of copies, says so, so that nobody takes it for the paper."""
    for source_id, source in load(path).profile.sources.items():
        if source.url:
            host = urlsplit(str(source.url)).hostname or ""
            assert host in HOSTS, f"{source_id}: judge {host} and put it into tests/data/hosts.txt"
            assert HOSTS[host] == "own" or HOW_READ.search(source.reason or ""), source_id


def test_the_hosts_are_those_of_the_profiles() -> None:
    used = {
        urlsplit(str(source.url)).hostname
        for path in PROFILES
        for source in load(path).profile.sources.values()
        if source.url
    }
    assert list(HOSTS) == sorted(HOSTS)
    assert used == set(HOSTS)
    assert set(HOSTS.values()) == {"own", "copy"}


def test_one_sentence_of_the_op_ed_has_one_grade() -> None:
    """What the op-ed says of several organizations stands in each file under one id, and is graded alike in all."""
    grades = defaultdict[str, set[int]](set)
    for path in PROFILES:
        for item_id, item in load(path).profile.evidence.items():
            if item_id.startswith("op-ed-"):
                assert [citation.source for citation in item.sources] == ["op-ed-2020"], item_id
                grades[item_id].add(item.credibility)
    assert {item_id: found for item_id, found in grades.items() if len(found) > 1} == {}


MEXICAN = {"carteles-unidos", "cjng", "gulf-cartel", "la-nueva-familia-michoacana", "los-zetas-cdn", "sinaloa-cartel"}
CARTELS = [path for path in PROFILES if path.stem in MEXICAN]


@pytest.mark.parametrize("path", CARTELS, ids=lambda path: path.stem)
def test_the_op_ed_is_heard_on_what_is_disputed(path: Path) -> None:
    """That men in Colombia often only use the name; that power forces political aims, and the objection to it."""
    evidence = load(path).profile.evidence
    assert "attributable" in evidence["op-ed-brand"].contradicts
    assert "politically_motivated" in evidence["op-ed-power-forces-politics"].supports
    assert "politically_motivated" in evidence["op-ed-objection"].contradicts
    assert "politically_motivated" in evidence["purpose-mexico"].contradicts


def called_alleged(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each act that a comment on an expectation calls alleged although an item of it is a conviction.

    An act is named by a word of its label, or of its place, in the same sentence.
    """
    text = path.read_text(encoding="utf-8")
    comments = " ".join(
        line.strip().lstrip("# ") for line in text[text.index("\nexpect:") :].splitlines() if "# " in line
    )
    acts = defaultdict[str, set[str]](set)
    for item in load(path).profile.evidence.values():
        if item.incident and item.attribution == "convicted":
            named = f"{item.incident.replace('-', ' ')} {item.place or ''}".casefold()
            acts[item.incident] |= set(re.findall(r"[^\W\d_]{5,}", named)) - {"ciudad", "mexico", "state"}
    for sentence in re.split(r"[.:;] ", comments):
        said = set(re.findall(r"[^\W\d_]+", sentence.casefold()))
        if said & {"alleged", "allegation", "allegations"}:
            yield from ((incident, sentence) for incident, words in acts.items() if words & said)


@profile
def test_no_comment_calls_alleged_what_a_court_found(path: Path) -> None:
    assert list(called_alleged(path)) == []


def test_such_a_comment_would_be_found(tmp_path: Path) -> None:
    text = next(path for path in PROFILES if path.stem == "sinaloa-cartel").read_text(encoding="utf-8")
    (tmp_path / "old.yaml").write_text(
        text + "  # The two cases in Juárez are all alleged or inferred.\n", encoding="utf-8"
    )
    assert {incident for incident, _ in called_alleged(tmp_path / "old.yaml")} == {"resident-2009", "wedding-2010"}


def tipping(profile: Profile) -> set[str]:
    """Return the items without which a criterion would have another status, on a day that the profile expects."""
    items = [item_id for item_id, item in profile.evidence.items() if not item.is_context]
    lost = [Scenario(reread={item_id: ()}) for item_id in items]
    found = set()
    for as_of, known_by in {(line.as_of, line.known_by) for line in profile.expect}:
        examined = examine(profile, load_statute(), as_of, known_by, more=lost)
        for judged in examined.walk.criteria.values():
            now = judged.statuses.as_it_is
            found |= {
                item for world, item in enumerate(items, examined.first) if judged.statuses.in_world(world) != now
            }
    return found


@pytest.mark.parametrize("path", slow_but(PROFILES, *FEW), ids=lambda path: path.stem)
def test_what_tips_an_answer_was_read_again(path: Path) -> None:
    """Each item that an answer hangs on has a reading, by somebody who held its claim against its source."""
    loaded = load(path).profile
    read = {row["item"] for row in READINGS if row["file"] == path.stem}
    assert tipping(loaded) <= read


def test_readings_are_of_what_is_there() -> None:
    profiles = {path.stem: load(path).profile for path in PROFILES}
    for row in READINGS:
        item = profiles[row["file"]].evidence[row["item"]]
        assert row["source"] in {citation.source for citation in item.sources}, row
        assert date.fromisoformat(row["read_on"])
        assert row["held"] in ("full", "in part")
        assert row["where"]
    rows = [tuple(row.values()) for row in READINGS]
    assert rows == sorted(set(rows))
