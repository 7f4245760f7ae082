"""The sentences for the reasons that the reasoning gives as values, and for how firm an answer is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from fto_check.law.nodes import Node
from fto_check.law.status import Status
from fto_check.reasoning.findings import Confidence, ConfidenceKind, CriterionFinding
from fto_check.reasoning.missing import Missing
from fto_check.reasoning.reasons import Code, Reason

_SENTENCES: dict[Code, str | Callable[..., str]] = {
    Code.RETRACTED: "retracted: {0}",
    Code.AFTER_THE_DAY: "it happened after {0}",
    Code.NOT_LAW: "not an element of the law of {0}",
    Code.LISTING: "a listing is not evidence of itself",
    Code.UNDATED: "undated, so not known by {0}",
    Code.PUBLISHED_LATER: "published {0}, not known by {1}",
    Code.UNRELIABLE: "source graded {0}",
    Code.NOT_CREDIBLE: "claim graded {0}",
    Code.BEFORE_ITS_END: "it does not show that the organization exists after {0}, when it was dissolved",
    Code.LISTING_ENDED: "the listing ended before the day ({0})",
    Code.EXCEPTION_OF_ANOTHER: "what moved another actor, in no incident of this file, says nothing of these acts",
    Code.NO_CITATION: lambda *reasons: "; ".join(reasons),
    Code.NOT_OWN_ACT: "not shown to be the organization's own act",
    Code.ONE_ACTOR_ONLY: "it says whose the acts of one other actor are, and nothing of other acts",
    Code.RESUMED: "it held for a time ({0}), and conduct has resumed since",
    Code.DISPUTES_THE_LINK: "it bears on the interest or the incident whose link it disputes",
    Code.NOT_LINKED: (
        "not linked to the terrorist activity: it takes the label of an incident that qualifies, or a source that says "
        "so (from_terrorist_activity)"
    ),
    Code.INCIDENT_WITHOUT_ACT: "not linked: the incident {0} has no act of its own in this file",
    Code.INCIDENT_NOT_LINKED: "not linked: the incident {0} qualifies as no terrorist activity",
    Code.ONE_INCIDENT_ONLY: "it bears on the incident {0} only",
    Code.SET_ASIDE: "set aside",
    Code.INCIDENT_SET_ASIDE: "the incident {0} is set aside: {1}",
    Code.DOES_NOT_REFUTE: "it bears on the incident {0} only, and does not refute it",
    Code.OPENS_BOTH_READINGS: "it bears on the incident {0} only, and opens its acts to both readings",
    Code.EXCEPTION_NOT_CARRIED: "it bears on the incident {0} only, and does not carry it there",
    Code.CLOUDED: "disputed in {0}, so what rests on it is contested at best",
    Code.CLOUDS: "disputed in {0}, and more rests on the other facts",
    Code.INCIDENT_IN_PART: "the incident {0} does not speak for all of {1}: {2}",
    Code.INCIDENT_DISPUTED: "the incident {0} disputes it itself",
    Code.RESTS_ELSEWHERE: lambda *incidents: (
        "the answer rests on " + (", ".join(incidents) or "the organization's own evidence")
    ),
    Code.OLD: "weak here: nothing of it reaches into the last {0} years",
    Code.THIN: "weak here: what reaches into the last {0} years is too weak to keep it in the present",
    Code.LINK_DISPUTED: "its link to the terrorist activity is disputed",
    Code.TAKEN_NOT_MET: "{0} is assumed not met",
    Code.TAKEN_SILENT: "nothing speaks for {0}, as is assumed",
    Code.REFUTED: "the case against {0} is carried",
    Code.SILENT: "nothing speaks for {0}",
    Code.OF_ANOTHER: "what speaks for {0} is not shown to be the organization's own act",
    Code.EXCEPTED: "the exception for {0} holds",
    Code.SIDES: "the evidence for it is {0}, against it {1}",
    Code.ASSUMED: "taken as met while the case against it is not carried",
    Code.READ_BOTH_WAYS: "a strong item can honestly be read both ways",
    Code.EXCEPTION: "the exception for {0} is {1}",
    Code.OPPOSED: "the case against the whole of it is carried",
    Code.REQUIRED: "it can at most be what {0} is: {1}",
    Code.DISPUTED_FACTS: "it rests on facts that are themselves disputed",
    Code.KEPT_BY_DISPUTED: "only facts that are themselves disputed keep it in the present",
    Code.GIVEN: "taken as given, whatever the evidence (--assume)",
    Code.NO_PART: "no part of it is before us",
    Code.ALL_ALIKE: "all it asks for is {0}",
    Code.LEAST_PARTS: lambda *nodes: "it asks for all of its parts, and this is the least: " + ", ".join(nodes),
    Code.NONE_BETTER: "none of its alternatives is more than {0}",
    Code.BEST_PARTS: lambda *nodes: "one alternative is enough, and this is the best: " + ", ".join(nodes),
    Code.LEAST_CRITERION: "{0} is {1}",
    Code.NO_LAW_THEN: "it was not law on that day",
}


def say(reason: Reason) -> str:
    """Return the sentence for a reason."""
    sentence = _SENTENCES[reason.code]
    about = [_word(part) for part in reason.about]
    return sentence.format(*about) if isinstance(sentence, str) else sentence(*about)


_REMEDIES: dict[Code, str | Callable[..., str]] = {
    Code.AFTER_THE_DAY: "it counts on a later day (--as-of)",
    Code.LISTING: "the facts behind the listing would count",
    Code.UNDATED: "a day of publication would let it count",
    Code.PUBLISHED_LATER: "it counts in hindsight, without --known-by",
    Code.UNRELIABLE: "A, B, C or F would do",
    Code.NOT_CREDIBLE: "1, 2 or 3 would do",
    Code.NOT_OWN_ACT: "a fact for attributable, of the same incident or actor, would let it count",
    Code.INCIDENT_WITHOUT_ACT: "a fact for that act, with the label, would let it count",
    Code.INCIDENT_NOT_LINKED: "what that incident lacks, or a source for from_terrorist_activity, would let it count",
    Code.BEFORE_ITS_END: "a fact of a later day would count",
    Code.NO_CITATION: lambda *reasons: next(filter(None, map(say_remedy, reasons)), ""),
    Code.INCIDENT_SET_ASIDE: lambda _, lack: say_remedy(lack),
    Code.INCIDENT_IN_PART: lambda _incident, _part, lack: say_remedy(lack),
    Code.SILENT: "a fact for that, with the label, would let it count",
    Code.OF_ANOTHER: "a fact for attributable, of the same incident or actor, would let it count",
}


def say_remedy(reason: Reason) -> str:
    """Return what would let an item count that does not; nothing where its reason says so, or nothing would."""
    remedy = _REMEDIES.get(reason.code, "")
    return remedy if isinstance(remedy, str) else remedy(*reason.about)


def _word(part: object) -> str:
    match part:
        case Reason():
            return say(part)
        case Node():
            return part.label
        case Status():
            return part.words
        case date():
            return part.isoformat()
        case _:
            return str(part)


def say_confidence(criterion: CriterionFinding) -> str:
    """Return what decided how firm an answer is, for a criterion that has confidence."""
    reason = criterion.confidence_reason
    if reason is None:
        return Confidence.HIGH.meaning
    match reason.kind:
        case ConfidenceKind.ORIGIN if len(reason.ids) == 1:
            return f"the loss of one origin changes it: {reason.ids[0]}"
        case ConfidenceKind.ORIGIN:
            return f"the loss of any one of these origins changes it: {', '.join(reason.ids)}"
        case ConfidenceKind.PAIR:
            return f"no loss of one origin changes it, and the loss of two does: {' and '.join(reason.ids)}"
        case ConfidenceKind.OPPOSITION:
            against = ", ".join(reason.ids)
            return f"it survives the loss of any two origins, but this speaks against what it rests on: {against}"
        case ConfidenceKind.READING:
            element = ", ".join(reason.ids)
            return f"it survives the loss of any two origins, but a disputed reading would change it: {element}"


def say_missing(ways: Sequence[Missing]) -> str:
    """Return what an item would have to be that makes a criterion better; the ways differ in their first element."""
    way = ways[0]
    first = [_named(one.elements[0]) for one in ways]
    supports = [_one_of(first), *map(_named, way.supports[1:])] if way.supports else []
    contradicts = (
        [*map(_named, way.contradicts)] if way.supports else [_one_of(first), *map(_named, way.contradicts[1:])]
    )
    said = ["a recent item of an origin graded A1"]
    if way.incident is not None:
        said.append(f"with the label of the incident {way.incident}")
    speaks = [
        f"{verb} {' and '.join(nodes)}"
        for verb, nodes in (("supports", supports), ("contradicts", contradicts))
        if nodes
    ]
    said.append(f"that {' and '.join(speaks)}")
    if way.linked:
        said.append("and says that this comes from the terrorist activity (from_terrorist_activity)")
    return " ".join(said).removesuffix(";")


def _named(node: Node) -> str:
    return f"{node.label} ({node.id})"


def _one_of(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"one of: {'; '.join(names)};"
