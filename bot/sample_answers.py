"""What the sample's people answer, worked out from fixed seeds, and how it is sent through the form engine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from math import exp
from random import Random

import forms
from bot.sample_people import Companion
from handlers.testing.bank import Bank
from scoring.drawing import draw

PROVINCE = "13"
REGION = "13.76"

# Where the middle of an item lies: 001 finds attitude highest and knowledge lowest (92.81, 94.53, 99.14 percent).
# Ours lie lower and further apart than those, so that the screens have more than one band to show.
PART_LEVEL = {"pengetahuan": 0.0, "keterampilan": 0.15, "sikap": 0.8}
ABILITY, ABILITY_SPREAD = 0.9, 0.65
DIFFICULTY_SPREAD = 0.6
NOISE = 0.7
# What half a year brings somebody who answers again; a few think less of themselves than before.
GROWTH, GROWTH_SPREAD = 0.2, 0.25
LEFT_OUT = 0.012
# Leaves about 60 percent of a part answered; below 80 it is not scored (scoring.percent).
LEFT_OUT_IN_THIN_PART = 0.4


class SampleError(ValueError):
    """The answers of the sample are none to the form as it is now."""


def profile_answers(companion: Companion, at: datetime) -> dict[str, str]:
    """What the companion says in the profile form; `at` makes the year of birth out of the age."""
    families = companion.families
    said = {
        "nama": companion.name,
        "gender": companion.gender,
        "tahun_lahir": str(at.year - companion.age),
        "pendidikan": companion.education,
        "bidang": companion.field,
        "program": companion.post.programme,
        "provinsi": PROVINCE,
        "kabupaten": REGION,
        "masa_kerja": str(companion.service),
        "pelatihan": companion.trainings,
        "jumlah_kpm": "" if families is None else str(families),
        "insentif": companion.post.incentive,
    }
    return {item: value for item, value in said.items() if value}


def short_levels(companion: Companion) -> dict[str, float]:
    """The levels of the short form: who has served long, or was trained often, knows the role and performs better.

    Otherwise the sample would have nobody who could learn from somebody (003 Pilar 3).
    """
    seasoned = companion.service > 5 and companion.trainings in ("t2_5", "t6")
    return {"peran": 0.7 if seasoned else -2.1, "kinerja": 0.9 if seasoned else -0.3, "lingkungan": -0.4, "dtsen": -0.5}


def questionnaire_answers(
    form: forms.Form, companion: Companion, nth: int, levels: Mapping[str, float] = PART_LEVEL
) -> dict[str, str]:
    """What the companion answers the `nth` time (from 0), item → choice; items that are left out are not in it.

    The person's ability, plus the level of the part, minus how hard the item is, plus chance: the higher the sum, the
    higher the score of the choice. An item is as hard for one person as for another.
    """
    dice = Random(f"answers {companion.telegram_id} {nth}")
    ability = Random(f"ability {companion.telegram_id}").gauss(ABILITY, ABILITY_SPREAD)
    ability += nth * Random(f"growth {companion.telegram_id}").gauss(GROWTH, GROWTH_SPREAD)
    answers = {}
    for question in form.items():
        dimension = question.columns.get("dimension")
        if not dimension or question.choices is None:
            continue
        chance, luck = dice.random(), dice.gauss(0, NOISE)
        if chance < (LEFT_OUT_IN_THIN_PART if dimension == companion.thin else LEFT_OUT):
            continue
        difficulty = Random(f"difficulty {question.name}").gauss(0, DIFFICULTY_SPREAD)
        share = 1 / (1 + exp(difficulty - ability - levels.get(dimension, 0.0) - luck))
        choices = sorted(question.choices.all, key=lambda choice: int(choice.columns["score"]))
        answers[question.name] = choices[min(int(share * len(choices)), len(choices) - 1)].name
    return answers


# Who took no chance guesses right in this share of the questions: of four options.
GUESSED = 0.25


def test_answers(bank: Bank, companion: Companion) -> dict[str, str]:
    """What the companion draws and answers in a test of this bank, item → choice.

    Who is abler knows more, some questions are harder, and whoever does not know guesses; of the wrong options some
    look better than others.
    """
    dice = Random(f"test {companion.telegram_id}")
    ability = Random(f"ability {companion.telegram_id}").gauss(0, 1)
    drawn = draw(
        {item.name: item.domain for item in bank.items},
        {domain.name: domain.wanted for domain in bank.domains},
        [],
        dice,
        {domain.name: domain.earliest for domain in bank.domains},
    )
    # How many there are stands in a prefill as in a draft that is taken up again.
    answers = {"undian": " ".join(drawn.items), "benih": " ".join(map(str, drawn.seeds)), "soal[]": str(bank.wanted)}
    for number, name in enumerate(drawn.items, 1):
        item = bank.items[bank.places[name]]
        difficulty = Random(f"difficulty {name}").gauss(0, 1)
        knows = GUESSED + (1 - GUESSED) / (1 + exp(difficulty - 1.2 * ability - 0.6))
        wrong = [choice.name for choice in item.choices if choice is not item.key]
        luck, guess = dice.random(), dice.random()
        # The first of the wrong ones looks best.
        answers[f"soal[{number}]/jawab"] = item.key.name if luck < knows else wrong[int(guess**1.5 * len(wrong))]
    return answers


def as_sent(form: forms.Form, answers: Mapping[str, str], at: datetime) -> Mapping[str, str]:
    """What the form engine sends when these answers were given."""
    sprint = forms.step(form, forms.begin(form, at, prefill=answers), forms.Submit(), at)
    for effect in sprint.effects:
        if isinstance(effect, forms.Submitted) and answers.keys() <= effect.answers.keys():
            return effect.answers
    raise SampleError(f"{form.id} {form.version} does not take the sample's answers: {sprint.effects}")
