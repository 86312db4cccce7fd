"""A result by constructs, each low, middle or high; said kindly, in other words than coordinators' tables have."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from html import escape

from handlers.instrument_results.reading import Scored
from handlers.instrument_results.wording import Told, changed, next_step, shown, since
from handlers.pictures.competency import Bar, CompetencyPicture
from locales import Texts
from locales.formats import date_long
from scoring.percent import printed
from scoring.short_form import COMPETENCES, GROUPS, HIGH_FROM, MIDDLE_FROM, Construct, Group, construct, extremes
from storage.results import LEFT_OUT, Result

# What is a person's own to be strong or weak in: not what surrounds the work.
OWN = (*COMPETENCES, "peran")
WORDS: Mapping[Group, str] = {"tinggi": "group-high", "sedang": "group-middle", "rendah": "group-low"}


def constructs(scored: Scored, result: Result) -> list[Construct]:
    """Each part of a result as a construct."""
    made = scored.instrument
    highest = dict.fromkeys(made.part_of, 0)
    for part, most in zip(made.part_of, made.maximum, strict=True):
        highest[part] = max(highest[part], most)
    return [construct(part, scored.part(number, result), highest[number]) for number, part in enumerate(made.parts)]


def told(t: Texts, scored: Scored, zone: str) -> Told:
    """Each construct with its group, the strongest and the weakest of the own ones, one next step."""
    now = constructs(scored, scored.result)
    earlier = constructs(scored, scored.before) if scored.before is not None else []
    before = {each.name: each.percent for each in earlier}
    labels = {each.name: scored.part_name(number, t.language) for number, each in enumerate(now)}
    lines = []
    for each in now:
        line = f"{escape(labels[each.name], quote=False)}: "
        if each.percent is None or each.group is None:
            line += t("too-few-answers", answered=each.answered, items=each.items)
        else:
            line += f"{shown(t, each.percent)} · {t(WORDS[each.group])}" + changed(
                t, each.percent, before.get(each.name)
            )
        lines.append(line)
    lines.append(t("scored-bounds", middle=MIDDLE_FROM, high=HIGH_FROM))
    if scored.before is not None:
        lines.append(t("scored-compared", since=since(t, scored, zone)))
    own = [each for each in now if each.name in OWN] or now
    strongest, weakest = extremes(own)
    lines.append("")
    if strongest:
        lines.append(f"{t('result-strongest')} {_listed(labels, strongest)}.")
        lines.append(f"{t('result-weakest')} {_listed(labels, weakest)}.")
    lines += ["", next_step(t, scored, _lowest_items(scored, weakest[0]) if weakest else ())]
    return Told(lines, _picture(t, scored, zone, now, before, labels))


def in_short(t: Texts, scored: Scored) -> str:
    """How many constructs are in which group, the highest first."""
    found = [each.group for each in constructs(scored, scored.result) if each.group is not None]
    if not found:
        return t("too-few-answers", answered=scored.answered, items=len(scored.instrument.items))
    counts = [(t(WORDS[group]), found.count(group)) for group in reversed(GROUPS)]
    return ", ".join(f"{count} {word}" for word, count in counts if count)


def _listed(labels: Mapping[str, str], found: tuple[str, ...]) -> str:
    return escape(", ".join(labels[name][:1].lower() + labels[name][1:] for name in found), quote=False)


def _lowest_items(scored: Scored, part: str) -> list[str]:
    """The answered items of a part, the lowest first."""
    number = scored.instrument.parts.index(part)
    rows = zip(scored.instrument.items, scored.instrument.part_of, scored.result.items, strict=True)
    return [item for score, item in sorted((s, item) for item, of, s in rows if of == number and s != LEFT_OUT)]


def _picture(
    t: Texts,
    scored: Scored,
    zone: str,
    now: list[Construct],
    before: Mapping[str, Fraction | None],
    labels: Mapping[str, str],
) -> CompetencyPicture:
    # The head of the picture says which zone is which group; a word more in each row would make it too tall.
    bars = tuple(
        Bar(labels[each.name], None, "–", "")
        if each.percent is None
        else Bar(labels[each.name], float(printed(each.percent)), shown(t, each.percent), "")
        for each in now
    )
    groups = [t.plain("too-few-short") if each.group is None else t.plain(WORDS[each.group]) for each in now]
    earlier = [before.get(each.name) for each in now]
    marks = tuple(None if percent is None else float(percent) for percent in earlier)
    zones = zip((0.0, float(MIDDLE_FROM), float(HIGH_FROM)), (t.plain(WORDS[group]) for group in GROUPS), strict=True)
    return CompetencyPicture(
        title=t.plain("picture-title"),
        subtitle=t.plain("picture-subtitle", date=date_long(scored.result.sent_at, t.language, zone)),
        bars=bars,
        zones=tuple(zones),
        alt="; ".join(f"{bar.label}: {bar.value} {group}" for bar, group in zip(bars, groups, strict=True)),
        before=marks if any(mark is not None for mark in marks) else None,
        before_label=t.plain("picture-before", since=since(t, scored, zone)) if scored.before is not None else "",
    )
