# What the analysis of items, reliability, tests of knowledge and exploratory factors refuses and warns of.

## Data that cannot be computed
analysis-items-constant = Everybody gave the same answer to { $names }. Take these items out, then run the analysis again.
analysis-items-constant-left = In the { $rows } complete rows everybody gave the same answer to { $names }. Choose “pairwise”, or take the item out.
analysis-items-no-total = Everybody has the same total on the scale “{ $scale }”. Check whether an item has to be reversed.
analysis-items-empty = Nobody answered { $names }. Check the data or take these items out.
analysis-items-infinite = { $names } contains an infinite number. Correct it in the data file, then send it again.
analysis-items-twice = { $names } is named more than once. Name each item once.
analysis-items-unknown = The scale “{ $scale }” names items that are not in the data: { $names }. Check the spelling.
analysis-items-few-in-scale = The scale “{ $scale }” has one item only. Reliability needs at least two items.
analysis-items-no-complete-rows = Only { $rows } of { $given } rows are complete. Choose “pairwise”, or take out items with many gaps.
analysis-items-few-rows = The data have only { $rows } rows. This analysis needs many more people, 30 or more.
analysis-items-no-pair = Hardly anybody answered both { $names }. Take one of them out.

## What a reader of the result should know
analysis-items-left-out = { $rows } of { $given } rows have gaps. They are left out where the missing answer is needed.
analysis-items-pairwise = Gaps are skipped pair by pair. The pair with the fewest answers in common has { $least } people.
analysis-items-small-n = Only { $n } people could be counted. Below { $wanted } the figures change easily; collect more answers.
analysis-items-n-per-item = There are { $n } people for { $items } items. At least { $wanted } would be better; read this as a first hint.
analysis-items-n-below-items = Only { $n } people answered all { $items } items. KMO and Bartlett are not computed, and HTMT is unstable; add people.
analysis-items-omega-few-people = Scale “{ $scale }” has { $n } people for { $items } items. Omega and AVE are not computed; add people or use fewer items.
analysis-items-far-values = Some values are far from all others: { $names }. If they are codes for “no answer”, empty those cells first, then try again.
analysis-items-reversed = { $names } runs against the scale “{ $scale }”. If its wording is negative, reverse its score; if not, review it.
analysis-items-ceiling = Answers to { $count } of { $items } items pile up at the highest value: { $names }. Such items hardly tell people apart.
analysis-items-floor = Answers to { $count } of { $items } items pile up at the lowest value: { $names }. Such items hardly tell people apart.
analysis-items-out-of-range = { $names } contains numbers outside the answer options. Check the coding before you use these results.
analysis-items-duplicates = In the scale “{ $scale }”, { $names } repeat or follow from each other. Omega is not computed; take one out.
analysis-items-singular = { $names } repeat or follow from each other. KMO is not computed; take one out.
analysis-items-alpha-negative = Alpha of the scale “{ $scale }” is negative. Usually an item is not reversed yet, or the items measure different things.
analysis-items-two = The scale “{ $scale }” has two items only. Omega and AVE assume that both loadings are equal.
analysis-items-heywood = { $names } in the scale “{ $scale }” seems to be free of error (a Heywood case). Do not use its omega and AVE.
analysis-items-omega-not-found = No single factor was found for the scale “{ $scale }”. Look for items unrelated to the others.
analysis-scales-alike = The scales “{ $first }” and “{ $second }” can hardly be told apart (HTMT { $htmt }). Consider joining them or reviewing their items.

## Exploratory factor analysis
analysis-efa-few-people = There are { $n } people for { $items } items. Factor analysis needs more people than items; add people or use fewer items.
analysis-efa-many-factors = { $factors } factors cannot be found in { $items } items. At most { $most } can.
analysis-efa-singular = { $names } repeat or follow from each other. Take one out, then try again.
analysis-efa-not-positive = The polychoric correlations of { $names } do not fit together. Join rare categories, or use plain correlations.
analysis-efa-not-converged = The search for factors found no answer. Try fewer factors.
analysis-efa-heywood = { $names } seems to be free of error (a Heywood case). Try fewer factors or take the item out.
analysis-efa-saturated = This factor model is saturated (df = 0). Its fit cannot be tested.
analysis-efa-kmo-low = KMO is only { $kmo }. These items share too little to look for factors.
analysis-efa-rotation = The rotation did not settle. Do not interpret these loadings; try another number of factors.
analysis-parallel-none = No factor is stronger than chance. Factor analysis had better not go on.

## Tests of knowledge
analysis-test-few-questions = This test has only { $questions } questions. The analysis needs at least two.
analysis-test-no-key = { $names } has no key yet. Complete the key, then try again.
analysis-test-key-doubtful = In question { $name }, option { $names } draws people who know more than the key does. Check the key.
analysis-test-distractor-unused = In question { $name }, hardly anybody chose { $names }. Replace it by a more plausible distractor.
analysis-test-not-discriminating = Question { $name } hardly tells people apart (item–rest correlation { $value }). Review its wording and options.
analysis-test-same-points = Everybody has the same points for question { $name }. It says nothing about differences between people.
analysis-test-no-differences = Everybody has the same total. Reliability cannot be computed.
analysis-test-few-people = Only { $n } people took the test. Below { $wanted } the figures of questions change easily.

## Analyses that are possible
analysis-possible-no = So far { $n } people answered completely. This analysis needs at least { $wanted }.
analysis-possible-doubtful = The { $n } complete answers can be computed, but the result is fragile. Better are { $wanted } or more.
analysis-possible-not-ordinal = The answers are no categories, so a method for ordinal data does not fit. Use ML or MLM.
analysis-possible-all-answers = Only { $n } people answered everything. It can use all answers of { $used } people (FIML), but the results are fragile.
analysis-possible-one-scale = PLS-SEM relates scales, so it needs at least two. This instrument has one.
