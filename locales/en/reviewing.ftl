# Incoming reports: a coordinator reads, accepts or gives back what the companions of the own region have filed.

button-rev-incoming = Incoming reports{ $count ->
    [0] {""}
    [100] {" "}({ $most } or more)
   *[other] {" "}({ $count })
 }
toast-rev-not-yours = This part is for coordinators.
toast-rev-gone = This report is not here. This is what is there now.
hint-rev-tap = Here it is enough to tap one of the buttons above.

## List
rev-title = Incoming reports
rev-waiting = Waiting for a look: <b>{ $count ->
    [100] { $most } or more
   *[other] { $count }
 }</b>
rev-matching = Found by this choice: <b>{ $count ->
    [100] { $most } or more
   *[other] { $count }
 }</b>
rev-none-waiting = No report is waiting. You have seen them all.
rev-none = No report fits this choice.
rev-tap-number = Tap a number to open it.
rev-tap-tick = Tap the numbers that you want to accept. Ticked: { $count }.
rev-restricted = Restricted
rev-version = version { $number }
rev-nameless = No name
rev-region-unknown = region not given
rev-moment = { $day } at { $time }
button-rev-newer = ‹ Newer
button-rev-older = Older ›
button-rev-list = ‹ List
button-rev-accept-page = ✓ Accept all on this page ({ $count })
button-rev-pick = Choose several
button-rev-pick-end = Stop choosing
button-rev-accept-some = ✓ Accept the ticked ones ({ $count })
toast-rev-most-ticks = At most { $most } at once. Please accept those you have ticked first.
toast-rev-list-changed = The list has just changed. Please look again.

## Filters
rev-any = all
rev-anybody = All companions
rev-any-form = All forms
button-rev-by-state = State: { $value }
button-rev-by-date = Date: { $value }
button-rev-by-person = From: { $value }
button-rev-by-form = Form: { $value }
rev-choose-state = Which reports?
rev-choose-date = From which date on?
rev-choose-person = Whose reports?
rev-choose-form = Which form?
rev-by-state-n = waiting
rev-by-state-r = given back
rev-by-state-a = accepted
rev-by-state-x = all
rev-by-date-d = today
rev-by-date-w = 7 days
rev-by-date-m = this month
rev-by-date-l = last month
rev-by-date-x = all
rev-people-how = Tap a name, or write a part of it.
rev-people-typed = Names with “{ $typed }”: { $count }

## Accepting many at once
rev-sure = Accept these <b>{ $count } reports</b> without opening them?
rev-sure-left = Left out, because looked at or just corrected: { $count }.
rev-sure-more = • and { $count } more companions
rev-sure-none = The reports you chose have been judged already, or were just corrected.
button-rev-accept-surely = Yes, accept { $count } reports
button-rev-not-yet = Not now
toast-rev-accepted-many = { $left ->
    [0] { $count } reports accepted.
   *[other] { $count } reports accepted. { $left } not: judged already, or just corrected.
 }

## One report
rev-from = { $sender } · { $region }
rev-sent = Number { $number } · { $moment }
rev-you = you
rev-someone = a coordinator
rev-the-companion = The sender
rev-state-new = ⏳ Waiting for a look
rev-state-accepted = ✅ Accepted by { $by }, { $when }
rev-state-returned = ↩️ Given back by { $by }, { $when }
rev-remark = Remark: “{ $remark }”
rev-remark-before = What was asked for before: “{ $remark }”
rev-new-version = This is version { $number }, corrected.
rev-this-version = This is version { $number }.
rev-old-version = This is version { $number } of { $of }, replaced since.
rev-restricted-head = 🔒 <b>Restricted</b>
rev-restricted-why = This report is only for those named for it. Who opens it, and when, is noted.
rev-case = 🗂 Opened from this report: <b>{ $case }</b> · { $state }
button-rev-case = Case { $number }
rev-files-of = Files of report number { $number }:
button-rev-see = Open
button-rev-accept = ✓ Accept
button-rev-return = ↩ Give back
button-rev-next = Next ›
button-rev-version = Version { $number }
button-rev-newest-version = Newest version
button-rev-more-files = More files
toast-rev-accepted = Report number { $number } accepted.
toast-rev-judged = This report has been judged already. This is how it stands.
toast-rev-new-version = This report was corrected just now. Please read its newest version first.
toast-rev-just-accepted = { $by } has just accepted this report. Please look again before you return it.
rev-accepted-meanwhile = { $by } has just accepted this report. If it must go back all the same, please write the remark again.
toast-rev-returned = Given back. The sender will be told.

## Giving back
rev-return-title = Give back report number <b>{ $number }</b>
rev-return-how = What should be put right? Write it here, or tap one of these. { $who } will read it.
rev-ready-1 = Please add the photos.
rev-ready-2 = Please check the numbers again.
rev-ready-3 = Please check the date and the place.
rev-ready-4 = Please tell a little more.
hint-rev-type-remark = Please write the remark in words, or tap one of those above.
hint-rev-remark-length = A remark has { $fewest } to { $most } letters. Yours has { $length }.

## What a report says, and its files
given-map = 📍 map
files-button = { $kind ->
    [photo] Photos
    [sound] Recordings
    [video] Videos
    [document] Files
   *[mixed] Photos and files
 } ({ $count })
files-waiting = { $count } still being fetched from Telegram. Please try again in a little while.
files-lost = { $count } could not be fetched from Telegram.
files-unreadable = Some files cannot be opened just now. Please try again later.
