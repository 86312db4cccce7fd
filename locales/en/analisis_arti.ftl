# What the results of an analysis mean: verdict, cut-offs, and what must not be concluded.

## Fit of a model
anr-v-good = good
anr-v-fair = acceptable
anr-v-poor = not sufficient
anr-not-converged = The computation found no end. The figures of this report must not be used.
anr-saturated = This model is saturated (df = 0): it fits because nothing is tested, which proves nothing.
anr-fit-good = The model fits the data by all figures that were judged.
anr-fit-fair = The fit of the model is acceptable, but not all figures are good.
anr-fit-poor = The model does not fit the data yet. Look at weak loadings and the largest residuals before using it.
anr-fit-impossible = This solution has impossible values, so its fit must not be used yet. See the warnings.
anr-fit-unrelated = The items are hardly related to one another. A good fit means nothing here.
anr-fit-said = { $name } { $value } ({ $words })
anr-fit-by = The figures: { $said }.
anr-chi2-rejects = The χ² test rejects an exact fit: χ² = { $chi2 }, df = { $df }, { $p }. In large samples this is usual.
anr-chi2-holds = The χ² test does not reject the model: χ² = { $chi2 }, df = { $df }, { $p }.
anr-rmsea-few-df = RMSEA is not dependable with so few degrees of freedom and people.
anr-cut-off = { $mark } { $good } good; { $mark } { $fair } acceptable
anr-fit-chi2-value = { $chi2 }; df = { $df }; { $p }
anr-fit-scaling = Scaling factor of χ²
anr-fit-chi2-naive = χ² without correction
anr-fit-rmsea = { $value } [{ $lo }; { $hi }] (90%)
anr-fit-robust = { $name } robust
anr-fit-compare = For comparing models; smaller is better
anr-fit-npar = Free parameters
anr-fit-note = Cut-offs are customs of researchers, no laws. Read them together with what the model says.
anr-saturated-note = df = 0: a saturated model. Figures of fit say nothing about it.
anr-modification-warning = Do not chase indices. Change a model for a reason of theory only, then test it on other data.

## Meaning of CFA and SEM
anr-m-loadings = Standardised loadings of { $count } items reach from { $lo } to { $hi }.
anr-m-weak = Loadings below { $limit }: { $names }. Look at the wording of these items before dropping them.
anr-m-cr-good = All factors are consistent: composite reliability (CR) of 0.70 or more.
anr-m-cr-low = Composite reliability below 0.70: { $names }. Scores of these factors are not reliable enough.
anr-m-ave-low = AVE below 0.50: { $names }. The errors of their items exceed what the factor explains.
anr-m-alike = Factors that are hard to tell apart (correlation above 0.85): { $pairs }.
anr-m-strongest = Strongest relation: { $source } → { $target }, standardised coefficient { $value }.
anr-m-not-clear = Relations not clearly different from zero: { $names }.
anr-m-reliability-is = CR and AVE after Fornell & Larcker (1981); omega after Raykov (2001).
anr-m-reliability-ordinal = CR and AVE after Fornell & Larcker (1981), of latent responses; sums of answers are usually less reliable.

## What must not be concluded
anr-l-self = Where people rate themselves, the result shows how they see themselves.
anr-l-causal = Arrows are assumptions of the model. Data taken once prove no cause.
anr-l-other-models = A model that fits need not be true. Other models may fit just as well.
anr-l-same-sample = A model that was changed by these data needs a test on other data.
anr-l-cut-offs = Cut-offs are customs. Results close to one need careful reading.

## PLS-SEM
anr-f2-large = large
anr-f2-middle = medium
anr-f2-small = small
anr-f2-none = very small
anr-f2-note = f²: 0.02 small; 0.15 medium; 0.35 large (Cohen 1988). Coloured rows: the interval holds zero.
anr-pls-r2 = { $name } { $value }
anr-pls-explained = Share of variance explained: { $said }.
anr-pls-strongest = For { $target }, { $source } is strongest: coefficient { $value }, f² { $f2 } ({ $words }).
anr-pls-all-clear = No bootstrap interval of a path holds zero.
anr-pls-tiny = Clearly different from zero, but very small (f² below 0.02): { $names }. A large sample makes small things visible.
anr-pls-alike = Hard to tell apart (HTMT above 0.90): { $pairs }. They may be the same thing.
anr-pls-route = Strongest indirect route: { $route }, { $value }.
anr-pls-q2-good = The model predicts: every Q² is above zero.
anr-pls-q2-none = Without prediction (Q² of zero or less): { $names }.
anr-l-pls-composite = Constructs of PLS are composites of items, no latent factors. Figures differ from CFA.
anr-l-same-people = All answers come from the same people and time. Relations may look stronger than they are.

## Reliability and items
anr-alpha-good = { $scale }: reliable. Alpha { $alpha }, omega { $omega }.
anr-alpha-fair = { $scale }: reliable enough for research with groups. Alpha { $alpha }, omega { $omega }.
anr-alpha-low = { $scale }: not reliable enough. Alpha { $alpha }, omega { $omega }.
anr-alpha-some-low = { $enough } scales are reliable or fairly reliable; { $low } not yet: { $names }.
anr-alpha-all-enough = All { $count } scales are reliable or fairly reliable (alpha 0.70 or more).
anr-m-scales-alike = { $count } pairs of scales may have the same content. See the table of HTMT.
anr-alpha-note = Cut-offs 0.70 and 0.80: Nunnally & Bernstein (1994). Coloured rows: alpha below 0.70.
anr-m-alpha-is = Alpha and omega say how steady the sum is, not whether it measures rightly.
anr-m-item-weak = Not in line with the other items (below { $limit }): { $names }. Look at their wording.
anr-m-item-better = Alpha rises without these items: { $names }. Consider what they ask first.
anr-m-ceiling = Half of the answers or more are the highest: { $names }. Such items hardly tell people apart.
anr-m-floor = Half of the answers or more are the lowest: { $names }. Such items hardly tell people apart.
anr-m-kmo-good = The data suit factor analysis: KMO { $kmo }.
anr-m-kmo-fair = The data are adequate for factor analysis: KMO { $kmo }.
anr-m-kmo-low = The data hardly suit factor analysis: KMO { $kmo }.
anr-kmo-note = KMO: 0.80 good; 0.60 adequate (Kaiser 1974). Bartlett tests whether items correlate at all.
anr-look-reversed = runs the other way: to be reversed perhaps
anr-look-weak = not in line
anr-look-better = alpha rises without it
anr-look-ceiling = piles up at the highest value
anr-l-alpha-one = A high alpha does not prove that a scale measures one thing only.
anr-l-alpha-sample = These figures belong to these people. In other groups they may differ.
anr-l-item-out = No item is dropped for a figure alone. What it asks may still be needed.

## Quick check
anr-quick-data = { $n } people, { $items } items; { $complete } complete rows, { $missing } of the answers missing.
anr-quick-able = These can follow: { $names }.
anr-quick-doubtful = Possible, with care: { $names }. The table says why.
anr-quick-able-none = No analysis is sound with these data yet. The table says why.
anr-quick-low = Alpha below 0.70: { $names }.
anr-quick-alpha-good = Alpha of all scales is 0.70 or more.
anr-quick-constant = All people gave the same answer: { $names }. These items cannot be analysed.
anr-l-quick = A quick check looks at the data only. Conclusions wait for a whole analysis.
anr-can-reliability = Reliability
anr-can-cfa-ml = CFA (ML or MLM)
anr-can-cfa-wlsmv = Ordinal CFA (WLSMV)
anr-can-efa = Exploratory factor analysis
anr-can-pls = PLS-SEM
anr-can-yes = yes
anr-can-doubtful = with care
anr-can-no = not yet

## Exploratory analysis
anr-efa-share = { $count } factors explain { $share } of the variance of { $items } items.
anr-efa-rmsea = RMSEA { $value } [{ $lo }; { $hi }] (90%).
anr-efa-factor = { $factor } is made mostly of: { $names }.
anr-efa-empty = { $factor } has no items of its own. Try one factor less.
anr-efa-loose = In no factor (below { $limit }): { $names }.
anr-efa-crossing = In more than one factor: { $names }.
anr-l-efa-explores = EFA looks for a pattern and tests none. Test it by CFA on other data.
anr-l-efa-names = Names of factors are given by who knows the items, not by figures.
anr-parallel-factors = Factors suggested: { $count }.
anr-parallel-components = Components suggested: { $count }.
anr-m-parallel = Only factors are counted that are larger than random data bring forth.
anr-l-parallel = This number is advice. What the items mean decides as well.

## Questions of a test
anr-test-good = This test is reliable: { $name } { $value }.
anr-test-fair = This test is reliable enough for groups: { $name } { $value }.
anr-test-low = This test is not reliable enough to judge people: { $name } { $value }.
anr-test-mean = Mean score { $mean } of { $count } questions, standard deviation { $sd }.
anr-test-sem = A person's score may be off by about { $value } points from error of measurement.
anr-test-hard = Very hard (less than 30% right): { $names }.
anr-test-easy = Very easy (more than 90% right): { $names }.
anr-test-weak = Hardly telling who knows from who does not: { $names }. Check key and wording.
anr-look-hard = very hard
anr-look-easy = very easy
anr-l-test = A test measures what it asks, not all that work needs.

## Measurement invariance
anr-inv-configural = configural (same form)
anr-inv-metric = metric (same loadings)
anr-inv-scalar = scalar (same loadings and intercepts/thresholds)
anr-inv-configural-short = configural
anr-inv-metric-short = metric
anr-inv-scalar-short = scalar
anr-inv-reached-configural = Across groups of { $group }, only the form of the model is the same. Neither relations nor means may be compared.
anr-inv-reached-metric = Across groups of { $group }, loadings are the same: relations may be compared. Means may not.
anr-inv-reached-scalar = Across groups of { $group }, loadings and intercepts are the same: means of factors may be compared.
anr-inv-poor = The model itself does not fit the data yet. Comparing groups waits for a better one.
anr-inv-holds = Step { $step } holds: ΔCFI { $cfi }, ΔRMSEA { $rmsea }.
anr-inv-fails = Step { $step } does not hold: ΔCFI { $cfi }, ΔRMSEA { $rmsea }.
anr-inv-yes = holds
anr-inv-no = does not hold
anr-inv-note = Each step is compared with the one before. Parameters below: of the last step that holds.
anr-m-invariance = Groups may be compared as far as items mean the same in each of them.
anr-l-invariance = A difference of groups does not prove that one is better. People may answer in different ways.

## Warnings of one kind in one sentence
anr-more-alike = … and { $count } more like these.
anr-each-pair = { $first }–{ $second }
anr-each-pair-htmt = { $first }–{ $second } ({ $htmt })
anr-each-pair-value = { $first }–{ $second } ({ $value })
anr-each-pair-interval = { $first }–{ $second } ({ $value } [{ $lo }; { $hi }])
anr-each-pair-correlation = { $first }–{ $second } ({ $correlation })
anr-each-category = { $item } ({ $category })
anr-each-category-group = { $item } ({ $category }, “{ $group }”)
anr-each-items = { $names } (“{ $scale }”)
anr-each-scale = { $scale }
anr-each-options = { $name } ({ $names })
anr-each-question-value = { $name } ({ $value })
anr-each-question = { $name }
anr-many-scales-alike = Scales that can hardly be told apart (HTMT 0.90 or more): { $list }. Consider joining them or look at their items.
anr-many-htmt = Constructs that can hardly be told apart (HTMT above 0.90): { $list }. Consider joining them or look at their items.
anr-many-above-one = Corrected, their correlation is above 1: { $list }. Do not use the PLSc results of these constructs.
anr-many-same = Pairs of items that go exactly together: { $list }. Each pair counts as one item.
anr-many-nearly-same = Pairs of items with a polychoric correlation near ±1: { $list }. Better leave one out; the results may mislead.
anr-many-never-chosen = Answers that nobody chose: { $list }. They are taken as not there.
anr-many-joined = Answers that are empty in one group: { $list }. They were joined with their neighbours, in all groups.
anr-many-reversed = Items that run against their scale: { $list }. If the wording is negative, reverse the score; if not, look at the content.
anr-many-duplicates = Items that equal or follow from others: { $list }. Omega of their scale is not computed; leave one out.
anr-many-heywood = Items read as free of error (Heywood case): { $list }. Do not use omega and AVE of that scale.
anr-many-alpha-negative = Negative alpha: { $list }. Usually an item is not reversed yet, or the items do not measure the same.
anr-many-two = Scales of only two items: { $list }. Omega and AVE take both loadings as equal.
anr-many-omega-not-found = No single factor was found for: { $list }. Look for items that are unrelated to the others.
anr-many-key-doubtful = Questions whose key needs a look: { $list }. Who chose the answers in brackets knew more of the other questions.
anr-many-distractor-unused = Options that are hardly ever chosen: { $list }. Replace them by more plausible distractors.
anr-many-not-discriminating = Questions that hardly tell people apart (item–rest correlation): { $list }. Look at the wording and the options.
anr-many-same-points = Questions on which all have the same points: { $list }. They do not tell people apart.
anr-each-scale-people = { $scale } ({ $n } people, { $items } items)
anr-many-omega-few-people = No more people than items: { $list }. Omega and AVE of that scale are not computed; add people or use fewer items.
anr-each-scale-rows = { $scale } ({ $rows } people)
anr-many-scale-small = Scales that are not in the analysis because they have too few items: { $list }.
anr-many-scale-few-rows = Scales that are not in the analysis because too few people answered all their items: { $list }.
