# Ordinal items: polychoric correlations and WLSMV (scoring/analysis/ordinal_*.py).
analysis-ordinal-not-whole = Item { $item } holds a value that is no whole number ({ $value }), so it is no ordered choice. Leave it out of --ordinal.
analysis-ordinal-too-many-categories = Item { $item } has { $count } different values; an ordinal item has { $most } at most. Leave it out of --ordinal and treat it as a number.
analysis-ordinal-one-category = Item { $item } has only one answer left, so nothing can be computed from it. Take it out of the model.
analysis-ordinal-same-answers = The answers to { $first } and { $second } determine each other completely. Take one of them out of the model.
analysis-ordinal-pairwise-numbers = Gaps cannot be used pair by pair where the model also has continuous variables. Use --missing listwise.
analysis-ordinal-never-chosen = On { $item } nobody chose { $category }. That choice is taken as not being there.
analysis-ordinal-joined = On { $item } nobody in the group “{ $group }” chose { $category }. It was joined with the choice beside it, in all groups.
analysis-ordinal-nearly-same = The polychoric correlation of { $first } and { $second } is nearly ±1 ({ $correlation }). Better take one out; the results may mislead.
analysis-ordinal-sparse = In { $pairs } of { $all } pairs of items there are combinations that nobody chose. Their correlations are less certain; join rare choices or ask more people.
analysis-ordinal-not-positive = The polychoric correlations of these items cannot hold together. Usually people are too few or choices too rare; the results may mislead.
analysis-ordinal-covariates-too-large = A model with { $items } ordinal items, predictors and { $n } people is too large. Take out the predictors or some items.
analysis-ordinal-separated = The answers to { $item } can be told from the predictors without fail, so the effect is infinite. Take out that predictor or join choices.
