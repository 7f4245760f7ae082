"""What an author says of an item or an organization beside the evidence: searches, other items, other organizations."""

from __future__ import annotations

from collections.abc import Iterator

from fto_check.profile.models import Item, Organization


def searches_words(item: Item) -> Iterator[str]:
    """Yield where one looked and found nothing."""
    for search in item.searched:
        yield f"searched {search.where} on {search.on.isoformat()} for {search.for_}"


def relations_words(item: Item) -> Iterator[str]:
    """Yield the items that tell the same fact or its contrary; neither is weighed."""
    if item.borne_out_by:
        yield f"borne out by {', '.join(item.borne_out_by)}"
    if item.contradicted_by:
        yield f"contradicted by {', '.join(item.contradicted_by)}"


def succession_words(organization: Organization) -> Iterator[str]:
    """Yield the organizations before and after this one, by name."""
    if organization.predecessors:
        yield f"grew out of {', '.join(organization.predecessors)}"
    if organization.successors:
        yield f"succeeded by {', '.join(organization.successors)}"
