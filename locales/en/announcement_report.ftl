# The report of an announcement: figures, picture, XLSX file, reminder, and the letters at the end of sending.

## Report
annrep-title = Report
annrep-begun = Sending began: { $at }
annrep-as-of = As of { $at }
annrep-moment = { $date } at { $time }
annrep-nothing-yet = Nothing has been sent yet. The report fills as soon as sending begins.
annrep-readers = Readers: <b>{ $count } people</b>
annrep-line = { $what }: { $count }
annrep-line-share = { $what }: { $count } ({ $share })
annrep-line-of-sent = <b>{ $what }: { $count }</b> ({ $share } of those delivered)
annrep-question = “{ $question }”
annrep-of = { $part } of { $whole }
annrep-people = { $count } people
annrep-last-reminder = Last reminder: { $at }
annrep-state-sent = Delivered
annrep-state-uncertain = Uncertain
annrep-state-failed = Failed
annrep-state-unreachable = Not reachable
annrep-state-cancelled = Not sent after all
annrep-state-waiting = Waiting
annrep-read = Read
annrep-not-read = Delivered, not read yet
annrep-opened = Form opened
annrep-not-opened = Delivered, not opened yet
annrep-answered = Answered
annrep-not-answered = Delivered, not answered yet
annrep-not-delivered = Not delivered, or not yet
annrep-no-region = Region not given
annrep-all-regions = All regions
annrep-other-regions = { $count } other regions
annrep-by-region = By region
annrep-answers-of = Answers of { $count } people
annrep-percent-of-readers = Percent: delivered of all readers
annrep-percent-of-delivered = Percent: { $answered } of those delivered
annrep-regions-delivered = By region (delivered of readers):
annrep-regions-answered = By region ({ $answered } of those delivered):
button-annrep-report = ‹ Report
button-annrep-sheet = XLSX
button-annrep-nudge = Remind the others ({ $count })

## XLSX file
annrep-sheet-sent = The full list of readers is in the XLSX file above. It holds personal data; please keep it safe and share it only with those entitled to it.
annrep-sheet-title = Report of the announcement “{ $title }”
annrep-file-name = announcement-report
annrep-file-caption = Report by region and by reader.
annrep-column-readers = Readers
annrep-column-code = Code
annrep-column-province = Province
annrep-column-regency = Regency/City
annrep-column-delivered-share = Delivered (%)
annrep-column-answered-share = Answered of those delivered (%)
annrep-column-name = Name
annrep-column-state = State
annrep-column-reason = Remark
annrep-column-sent-at = Delivered (local time)
annrep-column-zone = Zone
annrep-column-answer = Answer
annrep-column-answered-at = Answered (local time)
annrep-reason-blocked = Has blocked the bot, or the account is gone
annrep-reason-timed-out = Telegram did not confirm it; it may have arrived
annrep-reason-stopped-midway = The bot stopped while sending; it may have arrived
annrep-reason-not-needed = Sending was stopped
annrep-reason-no-consent = Consent was withdrawn
annrep-reason-refused = Telegram's answer: { $says }

## Reminding the others
annrep-nudge-later = A reminder has just been sent or planned ({ $last }). So that it does not become too much, the next one can be sent from { $next }.
annrep-nudge-not-now = A reminder can be sent while the announcement is being sent, or after its end. It is paused or deleted at present.
toast-annrep-nudge-not-now = A reminder cannot be sent again yet. The report says why.

## Letters at the end of sending
annrep-is-done = The announcement “{ $title }” is through: delivered to <b>{ $sent } of { $total }</b>.
annrep-is-refused = I have paused the announcement “{ $title }”: Telegram refused the first { $count } copies, and nobody has received it.
annrep-refused-says = Telegram's answer: <i>{ $says }</i>
annrep-refused-remedy = Please open the announcement and tap <b>Look</b>. If it does not look right, tap <b>Correct content</b>, then <b>Go on</b>. If it is refused again, stop it and write a new announcement.
