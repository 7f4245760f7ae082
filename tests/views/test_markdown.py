"""What the views in Markdown share: a document that is too long is cut where that hurts least, and says so."""

from __future__ import annotations

from fto_check.views.markdown import cut


def test_the_note_names_what_is_missing() -> None:
    document = "\n\n".join(["# A", "ä" * 2000, "## B", "text", "## C", "text"]) + "\n"
    assert cut(document, len(document.encode())) == document
    assert cut(document, 2000) == "# A\n\n> **Cut here.** About 4 KiB are left out, since GitHub shows no more: B; C.\n"
    many = "# A\n\n" + "\n\n".join(f"## {'x' * 100} {number}" for number in range(50)) + "\n"
    assert cut(many, 1100).endswith("; 46 more sections.\n")


def test_what_has_no_paragraph_is_cut_at_a_line() -> None:
    rows = [f"| {number} | b |" for number in range(1000)]
    kept, _, _ = cut("\n".join(rows), 2000).partition("\n\n")
    assert kept.splitlines() == rows[: len(kept.splitlines())]
    assert 50 < len(kept.splitlines()) < 1000
