"""XLSForms, compiled by pyxform, walked by our own engine: ``(form, state, event) → (state, effects)``.

Nothing here touches a database, a network, a clock or Telegram.
"""

from forms.answers import DECIMAL_DIGITS, INTEGER_DIGITS, TEXT_LENGTH
from forms.choices import Choice, ChoiceList
from forms.engine import Sprint, begin, step
from forms.errors import FormError, Problem
from forms.events import (
    Answer,
    AtStart,
    Back,
    Cleared,
    Done,
    Effect,
    Event,
    Incomplete,
    Jump,
    Moved,
    Reason,
    Refused,
    Review,
    Saved,
    Skip,
    Stale,
    Submit,
    Submitted,
    Toggle,
)
from forms.loading import compile_form, load
from forms.model import Form, Group, Kind, Question
from forms.source import Converted, convert
from forms.state import State
from forms.view import (
    ChoiceView,
    GroupReview,
    QuestionView,
    ReviewView,
    answer_label,
    question_view,
    relevant_items,
    review_view,
)

__all__ = [
    "DECIMAL_DIGITS",
    "INTEGER_DIGITS",
    "TEXT_LENGTH",
    "Answer",
    "AtStart",
    "Back",
    "Choice",
    "ChoiceList",
    "ChoiceView",
    "Cleared",
    "Converted",
    "Done",
    "Effect",
    "Event",
    "Form",
    "FormError",
    "Group",
    "GroupReview",
    "Incomplete",
    "Jump",
    "Kind",
    "Moved",
    "Problem",
    "Question",
    "QuestionView",
    "Reason",
    "Refused",
    "Review",
    "ReviewView",
    "Saved",
    "Skip",
    "Sprint",
    "Stale",
    "State",
    "Submit",
    "Submitted",
    "Toggle",
    "answer_label",
    "begin",
    "compile_form",
    "convert",
    "load",
    "question_view",
    "relevant_items",
    "review_view",
    "step",
]
