# The digest for coordinators and admins: a week's figures, whom to speak with, and how often it comes.

## The lines of a digest (ten at most)
digest-title = <b>Digest of { $where }</b> · { $when }
digest-so-far = { $when } (not over yet)
digest-good = ✓ { $news }
digest-good-all-filed = All { $now } reports that were due have come in.
digest-good-more-on-time = Reports on time rose from { $before } to { $now }.
digest-good-newly-finished = { $now } companions finished the self-assessment for the first time.
digest-good-all-finished = All { $now } companions have finished the self-assessment.
digest-good-cases-closed = { $now } cases were closed this week.
digest-good-median-up = { $part }: the median of the same { $n } people rose from { $before } to { $now }.
digest-good-nobody-waits = No case is past its deadline.
digest-active = <b>{ $active } of { $of }</b> companions active.
digest-finished = Self-assessment finished up to today: { $share }{ $change }.
digest-finished-all = Everybody has finished the self-assessment.
digest-asked-anew = New rules on data not read yet: { $count } companions.
digest-effective = Results very effective or effective: { $share }.
digest-reports = Reports on time: { $share }{ $change }.
digest-reports-rest = Late { $late }, not in yet { $missing }.
digest-reports-all = All { $count } reports came in on time.
digest-reports-none = No reports were due.
digest-help = <b>Help is needed.</b> { $what }
digest-waiting = Asking for help or waiting: { $count }.
digest-load = Families per companion: { $ratio } (ideal 100); above 200 families, of those who said: { $over }.
digest-load-few = Families: { $total }; above 200 families, of those who said: { $over }.
digest-cases = Open cases: { $open }.
digest-cases-ageing = Open cases: { $open }, past their deadline: { $ageing }, oldest { $days } days.
digest-cases-none = No open cases.
digest-weakest = Indicators most in need of strengthening: { $names }.
digest-weakest-few = Results of { $count } people; indicators are shown from { $fewest } people on.
digest-obstacles = Obstacles of the last 28 days: { $names }.
digest-ceiling = { $part }: { $share }, gave the highest score to every item. What sets them apart cannot be seen here.
digest-few = Fewer than { $fewest } companions: only counts are shown.
digest-withheld = Results of small groups are not shown, so that nobody can be recognised.
digest-up = , up { $points } points
digest-down = , down { $points } points
digest-share = { $count } of { $of }, { $percent }
digest-share-few = { $count } of { $of }
digest-share-interval = { $count } of { $of }, { $percent } ({ $interval })

## The picture
digest-picture-when = Digest of { $when } · self-assessment
digest-picture-people = { $count } companions
digest-picture-participation = Self-assessment
digest-picture-bands = Bands part by part (number of people)
digest-picture-part = { $part } ({ $count })
digest-picture-pairs = Thin lines: the same { $count } people, before, then now
digest-picture-weakest = To be strengthened most (mean)
digest-picture-reports = { $count } reports due
digest-picture-others = { $count } other forms
digest-picture-ratio = families each (ideal 100)
digest-picture-families = families in all
digest-picture-over = of { $known }: above 200 families
digest-picture-open = open cases
digest-picture-ageing = cases past their deadline
digest-finished-word = finished
digest-started-word = filling in
digest-untouched-word = not begun
digest-on-time-word = on time
digest-late-word = late
digest-missing-word = not in yet
digest-trend-when = { $first } to { $last }
digest-trend-finished = Self-assessment finished
digest-trend-finished-note = People, up to the end of the month
digest-trend-finished-thousands = Thousand people, up to the end of the month
digest-trend-on-time = Reports on time
digest-trend-on-time-note = Percent; from { $fewest } reports due on
digest-trend-on-time-rare = Percent, without daily reports; from { $fewest } reports on
digest-trend-median = Overall median
digest-trend-median-note = Percent; from { $fewest } people on

## The numbers one by one, also as what a picture says
digest-numbers-title = <b>Numbers of { $where }</b> · { $when }
digest-alt-participation = Self-assessment: finished { $finished }, filling in { $started }, not begun { $untouched }.
digest-alt-part = { $part } ({ $n } people): { $bands }.
digest-alt-pairs = The same { $n } people, before: { $before }; now: { $now }.
digest-alt-effective = Very effective or effective: { $share }.
digest-alt-weakest = To be strengthened most: { $items }.
digest-alt-report = { $form }: on time { $on_time }, late { $late }, not in yet { $missing }.
digest-alt-load-unknown = No profile says how many families there are.
digest-alt-cases = Cases: open { $open }, past their deadline { $ageing }, closed this week { $closed }.
digest-alt-quartiles = Median { $median }, half of the people between { $q1 } and { $q3 }.
digest-alt-mean = Mean { $mean }.
digest-alt-interval = In brackets: 95 % confidence intervals.
digest-alt-nobody = nobody yet
digest-alt-month = { $month }: finished { $finished }, on time { $on_time } of { $due }, median { $median }.
digest-line = { $line }
digest-bullet = • { $line }

## The screens
button-digest = Digest
button-digest-idle = Who has not begun ({ $count })
button-digest-talk = Needs a talk ({ $count })
button-digest-talk-first = Needs a talk ({ $count } waiting)
button-digest-all = All companions
button-digest-cases = Cases ({ $count })
button-digest-levels = Regions within
button-digest-programmes = By programme
button-digest-programme = { $name } ({ $count })
button-digest-trend = Trend
button-digest-numbers = Numbers
button-digest-xlsx = XLSX
button-digest-rhythm = Change schedule
button-digest-this-week = This week
button-digest-last-week = Last week
button-digest-remind = Remind all ({ $count })
button-digest-reports = Reports
toast-digest-not-yours = The digest is for coordinators and admins.
toast-digest-gone = This is no longer available.
toast-digest-reminded = { $count } companions are reminded, beginning { $when }.
toast-digest-reminded-before = Everybody has been reminded, beginning { $when }.
digest-choose = Which digest?
digest-nobody = There are no companions in { $where } yet. The digest fills once somebody joins.
digest-nobody-agreed = In { $where }, { $count } companions have not read the new rules on data yet. They are asked when they open the bot; the digest fills after that.
digest-trend-title = <b>Trend of { $where }</b>
digest-levels-title = <b>Regions within { $where }</b> · { $when }
digest-levels-how = In alphabetical order. Tap a region to see its digest.
digest-levels-line = <b>{ $name }</b>: { $people } companions, finished { $finished }, on time { $on_time } of { $due }, above 200 families { $over }, cases { $cases }
digest-levels-bands = · results: { $bands }
digest-levels-together = Results of { $names } together: { $bands }.
digest-levels-few = <b>{ $name }</b>: fewer than { $fewest } companions
digest-programmes = Which programme in { $where }? A companion with two programmes counts in both.
digest-nowhere = Region not known

## Lists of companions
digest-list-of = Digest of { $where }
digest-idle-title = Competency questionnaire not begun: { $count }
digest-idle-none = Everybody has begun the competency questionnaire.
digest-talk-title = Needs a talk: { $count }
digest-talk-first = <b>Ask for help or wait: { $count }</b>
digest-talk-others = <b>Others: { $count }</b>
digest-talk-none = Nobody needs a talk in particular just now.
digest-all-title = All companions: { $count }
digest-person = { $number }. <b>{ $name }</b>{ $told }
digest-nameless = Without a name
digest-tap-number = In alphabetical order. Tap a number to see one companion.
digest-remind-what = One tap reminds them all, in their hours of work.
digest-unreachable = { $count } people cannot be reminded by the bot; please speak with them.
digest-reminded = reminded { $when }
digest-now = now
digest-coordinator = your coordinator
digest-nudge = { $address }, { $who } invites you to fill in the competency questionnaire. Your answers are kept, and you may stop at any time.
digest-last-report = last report { $day }
digest-no-report = no report yet
digest-kpm = { $count } families
digest-one-title = <b>{ $name }</b>
digest-one-state = Self-assessment: { $state }
digest-one-result = Result of { $date }, for this companion and you alone:
digest-one-why = Why a talk:
digest-why-help-asked = asks for help with an obstacle ({ $count })
digest-why-case-waits = their case waits past its deadline ({ $count })
digest-why-missing = reports have not come in a row: { $names }{ $rest ->
    [0] {""}
   *[other] {" "}and { $rest } more
}
digest-why-workload = looks after { $count } families
digest-why-not-started = joined { $count } days ago, competency questionnaire not begun
digest-why-below = a self-assessment to be strengthened together
digest-why-asks-mentor = would like a mentor or a talk

## The schedule of the digest
digest-rhythm-title = Schedule of the digest
digest-rhythm-weekly = Every week
digest-rhythm-biweekly = Every two weeks
digest-rhythm-monthly = Every month
digest-rhythm-off = Do not send
digest-rhythm-is = The digest comes { $every }, { $day } at { $clock }. It is about the last week; other weeks are in /ringkasan.
digest-rhythm-is-off = The digest does not come by itself. /ringkasan always opens it.
digest-weekday-short = { $number ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
   *[other] Fri
}

## The XLSX file
digest-file-name = digest
digest-file-caption = Digest of { $where }
digest-sheet-sent = The XLSX file is above. It may hold personal data; please keep it safe.
digest-sheet-summary = Digest
digest-sheet-parts = Parts
digest-sheet-reports = Reports
digest-sheet-regions = Regions
digest-sheet-people = Companions
digest-column-part = Part
digest-column-results = Results
digest-column-results-before = With an earlier result
digest-column-effective = Very effective or effective
digest-column-before = before { $band }
digest-column-paired = now { $band }, the same people
digest-column-median = Median (%)
digest-column-q1 = Quartile 1 (%)
digest-column-q3 = Quartile 3 (%)
digest-column-mean = Mean (%)
digest-column-low = 95 % interval: from
digest-column-high = 95 % interval: to
digest-column-ceiling = Highest score in every item
digest-column-form = Form
digest-column-due = Due
digest-column-code = Code
digest-column-region = Region
digest-column-companions = Companions
digest-column-active = Active
digest-column-kpm = Families
digest-column-over = Above 200 families
digest-column-cases = Open cases
digest-column-name = Name
digest-column-state = Self-assessment
digest-column-last-report = Last report
digest-column-why = Why a talk
