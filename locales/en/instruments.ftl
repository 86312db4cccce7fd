# All questionnaires about oneself, and their results.

## What there is
ins-intro = Choose what you would like to fill in. You may stop and go on at any time.
ins-line = <b>{ $form }</b> · { $items } items, about { $minutes } min
ins-about-short = Nine areas in little time. Made mainly for companions of PKH.
ins-about-full = Knowledge, skill and attitude in full.
ins-about-assistant = What you usually do already, for education from SLTP to D1.
ins-about-generalist = What you usually do already, for education from D2 on.
ins-about-weighted = A shorter form of the competency questionnaire. There is no need for it once the 87 items are filled in.
ins-open = { $answered } of { $total } items are stored.
ins-sent = Last filled in on { $date }.
ins-composed = The items are composed from indicators of studies and not validated. Results are for learning.
button-instruments = All questionnaires

## Results
group-high = strong
group-middle = growing
group-low = to be strengthened
scored-bounds = From { $middle }% growing, from { $high }% strong. We have set these bounds ourselves.
scored-compared = Arrows: the change since { $since }.
scored-weights = The overall figure weighs the parts: { $weights }.
scored-usual = Usual already: { $count } of { $of } indicators.
scored-sometimes = Could become a habit:
scored-not-yet = Could be tried:
scored-all-usual = You usually do all of it already.
