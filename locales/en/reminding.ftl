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
    29/03/{ $example } silent Nyepi in Bali

    The kinds: holiday, leave, workday (a day off that becomes a working day), or silent (nothing is sent at all).
schedule-kind = { $kind ->
    [leave] joint leave
    [workday] working day
    [silent] day of silence
   *[holiday] holiday
 }
schedule-slot-how = <b>Time of reminders</b>

    Now { $clock } local time, at most { $count } a day. Choose below, or write the time, such as 09:15. A second reminder is only for what is due that day.
schedule-quiet-how = <b>Quiet hours</b>

    Now { $start }–{ $end } local time. In these hours nothing that can wait is sent. Choose below, or write them, such as 20:00–06:30.
schedule-rhythm-which = <b>Rhythm of forms</b>

    Which form do you want to set?
schedule-rhythm-how = <b>{ $form }</b>

    Now: { $rhythm }.

    Choose the rhythm. When it is due can be written: “day 20 at 16:00”, “Friday 15:00”, “30 days”, with “previous period” where the report is on the month or week before.
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
schedule-words-previous = previous period, previous month, previous week, periode lalu
schedule-wrong-date = Please begin with the date, such as 24/12/2026.
schedule-wrong-kind = Please write the kind of day after the date: holiday, leave, workday, or silent.
schedule-wrong-name = Please write the name of the day too, such as “Christmas”.
schedule-wrong-long = The name of the day is too long. At most 80 letters, please.
schedule-wrong-past = That date has passed. Please check the year.
schedule-wrong-far = That date is too far away. Please check the year.
schedule-wrong-time = Please write the time in figures, such as 09:15; for quiet hours two times, such as 20:00–06:30.
schedule-wrong-due = Please write when it is due as in the examples above, as it fits the chosen rhythm.
button-schedule-days = Special days
button-schedule-slot = Time of reminders
button-schedule-rhythm = Rhythm of forms
button-schedule-quiet = Quiet hours
button-schedule-back = ‹ Schedule
button-schedule-a-day = { $count }× a day
button-schedule-drop = Remove { $day }
button-schedule-reset = Back to the default
toast-schedule-kept = Stored, and in force from now on.
toast-schedule-wrong-slot = That time cannot be used. Reminders go between 07:30 and 14:00, so that Ramadan's hours are kept too.
toast-schedule-wrong-quiet = Those quiet hours leave no time to send anything. Please choose others.
toast-schedule-wrong-rhythm = That rhythm cannot be used. Please check the date, weekday or time.
