# Forms of the institution: sent, checked, tried, published; and the forms that are open for a companion.

command-formulir = Forms (admin)
button-forms = Forms
toast-pub-only-admins = This part is for admins only.
toast-pub-gone = This is no longer there. Here is how it stands now.
hint-pub-tap = Here, just tap one of the buttons above.
button-pub-list = ‹ List

## The list
pub-list-title = Forms
pub-list-how = To add a form, send an XLSForm file (.xlsx, .csv or .md) here.
pub-list-empty = No form has been published yet.
pub-list-builtin = • { $form } · { $version } · built in · everyone · on demand · { $count } sent
button-pub-drop-failed = Throw away all that failed ({ $count })
toast-pub-dropped-failed = { $count } files thrown away.
pub-state-published = published
pub-state-replaced = replaced
pub-state-retired = retired
pub-sent = { $count } sent

## Sending a file
hint-pub-send-form = Send an XLSForm file (.xlsx, .csv or .md) as a document. No words are needed.
hint-pub-as-document = Please send it as a <b>file</b> (document), not as a photo, video or sound, so that it keeps its name.
hint-pub-not-a-form = The file { $name } is no XLSForm. Send a .xlsx, .csv or .md file.
hint-pub-too-large = The file { $name } is too large. The most is { $most } MB. Long lists of choices belong into a CSV file.
hint-pub-empty = The file { $name } is empty: there is nothing in it. Open it, save it again, then send it here.
hint-pub-too-many-files = Too many files for one form. The most is { $most }.
pub-nameless = without a name
pub-checking = <b>{ $name }</b> is being checked…

    It usually takes a few seconds. The result appears here.
pub-not-fetched = <b>{ $name }</b> could not be fetched from Telegram.

    Try again in a moment, or send the file again.
button-pub-again = Try again
pub-was-checked = { $state ->
    [ready] The form <b>{ $name }</b> has been checked, and can be tried or published.
    [lacking] The form <b>{ $name }</b> has been checked, but still needs other files.
    [failed] The file <b>{ $name }</b> could not be fetched from Telegram.
   *[faulty] The form <b>{ $name }</b> has been checked. There is something to mend.
 }
button-pub-see = See the result

## What was found
pub-faulty = <b>{ $name }</b> cannot be published yet. To be mended: { $count }.
pub-more-problems = … and { $count } more.
pub-mend-and-send = Mend them in the file, then send it here again.
button-pub-all-problems = All as a file
pub-problems-file = problems.txt
pub-problems-caption = What to mend in { $name }
pub-at-sheet = sheet { $sheet }
pub-at-row = row { $row }
pub-at-column = column { $column }
pub-problem-builtin = This name (form_id) belongs to a built-in form. Use another form_id.
pub-problem-form-id-unusable = A form_id may only have letters, digits, dots, underscores and hyphens, at most 100. Please change it.
pub-problem-version-unusable = A version may only have letters, digits, dots, underscores and hyphens, at most 100. Please change it.
pub-problem-title-too-long = The form's title (form_title) is too long. The most is 120 letters. Please shorten it.
pub-problem-version-taken = This version has been published with other content. Raise the version (today's date, for example), then send it again.
pub-problem-already-published = This version has been published with the same content. Nothing needs to be done. If you change the content, raise the version.
pub-lacking = <b>{ $name }</b> needs other files:
    { $names }

    Send them here under the same names.

## Preview
pub-line-form = Name: { $id } · version { $version }
pub-line-assumed = Not in the file, so chosen for it: { $names }. For the next version, better write it on the sheet settings.
pub-line-questions = { $count } { $count ->
    [one] question
   *[other] questions
 }{ $groups ->
    [0] {""}
    [1] {" "}· 1 part
   *[other] {" "}· { $groups } parts
 }
pub-line-languages = Languages: { $languages }
pub-one-language = one
pub-line-missing = Not there yet (may follow): { $names }
pub-line-who = For: { $who } = { $count } people
pub-line-from = From: { $day }
pub-line-until = Until: { $day }
pub-line-rhythm = How often: { $rhythm }
pub-line-same-terms = (the same as version { $version }, which is published now)
pub-line-sent = { $count } sent · { $drafts } open drafts
pub-from-now = now
pub-until-never = without end
pub-rhythm-on-demand = on demand
pub-rhythm-once = once
pub-rhythm-daily = every day
pub-rhythm-weekly = every week
pub-rhythm-monthly = every month
pub-preview-how = Nothing is wrong. <b>Try it first</b> opens the form as its readers will see it; nothing is stored.
button-pub-try = Try it first
button-pub-who = For whom
button-pub-from = From
button-pub-until = Until
button-pub-rhythm = How often
button-pub-publish = Publish
button-pub-publish-surely = Yes, publish
button-pub-drop = Drop
pub-sure = Publish <b>{ $form }</b> for { $who } ({ $count } people), { $rhythm }?
pub-sure-replaces = Version { $version } is replaced. Drafts that were begun can be finished on it until it is retired.
toast-pub-published = Published.
toast-pub-dropped = The file was dropped.
toast-pub-changed = Something has just changed. Please look again before publishing.
pub-trial-begins = <b>Trial</b> · { $form }
    Answers are not stored. <b>Stop for now</b> or <b>Send</b> ends the trial.
toast-pub-trial-left = The trial was stopped. Nothing was stored.
toast-pub-trial-done = The trial is done. All answers were accepted; nothing was stored.

## For whom, when
pub-who-title = For whom
pub-tap-to-choose = Tap to choose. Tap again to undo.
pub-region-how = Choose a province, or type part of the name of a regency or city.
button-pub-role = Role
button-pub-programme = Programme
button-pub-region = Region
button-pub-everyone = Everyone
button-pub-done = Done ›
pub-rhythm-how = How often is this form filled in?
pub-day-how = Choose, or type the date, for example 7/12/2026.
button-pub-now = Now
button-pub-never = Without end
hint-pub-day = The date could not be read. For example: 7/12/2026.
toast-pub-ends-before = The last day must come after the first one, and not be over yet.

## One version
button-pub-download = Download
button-pub-retire = Retire
button-pub-retire-surely = Yes, retire
pub-retire-newer = Retire <b>{ $form }</b> version { $version }?{ $drafts ->
    [0] {""}
   *[other] {" "}Open drafts ({ $drafts }) will be asked to move to the new version; answers that still fit go along.
 }
pub-retire-last = Retire <b>{ $form }</b> version { $version }? There is no other version: the form is closed.{ $drafts ->
    [0] {""}
   *[other] {" "}Open drafts ({ $drafts }) can still be read by their owners, but not be sent.
 }
toast-pub-retired = Retired.
pub-file-caption = { $form } · version { $version }

## Forms for a companion
forms-title = Forms for you
forms-none = There is no other form to fill in right now.
forms-line = • { $form } · { $rhythm }
forms-line-begun = • { $form } · { $rhythm } · begun
button-form = { $form }
button-form-continue = Go on: { $form }
button-forms-all = All forms ({ $count })
toast-form-not-now = This form need not be filled in now.

## Moving to another version
move-ask = The form <b>{ $form }</b> has been updated. Your answers ({ $answered }) are still stored.

    Answers that still fit go along to the new version. If some do not fit any more, you will see them.
move-closed = The form <b>{ $form }</b> is closed and cannot be sent any more. Your answers ({ $answered }) are still stored, and can be read until you delete them.
button-move = Move to the new version
button-move-look = See my answers
toast-move-closed = This form is closed.
hint-move-first = This form cannot be continued as it is. Please choose one of the buttons first.
move-all-kept = Moved to the new version of <b>{ $form }</b>: all answers came along ({ $kept }).
move-some-lost = Moved to the new version of <b>{ $form }</b>: { $kept } answers came along. { $lost } answers do not fit any more:
move-rest-in-file = … the whole list is in the file.
move-no-answers = There are no answers in <b>{ $form }</b> yet.
move-answers = Your answers in <b>{ $form }</b>:
move-file = answers.txt
move-file-caption = Your answers in { $form }
