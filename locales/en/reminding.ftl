# Reminders: the letter, its settings, and the schedule for admins. Warm, never blaming.

## The letter
remind-one-due = { $level ->
    [0] { $address }, just a reminder: <b>{ $form }</b> can be filled in until { $due }.
    [1] { $address }, <b>{ $form }</b> is due { $due }.
    [2] { $address }, we have not received <b>{ $form }</b> yet. It was due { $due } and can still be sent.
   *[3] { $address }, <b>{ $form }</b> can still be sent whenever you find the time.
 }
remind-one-draft = { $address }, what you filled in of <b>{ $form }</b> is stored, and you can go on at any time.
remind-one-unfinished = { $address }, your <b>{ $form }</b> is not finished yet. Please go on when you have time.
remind-one-profile = { $address }, your profile is not finished yet. It is only a few questions, about two minutes. After that, greetings and the time of reminders follow your region.
remind-stored = { $left ->
    [0] All items are filled in; it only has to be sent.
   *[other] { $answered } of { $total } items are filled in, about { $minutes } more minutes.
 }
remind-several = { $level ->
    [0] { $address }, just a reminder of what can be filled in:
    [1] { $address }, this is expected today or still open:
   *[other] { $address }, this is still open and can be sent when you find the time:
 }
remind-line-due = { $level ->
    [0] <b>{ $form }</b>: until { $due }
    [1] <b>{ $form }</b>: due { $due }
   *[other] <b>{ $form }</b>: was due { $due }
 }
remind-line-draft = <b>{ $form }</b>: { $answered } of { $total } items filled in
remind-line-unfinished = <b>{ $form }</b>: not finished yet
remind-more = and { $count } more
remind-help = If something is in the way, your coordinator is ready to help.
remind-today = today at { $clock }
remind-tomorrow = tomorrow at { $clock }
remind-on = { $day } at { $clock }
remind-weekday = { $number ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
 }
remind-period-week = week { $first }–{ $last }
remind-period-quarter = Quarter { $number } { $year }
remind-period-half = Half-year { $number } { $year }
button-remind-fill = Fill in now
button-remind-continue = Continue
button-remind-fill-form = Fill in: { $form }
button-remind-continue-form = Continue: { $form }
button-remind-later = Remind me later
button-remind-settings = Reminder settings
button-remind-hour = In 1 hour
button-remind-afternoon = This afternoon
button-remind-tomorrow = Tomorrow morning
button-remind-chosen = ✓ { $moment }
toast-remind-later = All right, I will remind you { $moment }.
toast-remind-filed = We have received that form. Thank you.
toast-remind-nothing-left = There is nothing left to be reminded of. Thank you.

## Settings of reminders
reminders-title = Reminder settings
reminders-about = Tap to switch on or off. Reminders come at most { $count } a day, on working days at about { $clock }.
reminders-about-none = Tap to switch on or off. At present an admin has stopped scheduled reminders.
reminders-duty = Duty announcements are always sent.
reminders-draft = Unfinished forms
reminders-news = News
button-reminders-switch = { $on ->
    [yes] ✓ { $what }
   *[no] ○ { $what }
 }
button-reminders-tips = { $every ->
    [weekly] ✓ Tips: every week
    [biweekly] ✓ Tips: every two weeks
   *[off] ○ Tips: not sent
 }
toast-reminders-on = { $what }: switched on.
toast-reminders-off = { $what }: switched off. You can switch it on again at any time.
toast-reminders-tips = { $every ->
    [weekly] Tips are sent every week.
    [biweekly] Tips are sent every two weeks.
   *[off] Tips are not sent. You can switch them on again at any time.
 }

## The schedule, for admins and coordinators
schedule-title = Schedule for the next seven days
schedule-reminders = { $count } reminders
schedule-tips = { $count } tips
schedule-digests = { $count } digests
schedule-mentors = { $count } words to learning pairs
schedule-announcements = { $count } announcements
schedule-nothing = Nothing is planned yet.
schedule-soon = Being worked out. Please look again in a few minutes.
schedule-holidays = Next holidays
schedule-no-holidays = No holidays in the near future.
schedule-day = { $day }: { $name }
schedule-hours = Hours of reminders today
schedule-zone = { $zone }: { $hours } (now { $now })
schedule-closed = closed
schedule-slot = { $count ->
    [0] Scheduled reminders: stopped
   *[other] Scheduled reminders: at { $clock }, at most { $count } a day
 }
schedule-quiet = Quiet hours: { $start }–{ $end }
schedule-problem = A setting cannot be used: { $says }
schedule-days-how = <b>Special days</b>

    Write the date, the kind, then the name. For example:
    24/12/{ $example } leave Christmas
    8/3/2027 silent Nyepi in Bali

    The kinds: holiday, leave, workday (a day off that becomes a working day), or silent (nothing is sent at all).
schedule-kind = { $kind ->
    [leave] joint leave
    [workday] working day
    [silent] day of silence
   *[holiday] holiday
 }
schedule-slot-how = <b>Time of reminders</b>

    Now { $clock } local time, at most { $count } a day. Choose below, or write the time, such as 09:15. A second reminder, at { $second }, is only for what is due that day; to change it write both times, such as 09:15 and 13:30.
schedule-tips-slot = Weekly tip: { $day } at { $clock }
schedule-tips-how = <b>Weekly tip</b>

    Now { $day } at { $clock } local time. Where that is a holiday, the tip comes on another working day of the week. Choose below, or write it, such as Thursday at 13:30.
schedule-hours-how = <b>Office hours</b>

    In each companion's own local time. During the Friday noon pause nothing that can wait is sent.
schedule-sending-how = <b>Sending hours</b>

    When each kind may be sent, in local time. Quiet hours, the Friday noon pause and holidays hold as well.
schedule-sending-line = <b>{ $kind ->
    [reminder] Reminders
    [tip] Tips
    [digest] Coordinators' digest
   *[announcement] Planned announcements
 }</b>: working days { $workday }; Ramadan { $ramadan }; Saturdays { $saturday }
schedule-kind-how = { $kind ->
    [reminder] <b>Sending hours of reminders</b>

    Scheduled reminders come on working days only. Saturday's hours are for those who asked to be reminded later.
    [tip] <b>Sending hours of tips</b>

    Beyond working days, tips come only where Saturdays are open.
    [digest] <b>Sending hours of digests</b>

    What coordinators are told about their region.
   *[announcement] <b>Sending hours of planned announcements</b>

    An announcement that you send right now does not wait for these hours.
 }
schedule-field = { $field ->
    [office] Office hours Monday–Thursday
    [friday] End of office hours on Friday
    [pause] Friday noon pause
    [quiet] Quiet hours
    [fasting] Ramadan hours, Monday–Thursday
   *[other] End of office hours on Friday, Ramadan
 }
schedule-field-window = { $kind ->
    [reminder] Reminders
    [tip] Tips
    [digest] Coordinators' digest
   *[announcement] Planned announcements
 } { $day ->
    [workday] on working days
    [ramadan] on working days in Ramadan
   *[saturday] on Saturdays
 }
schedule-field-line = { $field }: { $value }
schedule-field-how = <b>{ $field }</b>

    Now: { $now }. { $shape ->
    [clock] Choose below, or write the time, such as 16:15.
    [night] In these hours nothing that can wait is sent. Choose below, or write them, such as 20:00–06:30.
    [window] Choose below, or write them, such as 08:00–11:00, or “no”.
   *[span] Choose below, or write from when to when, such as 07:30–15:45.
 }
schedule-default = The default: { $value }.
schedule-window = { $window ->
    [office] during office hours
    [any] all day
   *[none] not sent
 }
schedule-ramadan-how = <b>Ramadan</b>

    Office hours are shorter in Ramadan. After the sidang isbat, write its first and last day, such as { $first } to { $last }. Where they are not decided yet, add “estimate”.
schedule-ramadan = Ramadan { $year } AH: { $first } to { $last } ({ $decided ->
    [yes] decided
   *[no] estimate
 })
schedule-ramadan-feast = By the calendar, { $day } is not the first day of Idulfitri. Where Idulfitri moves, set it in Special days too.
schedule-ramadan-none = The dates of that Ramadan are removed
schedule-rhythm-which = <b>Rhythm of forms</b>

    Which form do you want to set?
schedule-rhythm-how = <b>{ $form }</b>

    Now: { $rhythm }.

    Choose the rhythm. When it is due can be written: “day 20 at 16:00”, “Friday 15:00”, “30 days”. Add “previous period” where the report is on the month or week before, or “this period” where it is not.
schedule-rhythm-at-end = This falls at the end of its period, so that no reminders come after the due day. Where you want them, choose a day early in the next period and add “previous period”.
schedule-everywhere = all of Indonesia
schedule-daily = daily
schedule-weekly = weekly
schedule-monthly = monthly
schedule-quarterly = quarterly
schedule-half-yearly = half-yearly
schedule-yearly = yearly
schedule-once = once
schedule-on-demand = on demand
schedule-after-days = { $count } days after the beginning
schedule-on-day = { $month ->
    [0] day { $day }
   *[other] day { $day } of month { $month }
 }
schedule-until = until { $clock }
schedule-previous = on the period before
schedule-words-holiday = holiday, libur
schedule-words-leave = leave, joint leave, cuti bersama
schedule-words-workday = workday, working day, kerja
schedule-words-silent = silent, silence, hening
schedule-words-in = in, di
schedule-words-days = days, hari
schedule-words-estimate = estimate, perkiraan
schedule-words-none = no, none, not sent, tidak
schedule-words-office = office hours, jam kerja
schedule-words-any = all day, sepanjang hari
schedule-words-previous = previous period, previous month, previous week, periode lalu
schedule-words-this = this period, this month, this week, periode ini
schedule-words-due-small = day, at, on, by, until, of, the, month, every, each, for, after, beginning, tanggal, tgl, pukul, jam, pada, setiap, tiap, bulan, ke, sampai, wib, wita, wit
schedule-words-everywhere = all of Indonesia, Indonesia
schedule-words-and = and, dan
schedule-wrong-date = Please begin with the date, such as 24/12/2026.
schedule-wrong-kind = Please write the kind of day after the date: holiday, leave, workday, or silent.
schedule-wrong-name = Please write the name of the day too, such as “Christmas”.
schedule-wrong-long = The name of the day is too long. At most 80 letters, please.
schedule-wrong-past = That date has passed. Please check the year.
schedule-wrong-far = That date is too far away. Please check the year.
schedule-wrong-time = Please write the time in figures as in the example above, such as 09:15, or 08:00–15:00 where there is a beginning and an end.
schedule-wrong-tips = Please write the weekday and the time, such as Thursday at 13:30.
schedule-wrong-dates = Please write the first and the last day, such as 8/2/2027 to 9/3/2027.
schedule-wrong-ramadan-order = The last day of Ramadan is before its first. Please check both dates.
schedule-wrong-ramadan-length = Ramadan has 29 or 30 days, and what you wrote has { $days }. Please check both dates.
schedule-wrong-ramadan = Ramadan { $year } AH is expected to begin about { $about }. Please check its first day.
schedule-wrong-here = Please choose one of the buttons below first.
schedule-wrong-province = There is no province called “{ $place }”. Please write the name of one province after “in”, such as “in West Sumatra”. For several, write them one by one. For all of them, leave the place out.
schedule-wrong-due-word = I do not understand “{ $word }” yet. Please write when it is due as in the examples above.
schedule-wrong-due-month = A monthly form is due every month. Please write the day only, without a month.
schedule-wrong-due = Please write when it is due as in the examples above, as it fits the chosen rhythm.
button-schedule-days = Special days
button-schedule-slot = Time of reminders
button-schedule-rhythm = Rhythm of forms
button-schedule-quiet = Quiet hours
button-schedule-ramadan = Ramadan
button-schedule-tips = Weekly tip
button-schedule-hours = Office hours
button-schedule-sending = Sending hours
button-schedule-kind = { $kind ->
    [reminder] Reminders
    [tip] Tips
    [digest] Digests
   *[announcement] Announcements
 }
button-schedule-window-day = { $day ->
    [workday] Working days
    [ramadan] Ramadan
   *[saturday] Saturdays
 }
button-schedule-ramadan-decided = Confirm { $year } AH
button-schedule-ramadan-reset = { $year } AH: default
button-schedule-back = ‹ Schedule
button-schedule-up = ‹ Back
button-schedule-a-day = { $count }× a day
button-schedule-drop = Remove { $day }
button-schedule-reset = Back to the default
toast-schedule-now = { $what }. In force from now on.
toast-schedule-dropped = Special day { $day } removed. In force from now on.
toast-schedule-wrong-slot = That time cannot be used. Reminders go between 07:30 and 14:00, so that Ramadan's hours are kept too.
toast-schedule-wrong-second = The second reminder must come after the first. Please choose an earlier first one, or write both, such as 09:15 and 13:30.
toast-schedule-wrong-order = The end must be after the beginning. Please check both times.
toast-schedule-wrong-friday = Office hours on Friday end at { $end }, and office hours begin at { $start }. Please choose times that fit, or change the other one first.
toast-schedule-wrong-empty = The beginning and the end are the same. Please write two different times.
toast-schedule-wrong-clock = That time cannot be read. Please write it as 07:30.
toast-schedule-wrong-hours = Those hours cannot be used. Please choose others, or go back to the default.
toast-schedule-wrong-no-time = { $kind ->
    [reminder] Reminders
    [tip] Tips
    [digest] Coordinators' digests
   *[announcement] Planned announcements
 } would have no time left on { $day ->
    [ramadan] working days in Ramadan
   *[workday] working days
 } outside the quiet hours. Please choose wider hours.
toast-schedule-wrong-slot-hours = A reminder at { $clock } needs the hours up to { $needed }, and { $day ->
    [friday] on Fridays
    [ramadan] in Ramadan
    [ramadan-friday] on Fridays in Ramadan
   *[workday] on working days
 } they would be over. Please choose times that fit.
toast-schedule-wrong-tips = { $open ->
    [yes] On { $day } tips may go at { $hours } only, and they are set for { $clock }. Please choose times that fit.
   *[no] Tips are not sent on { $day }. Please choose another day, or open that day in Sending hours first.
 }
toast-schedule-wrong-rhythm = That rhythm cannot be used. Please check the date, weekday or time.
