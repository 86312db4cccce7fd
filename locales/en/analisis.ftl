# Analysing an instrument: choosing, waiting, and getting the report.

ana-title = Analyse an instrument
ana-which = Choose the questionnaire that you want to examine. Only companions' answers count, without names.
ana-no-answers = No companion has filled in a questionnaire yet. Analyses are there once answers have come.
button-ana = 📊 Analysis
command-analisis = Test a questionnaire: reliability, CFA, PLS-SEM
ana-instrument = { $form } · { $people } people
button-ana-running = ⏳ The analysis under way
button-ana-earlier = Earlier analyses

## What is computed
ana-count =
    { $count ->
        [one] One person has filled in { $items } items; complete: { $complete }.
       *[other] { $shown } people have filled in { $items } items; { $complete } answered all of them.
    }
ana-count-test =
    { $count ->
        [one] { $shown } person has taken this test. Its bank holds { $items } questions, and everybody gets some of them.
       *[other] { $shown } people have taken this test. Its bank holds { $items } questions, and everybody gets some of them.
    }
ana-too-few = An analysis needs at least { $fewest } people. With fewer its figures mislead, and people could be guessed.
ana-what = What would you like to know?
ana-about-quick = • <b>Quick check</b>: missing answers, items without variation, what is possible.
ana-about-reliability = • <b>Reliability</b>: whether the items of a dimension go together.
ana-about-cfa = • <b>CFA</b>: whether the dimensions fit the answers.
ana-about-study = • <b>Model of study 003</b>: supports → competences → performance (PLS-SEM).
ana-about-own = • <b>A model of your own</b>: CFA, SEM or PLS that you write.
ana-about-test = • <b>Test questions</b>: difficulty, discrimination, distractors, and how reliable the test is.
ana-kind-quick = Quick check
ana-kind-reliability = Reliability
ana-kind-cfa = CFA
ana-kind-study = Model of study 003
ana-kind-own = A model of my own
ana-kind-test = Test questions
button-ana-kind-quick = Quick check
button-ana-kind-reliability = Reliability
button-ana-kind-cfa = CFA of its own dimensions
button-ana-kind-study = Model of study 003
button-ana-kind-own = A model of my own
button-ana-kind-test = Test questions

## A model of one's own
ana-model-title = A model of your own
ana-model-how = Write the model here, or send it as a text file (.txt). The language is lavaan's.
ana-model-start = Its own dimensions, to be copied and changed:
ana-model-signs = Regressions have ~, covariances ~~, formative blocks of PLS &lt;~.
ana-model-reading = The file is being read. This screen changes by itself.
ana-model-too-large = This text is too large for a model. Send the model alone, without data.
ana-model-not-text = This file is no text. Save the model as .txt and send it again.
ana-model-not-fetched = The file could not be had from Telegram. Send it again, or paste its text here.
ana-model-only-text = What is needed is text, or a .txt file with the model.
ana-model-read = The model can be read. Constructs: <b>{ $latent }</b>; items: { $items }; paths: { $paths }.
ana-model-another = To change it, send another text or file.
ana-model-pls-can = With PLS-SEM this model can be computed.
button-ana-go-on-pls = Go on with PLS-SEM
button-ana-go-on = Go on
button-ana-last-model = Use my last model
button-ana-model = Change the model

## One screen: everything that is chosen
ana-line-whose = Answers: <b>{ $which }</b>
ana-line-people = People: <b>{ $people }</b>, complete: { $complete }
ana-line-model = Constructs: <b>{ $latent }</b> ({ $items } items)
ana-line-people-all = People: <b>{ $people }</b>
ana-line-part = Part: <b>{ $part }</b> ({ $items } items)
ana-line-method = Method: <b>{ $method }</b>
ana-which-latest = the last that each person sent
ana-which-first = the first that each person sent
button-ana-which-latest = Take the last answers
button-ana-which-first = Take the first answers
ana-method-ML = ML (maximum likelihood)
ana-method-MLM = MLM (ML with Satorra–Bentler's correction)
ana-method-WLSMV = WLSMV (ordinal items)
ana-method-PLS = PLS-SEM with bootstrap
ana-why-ordinal = Chosen for you: items of few categories, and people enough.
ana-why-few = Chosen for you: ordinal items, but fewer than 200 people for WLSMV.
ana-why-many-categories = Chosen for you: items have categories enough to count as numbers.
ana-why-missing = Chosen for you: many answers are missing, so all that are there are used.
ana-why-formative = Chosen for you: the model has &lt;~, which only PLS can compute.
ana-missing-listwise = Missing answers: only people with all answers count.
ana-missing-fiml = Missing answers: all that are there are used (FIML).
ana-missing-pls = Missing answers: only people with all answers count.
ana-too-few-used = Fewer than { $fewest } people answered all its items, so it cannot be computed yet. Choose another method or other items, or wait.
ana-few-for-items = { $people } people are not enough for { $items } items at once. A CFA takes more people than items.
ana-instead = Choose one part only, or begin with reliability.
button-ana-part = Choose a part
ana-part-how = Which part? One part by itself takes fewer people.
ana-part-all = All parts
ana-part = { $part } · { $items } items
ana-care = The report holds figures of all together only. This is self-assessment, not official performance.
ana-care-test = The report holds figures of all together only, without names.
button-ana-run = Run
button-ana-estimator = Change the method

ana-estimator-how = Which method?
ana-estimator-auto = Automatic
ana-estimator-ML = ML
ana-estimator-MLM = MLM
ana-estimator-WLSMV = WLSMV
ana-estimator-PLS = PLS-SEM
ana-estimator-about-auto = • Automatic: by the items' categories, the number of people, and missing answers.
ana-estimator-about-ML = • ML: for answers that are close to normal.
ana-estimator-about-MLM = • MLM: as ML, and it bears skewed answers.
ana-estimator-about-WLSMV = • WLSMV: for ordinal items, with 200 people or more.
ana-estimator-about-PLS = • PLS-SEM: for prediction and formative constructs.

## Waiting, and afterwards
ana-waits =
    { $count ->
        [0] It begins in a moment.
        [one] Waiting: one analysis is before yours.
       *[other] Waiting: { $count } analyses are before yours.
    }
ana-reading = Reading the answers.
ana-computing = Computing.
ana-writing = Writing the report.
ana-percent = { $share } %
ana-wait-how = You may leave this screen. The report is sent to this chat.
ana-done = Done. The report comes to this chat as PDF and Excel.
ana-cancelled = Stopped. No report is sent.
ana-refused = This analysis cannot be computed rightly:
ana-failed-role = Analyses are for admins only.
ana-failed-form = This questionnaire is not there any more. Choose another one.
ana-failed-few = There are too few people to analyse. Wait until more have filled it in.
ana-failed-too-large = This is too large, or takes too long. Make the model simpler, or choose ML.
ana-failed-disk = The report cannot be kept on the server now. Try again later, or ask who runs it.
ana-failed-broken = The analysis did not succeed. Try again; if it fails again, choose another method.
button-ana-cancel = Stop
button-ana-again = Run again
button-ana-resend = Send the report again
button-ana-open = Open
button-ana-other = ‹ Another questionnaire
toast-ana-cancelled = Stopped.
toast-ana-one-at-a-time = One analysis is under way. Wait until it is done, or stop it first.
toast-ana-not-yours = Analyses are for admins only.
toast-ana-gone = This report is kept no longer. Run it once more.
toast-ana-resent = The report is sent again.
ana-letter-tables = All figures as Excel tables.

## Earlier ones
ana-earlier = Earlier analyses
ana-earlier-how = Tap one to look at it, have it sent again, or run it again. Reports are kept for 30 days.
ana-earlier-none = There are no analyses yet.

## In the report
ana-origin = { $form } ({ $which })
ana-asked-quick = A quick look at the answers.
ana-asked-reliability = The reliability of each dimension, and how good its items are.
ana-asked-cfa = Whether the items measure their own dimensions (CFA).
ana-asked-study = The model of study 003: supports, competences, performance (PLS-SEM).
ana-asked-test = Difficulty and discrimination of the questions, their distractors, and how reliable the test is.
ana-asked-own = A model of one's own.
ana-told-people = It rests on { $n } of { $given } people.
ana-told-versions = Answers to { $count } versions of the questionnaire were joined by the names of items.

## What is left out before anything is computed
analysis-left-out-constant = Not in the analysis, because everybody gave the same answer: { $names }.
analysis-left-out-empty = Not in the analysis, because nobody has answered: { $names }.
analysis-left-out-few-answers = Not in the analysis, because only few people have answered yet: { $names }.
analysis-left-out-few-used = The answers of only { $n } people can be used; at least { $least } are needed. Use items that more people have answered.
analysis-left-out-not-compared = Scales are not compared: only { $n } people answered all items, and it takes at least { $least }.
analysis-left-out-same = { $first } and { $second } were answered in exactly the same way. The second is not in the analysis.
analysis-left-out-scale-small = The scale “{ $scale }” is not in the analysis: it has fewer than { $least } items.
analysis-left-out-scale-few-rows = The scale “{ $scale }” is not in the analysis: only { $rows } people answered all its items.
analysis-left-out-nothing-left = No scale can be computed yet; everybody gave the same answer to: { $names }. Collect more answers.

## Questions of a test that are drawn
anr-k-drawn = Drawn questions
anr-k-drawn-value = Each person has { $count } of { $bank } questions. Reliability after Kuder–Richardson (KR-20, KR-21), or by analysis of variance of items within people; “strata”: the error is that within each field.
analysis-drawn-nobody = There is no test yet whose questions are still in the bank. Wait until somebody has taken it.
analysis-drawn-few = Taken by fewer than { $wanted } people, so not shown: { $names }.
analysis-drawn-few-each = Taken by fewer than { $wanted } people, so their discrimination is not computed yet: { $names }.
analysis-drawn-weak = Hardly telling who knows from who does not: { $names }. Look at wording and options.
analysis-drawn-key-doubtful = Who takes one of the wrong options knows more of the rest than who takes the key: { $names }. Check the key.
analysis-drawn-distractor-unused = Wrong options that hardly anybody takes: { $names }. Replace them with more plausible ones.
analysis-drawn-no-coefficient = Reliability is not computed yet. It takes { $wanted } people with as many questions each, and different scores.
