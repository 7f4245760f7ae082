"""The sizes of the picture through time: one scaled down to a telephone would be too small to read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One size: widths and heights in pixels of the screen, or of a page of paper that is as wide."""

    name: str
    """The class that the style sheet shows at a width, and hides at others."""
    width: float
    left: float
    """Room for the headings of the lanes on the left; without it they stand above their lanes."""
    gutter: float
    """Room for what is undated or lies before the axis."""
    margin: float
    """Room on the right."""
    radius: float
    """Of a mark."""
    text: float
    band: float
    """The height of the band of statuses."""
    band_text: float
    heading: float
    """The size of the headings of the lanes."""
    head: float
    """Room for the heading above a lane."""
    least: float
    """Room for marks above a band that has few."""
    lift: float
    """Room between the highest label and what stands above it."""
    gap: float
    """Room between lanes."""
    foot: float
    """Room below the axis."""
    tiers: int
    """How many rows of labels may stand above each other."""
    longest: float
    """The width of a label with two names; a longer one has one name."""
    sparse: bool = False
    """Whether only what turns a status, or stands for several facts, has a label, and the verticals short ones."""

    @property
    def start(self) -> float:
        """Where the axis begins."""
        return self.left + self.gutter

    @property
    def end(self) -> float:
        """Where the axis ends."""
        return self.width - self.margin

    @property
    def cell(self) -> float:
        """The room of a mark: nearer ones are stacked."""
        return 2 * self.radius + 1.6

    @property
    def line(self) -> float:
        """The height of a row of labels."""
        return self.text + 3.5


WIDE = Sheet(
    name="wide", width=1072, left=168, gutter=94, margin=8, radius=5, text=12.5, band=18, band_text=11.5, heading=14,
    head=0, least=26, lift=4, gap=20, foot=54, tiers=6, longest=130,
)  # fmt: skip
MIDDLE = Sheet(
    name="mid", width=688, left=0, gutter=90, margin=8, radius=4.5, text=12, band=18, band_text=11.5, heading=13.5,
    head=24, least=26, lift=2, gap=16, foot=54, tiers=7, longest=130,
)  # fmt: skip
SLIM = Sheet(
    name="slim", width=343, left=0, gutter=44, margin=6, radius=3.6, text=11.5, band=17, band_text=11.5, heading=13.5,
    head=24, least=26, lift=2, gap=16, foot=54, tiers=5, longest=96, sparse=True,
)  # fmt: skip
PAPER = Sheet(
    name="paper", width=688, left=0, gutter=90, margin=8, radius=3.9, text=10.5, band=15, band_text=10, heading=11.5,
    head=17, least=17, lift=2, gap=9, foot=46, tiers=7, longest=130,
)  # fmt: skip
SHEETS = (WIDE, MIDDLE, SLIM, PAPER)
