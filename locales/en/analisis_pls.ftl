# What PLS-SEM refuses and warns of (scoring/analysis/pls*.py).

## The model's text
analysis-pls-operator = Line { $line }, column { $column }: the sign “{ $operator }” is not used in PLS. Known are =~ reflective, <~ formative, and ~ for paths.
analysis-pls-modifier = Line { $line }, column { $column }: a number, label or constant at “{ $name }” is not used in PLS. Write the name alone.
analysis-pls-two-modes = Line { $line }, column { $column }: the construct “{ $construct }” is written with both =~ and <~. Choose one.
analysis-pls-item-twice = Line { $line }, column { $column }: the item “{ $item }” stands in “{ $first }” and in “{ $second }”. In PLS an item belongs to one construct only.
analysis-pls-path-twice = Line { $line }, column { $column }: the path from “{ $source }” to “{ $target }” is written twice. Remove one.
analysis-pls-second-order = Line { $line }, column { $column }: “{ $item }” is itself a construct, so it cannot be an item. Connect the two constructs by ~.
analysis-pls-unknown-construct = Line { $line }, column { $column }: “{ $name }” is no construct of the model (most like it: { $nearest }). Give it items first, such as { $name } =~ a1 + a2.
analysis-pls-construct-twice = The construct “{ $construct }” is there twice. Give one of them another name.
analysis-pls-no-items = The construct “{ $construct }” has no items. Give it at least one.
analysis-pls-no-paths = The model has no path between constructs yet. Write at least one, such as performance ~ teaching.
analysis-pls-isolated = The construct “{ $construct }” is connected to no other. Add its path or take it out of the model.
analysis-pls-cycle = Paths among { $constructs } lead back to where they began. PLS here is for models in one direction; remove one of the paths.
analysis-pls-unknown-item = The item “{ $item }” is not in the data (most like it: { $nearest }). Check its spelling; capitals count.

## Data that cannot be used
analysis-pls-missing = { $rows } rows have empty answers. Use complete rows only (listwise), then try again.
analysis-pls-too-few-rows = The data have { $n } rows; this model needs at least { $needed }. Collect more answers or make the model simpler.
analysis-pls-constant-item = Everybody gave the same answer to the item “{ $item }”. Take it out of the model.
analysis-pls-collinear = The items of the formative construct “{ $construct }” determine one another completely. Take out what repeats, or use =~.
analysis-pls-collinear-sources = The constructs that lead to “{ $construct }” determine one another completely. Merge them or take one out.
analysis-pls-not-correlations = These figures are no correlation matrix. Its diagonal must be 1, both sides alike, and all between −1 and 1.
analysis-pls-bootstraps = The number of bootstrap samples ({ $bootstraps }) or the level ({ $level }) makes no sense. Use 5,000 and 0.95, for example.
analysis-pls-bounds = The item “{ $item }” goes from { $lowest } to { $highest }, beyond what can be answered. Check the codes in the data.
analysis-pls-inadmissible = PLSc cannot be computed: the reliability of a construct is zero or negative. Check the direction of its items, or use plain PLS.
analysis-pls-no-solution = No weights were found for this model. Look for items that are related to no others.

## What a reader of the result must know
analysis-pls-not-converged = The weights have not settled after { $iterations } rounds. Do not use these figures; make the model simpler.
analysis-pls-few-rows = Only { $n } people; this model should have at least { $needed }. Read the result as a first hint.
analysis-pls-many-routes = There are too many indirect ways to name one by one. See their sums among the total effects.
analysis-pls-negative-weight = The weights of { $names } are negative in a reflective construct. Reverse the score if the wording is negative; otherwise look at the content.
analysis-pls-item-vif = The formative items { $names } are very much alike (VIF above { $most }). Their weights change easily; consider merging them.
analysis-pls-heywood = The reliability rho_A of { $names } is above 1, which is impossible. Do not use the PLSc figures of these constructs.
analysis-pls-ave = The AVE of { $names } is below { $least }. Their items hold more error than content of the construct.
analysis-pls-correlation-above-one = After correction “{ $first }” and “{ $second }” correlate above 1. Do not use the PLSc results of these two.
analysis-pls-vif = The constructs { $names } that lead to “{ $target }” are very much alike (VIF above { $most }). What each one does is hard to tell apart.
analysis-pls-htmt = The constructs “{ $first }” and “{ $second }” can hardly be told apart (HTMT { $value }). Consider merging them or looking at their items.
analysis-pls-htmt-interval = “{ $first }” and “{ $second }” can hardly be told apart: HTMT { $value }, interval { $lo } to { $hi }. Consider merging them.
analysis-pls-lost-samples = { $lost } of { $asked } bootstrap samples could not be computed and are left out. If they are many, the intervals are too narrow.
analysis-pls-inadmissible-samples = In { $count } of { $asked } bootstrap samples a reliability was above 1. Read the intervals with care.
