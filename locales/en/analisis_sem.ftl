# CFA and SEM: what cannot be computed, and what must be known of the result (scoring/analysis/sem.py,
# identification.py, sem_gates.py, invariance.py).
analysis-sem-not-identified = These data cannot tell { $names } apart: other numbers would fit as well. Fix one of them, hold them equal, or add items.
analysis-sem-not-converged = No solution was found in { $iterations } steps. Simplify the model, look at weak items, or gather more answers.
analysis-sem-not-converged-group = No solution was found in { $iterations } steps. Group “{ $group }” has only { $rows } people; merge it with another, or go without groups.
analysis-sem-impossible-values = The numbers fixed in the model make variances and covariances that cannot be. Check fixed numbers and starts.
analysis-sem-many-thresholds = The model names threshold { $threshold } of { $name }, but its answers have only { $there }. Take it out of the model.
analysis-sem-wlsmv-without-ordinal = WLSMV is for ordinal items only. Name them with --ordinal (--ordinal all, for instance), or use ML or MLM.
analysis-sem-ordinal-needs-wlsmv = Ordinal items are fitted by WLSMV, not by { $estimator }. Use WLSMV, or do not call the items ordinal.
analysis-sem-unknown-ordinal = The ordinal items { $names } are not in the data. Check the names of the columns.
analysis-sem-fiml-needs-ml = Missing answers by FIML go with ML only, not with { $estimator }. Use ML, or listwise.
analysis-sem-convention-normal-only = The n−1 convention (LISREL) exists for ML and MLM with complete data only. Use the convention n.
analysis-sem-negative-variance = Negative variance of { $names } (Heywood case): that cannot be, so other numbers are doubtful too. Mostly there are too few items, too few people, or the model is wrong.
analysis-sem-loading-above-one = Standardised loadings above 1: { $names }. That is possible only where factors go together; look for items that are nearly the same.
analysis-sem-latent-not-positive = Some factors correlate above 1 or determine each other. Two factors may really be one; try to merge them.
analysis-sem-saturated = This model is saturated (df = 0): it fits any data whatever. Its fit proves nothing.
analysis-sem-nothing-shared = These items hardly go together, so there is no sign of a common factor. CFI, TLI and RMSEA mean nothing here; look at the items and the codes of answers.
analysis-sem-few-per-parameter = { $n } people are few for { $parameters } parameters; five or more for each would be better. Read the numbers with care.
analysis-sem-few-people = Only { $n } people: below 100, fit and standard errors may not be right. Read them with care.
analysis-sem-not-converged-result = The search ended after { $iterations } steps without a solution. These numbers are not a result; do not use them.
analysis-invariance-step-failed = The { $step } model could not be fitted, so the comparison ends before it. Look at groups with few people.
