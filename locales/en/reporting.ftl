# A companion's reports: beginning, receipt, the list of one's own, reports that were returned.

## Report
report-title = <b>Report</b> · { $day }
report-line-today = Today: <b>{ $form }</b>
report-line-late = Late: <b>{ $form }</b> ({ $count ->
    [1] 1 day
   *[other] { $count } days
 })
report-line-soon = Soon: <b>{ $form }</b> (until { $day })
report-line-returned = Returned: <b>{ $report }</b>
report-line-draft = Draft: { $draft }
report-more = and { $count } more reports that are due
report-more-drafts = and { $count } more drafts
report-nothing-due = No report is due today. You may report at any time.
report-draft = { $form }, { $answered } of { $total }
report-correction-of = Correction of { $form }
report-all-title = All report forms
report-group = <b>{ $group }</b>: { $forms }
report-no-forms = There are no report forms yet. Please ask an admin.
reporting-group-field = In the field
reporting-group-families = Data of families
reporting-group-money = Assistance
reporting-group-independence = Business and graduation
reporting-group-trouble = Problems and partners
reporting-group-own = About my work
reporting-group-more = More
reporting-group-others = For other programmes
button-report = 📝 Report
button-my-reports = My reports
button-report-all = All forms
button-report-continue = ▸ { $draft }
button-report-drop = 🗑 Delete a draft
button-report-drop-one = 🗑 { $draft }
button-report-mend = ↩️ { $report }
button-report-back = ‹ Report

## Beginning
report-drafts-open = { $count ->
    [1] There is a draft of <b>{ $form }</b> that was not sent.
   *[other] There are { $count } drafts of <b>{ $form }</b> that were not sent.
 } Go on with it, or begin a new one? No draft is lost.
report-series = • <b>{ $name }</b> · last on { $date }
report-series-named = • <b>{ $name }</b> · last on { $date }, { $what }
report-drop-which = Which draft shall be deleted?
report-drop-sure = Delete the draft <b>{ $draft }</b>? This cannot be undone.
button-report-fresh = Begin a new one
button-report-other = Another one
button-report-keep = Keep it
toast-report-begun = That report is open already.
toast-report-not-now = That report form cannot be filled in now.
toast-report-gone = That report is not here. Your data are safe.

## Receipt
report-moment = { $date }, { $time }
report-receipt-when = Number <b>{ $number }</b> · { $moment }
report-receipt-version = This is version { $version }. The earlier one is kept.
report-receipt-next = Your coordinator will look at it. If something is missing, you will be told.
report-receipt-next-restricted = This report is restricted. Only those named for it can read it.
report-receipt-next-unnamed = This report is restricted. The admins are naming who may read it.
report-unnamed = There is a restricted report in { $region }, but nobody may read it yet. Please name somebody.
report-receipt-accepted = Your coordinator has accepted this report.
report-receipt-correct = You may correct it until { $until }.
button-report-case = Open a case from this report
button-report-again = Another report
toast-report-accepted = This report was accepted, so it cannot be changed any more. If something is wrong, ask your coordinator.
toast-report-late = The time to correct it by yourself is over. Your coordinator can return it to be corrected.

## My reports
my-reports-title = My reports
my-reports-none = No report has been sent yet.
my-reports-month = <b>My reports</b> · { $month } ({ $count })
my-reports-line = { $number }. { $mark } <b>{ $day }</b> · { $report }
my-reports-marks = ⏳ sent · ✅ accepted · ↩️ returned
button-reports-newest = ◂ Newest
button-reports-older = Earlier ▸
button-reports-month = { $month } ({ $count })
button-reports-back = ‹ My reports
report-state-new = sent, waiting to be looked at
report-state-accepted = accepted
report-state-returned = returned to be corrected
my-report-title = { $form } · number { $number }
my-report-sent = Sent { $moment }
my-report-version-now = Version { $version }, corrected { $moment }
my-report-version-old = Version { $version } of { $count }. Version { $count } is the one that counts.
my-report-version-first = Version { $version }, sent { $moment }
my-report-version-line = Version { $version }, corrected { $moment }
my-report-state = { $mark } { $state }
my-report-remark = Your coordinator says: <b>{ $remark }</b>
my-report-files = Sent with { $form } number { $number }:
button-report-versions = All versions ({ $count })
button-report-version = Version { $version }
button-report-newest-version = The version that counts

## Returned
report-returned = { $address }, the report <b>{ $report }</b> (number { $number }, { $moment }) was returned to be corrected.
report-returned-remark = Your coordinator says: <b>{ $remark }</b>
report-returned-restricted = { $address }, the report number { $number } was returned to be corrected. Open it to read the remark.
summary-ready-correction = Take a quick look, then tap <b>Send correction</b>.
button-send-correction = Send correction
button-report-mend-now = Correct it now
button-report-see = See the report

## What comes out of turn
sorted-in = { $what ->
    [place] 📍 This place
    [image] 🖼 This photo
    [audio] 🎙 This recording
   *[video] 🎞 This video
 } was kept for: <b>{ $question }</b>
sorted-in-waits = The question below still waits for your answer.
