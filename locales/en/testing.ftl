# Knowledge test and case test: questions drawn for each person, results, and explanations.

button-tests = Tests
button-tests-open = Tests: { $answered } / { $count }
button-test-begin = Begin: { $form }
button-test-again = Take again: { $form }
button-test-continue = Continue: { $form }
button-test-result = Result: { $form }
button-test-review = See the explanations
button-test-review-open = Not yet right: { $count }
button-test-before = ‹ Before
button-test-next = Next ›
button-test-next-open = To question { $count } ››
button-test-group = Results together
toast-test-not-ready = This test cannot be begun yet. An admin needs to look at its questions.

## Daftar
tests-title = Tests
tests-purpose = To see what you have mastered and what can still be learned. Nobody passes or fails.
tests-size = { $count } questions, about { $minutes } minutes.
tests-open = { $answered } of { $count } questions answered.
tests-last = Last time: <b>{ $percent }</b> on { $date }.
tests-again-from = You can take it again from { $date }, with other questions.

## Hasil
test-receipt = { $form } sent on { $date } at { $time }.
test-right = { $count } of { $items } questions right: <b>{ $percent }</b>
test-points = { $count } of { $most } points in { $items } situations: <b>{ $percent }</b>
test-about = With other questions it would be about { $low }–{ $high }.
test-since-changed = Before: { $percent } on { $date }. The difference is more than the luck of the questions.
test-since-chance = Before: { $percent } on { $date }. The difference may come from other questions.
test-of = { $count } of { $most }
test-for-learning = This is for learning, not an official appraisal. Nobody passes or fails.

## Pembahasan
test-review-title = Explanation
test-own-best = ✓ Your answer: <b>{ $answer }</b>
test-own-half = Your answer, acceptable: { $answer }
test-own = Your answer: { $answer }
test-own-none = You left this question out.
test-best = ✓ Best answer: <b>{ $answer }</b>
test-source = Source: { $source }.

## Hasil bersama
test-group-title = Results together
test-group-few = { $form }: { $count } people. Figures are shown from { $fewest } people on.
test-group-mean = { $form }: { $count } people, mean <b>{ $percent }</b>
test-group-reliability = Reliability ({ $method }): { $value }
test-group-no-reliability = Reliability is computed from { $fewest } people on.
test-group-hardest = Most often not right:
test-group-item = { $text } ({ $percent } right, { $count } people)
test-group-look = To be looked at, as they hardly tell people apart: { $items }.
test-group-note = Only each person's latest result. There are no names here.
