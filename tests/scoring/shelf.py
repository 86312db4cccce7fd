"""Plain tips, a shelf of them, what is known of them, and when somebody had them."""

from collections.abc import Iterable

from scoring.tips import CYCLE, GROUPS, ON_TRIAL, SHORTLIST, Offer, Record

TRACKS = ("personal", "sosial", "mengajar", "komunikasi", "peran", "dtsen")
WINDOW = CYCLE + 1
"""Any eleven tips in a row of one person hold two neighbouring trial turns."""


def tip(name: str, track: str = "sosial", items: Iterable[str] = (), groups: Iterable[str] = GROUPS) -> Offer:
    return Offer(name, "keterampilan", track, tuple(items), tuple(groups))


def known(*offers: Offer, useful: int = 60, less: int = 40) -> list[Record]:
    """Records that end every trial."""
    return [Record(offer.id, ON_TRIAL + useful + less, useful, less) for offer in offers]


def weeks_ago(had: list[str], now: int) -> dict[str, float]:
    """One tip a week, the first in week 0."""
    return {name: now - week for week, name in enumerate(had)}


SHELF = [tip(f"{track}-{n}", track, [f"{track}{n}"]) for track in TRACKS for n in range(SHORTLIST)]
"""As many tips of each track as fit on a shortlist, each for an item of its own, for all groups."""
