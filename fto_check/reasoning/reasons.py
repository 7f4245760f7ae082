"""Reasons as values: a code and what it is about. The sentences for them are made last (`manuals.wording`)."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Code(StrEnum):
    """Why something is as it is; beside each code stands what its reason is about, in order."""

    # Why an item, or a citation of it, does not count anywhere.
    RETRACTED = "retracted"  # the author's word for it
    AFTER_THE_DAY = "after_the_day"  # the day
    NOT_LAW = "not_law"  # the day
    LISTING = "listing"
    UNDATED = "undated"  # the day by which it should be known
    PUBLISHED_LATER = "published_later"  # when it was published, the day by which it should be known
    UNRELIABLE = "unreliable"  # the reliability
    NOT_CREDIBLE = "not_credible"  # the credibility
    BEFORE_ITS_END = "before_its_end"  # when the organization was dissolved
    LISTING_ENDED = "listing_ended"  # when it was listed
    EXCEPTION_OF_ANOTHER = "exception_of_another"
    NO_CITATION = "no_citation"  # the reason of each citation

    # Why an item does not count at one node.
    NOT_OWN_ACT = "not_own_act"
    ONE_ACTOR_ONLY = "one_actor_only"  # the actor
    RESUMED = "resumed"  # when it held
    DISPUTES_THE_LINK = "disputes_the_link"
    NOT_LINKED = "not_linked"
    INCIDENT_NOT_LINKED = "incident_not_linked"  # the incident
    INCIDENT_WITHOUT_ACT = "incident_without_act"  # the incident
    ONE_INCIDENT_ONLY = "one_incident_only"  # the incident
    SET_ASIDE = "set_aside"
    INCIDENT_SET_ASIDE = "incident_set_aside"  # the incident, what it lacks
    DOES_NOT_REFUTE = "does_not_refute"  # the incident
    OPENS_BOTH_READINGS = "opens_both_readings"  # the incident
    CLOUDED = "clouded"  # the incident or actor
    EXCEPTION_NOT_CARRIED = "exception_not_carried"  # the incident
    INCIDENT_IN_PART = "incident_in_part"  # the incident, the part, what it lacks of that
    INCIDENT_DISPUTED = "incident_disputed"  # the incident
    CLOUDS = "clouds"  # the incident or actor
    RESTS_ELSEWHERE = "rests_elsewhere"  # the incidents

    # What limits an item that counts.
    OLD = "old"  # the years
    THIN = "thin"  # the years
    LINK_DISPUTED = "link_disputed"

    # What an incident lacks of a route.
    TAKEN_NOT_MET = "taken_not_met"  # the node
    TAKEN_SILENT = "taken_silent"  # the node
    REFUTED = "refuted"  # the node
    SILENT = "silent"  # the node
    OF_ANOTHER = "of_another"  # the node
    EXCEPTED = "excepted"  # the exception

    # What a step of a derivation rests on.
    SIDES = "sides"  # the weight for, the weight against
    ASSUMED = "assumed"
    READ_BOTH_WAYS = "read_both_ways"
    EXCEPTION = "exception"  # the exception, its status
    OPPOSED = "opposed"
    REQUIRED = "required"  # the criterion, its status
    DISPUTED_FACTS = "disputed_facts"
    KEPT_BY_DISPUTED = "kept_by_disputed"
    GIVEN = "given"
    NO_PART = "no_part"
    ALL_ALIKE = "all_alike"  # the status
    LEAST_PARTS = "least_parts"  # the nodes
    NONE_BETTER = "none_better"  # the status
    BEST_PARTS = "best_parts"  # the nodes

    # Of the three criteria together.
    LEAST_CRITERION = "least_criterion"  # the criterion, its status
    NO_LAW_THEN = "no_law_then"


class Reason(NamedTuple):
    """Why something is as it is: a code, and what it is about (see `Code`)."""

    code: Code
    about: tuple[object, ...] = ()


def because(code: Code, *about: object) -> Reason:
    """Return a reason with what it is about."""
    return Reason(code, about)
