# Data out: choosing, waiting, and getting the file.

export-title = Export data
export-of = { $form }
export-which = Choose the form or questionnaire whose data you need.
button-export = ⬇ Export data
command-ekspor = Download data of forms and questionnaires
button-export-running = ⏳ The file being made

## One screen: everything that is chosen
export-line-period = Time: <b>{ $period }</b>
export-line-region = Region: <b>{ $region }</b>
export-line-format = Format: <b>{ $format }</b>
export-line-names = Names of people: <b>{ $names }</b>
export-rows =
    { $count ->
        [0] Nothing was sent for this choice yet. Change the time or the region.
        [one] It holds one submission.
       *[other] It holds { $shown } submissions.
    }
export-names-yes = written
export-names-no = replaced by codes
export-names-care = A file with names holds personal data. Keep it safe and delete it after use.
export-crowd = Single results are protected: regions and programmes of fewer than 5 people are not named.
export-all-mine = all my regions
export-all-programmes = All programmes
export-period-days = { $first } – { $last }
export-period-all = all time
button-export-make = Make the file
button-export-period = Change time
button-export-region = Change region
button-export-programme = Change programme
button-export-format = Change format
button-export-names-yes = With names
button-export-names-no = Without names
button-export-other = ‹ Another form
button-export-provinces = ‹ Provinces
button-export-my-regions = ‹ My regions

## Its parts
export-period-how = Sent when?
export-period-m0 = This month
export-period-m1 = Last month
export-period-y0 = This year
export-period-own = Other days …
export-days-how = Write two days, for example: 1 October 2026 to 15 November 2026.
export-days-not-read = The days “{ $typed }” could not be read. Example: 1/10/2026 to 15/11/2026.
export-region-how = Which region?
export-whole-province = All of { $province }
export-programme-how = Which programme?
export-format-how = In which format?
export-format-xlsx = Excel (XLSX)
export-format-csv = CSV
export-format-sav = SPSS (SAV)
export-format-odk = ODK (XML)
export-format-geojson = Map (GeoJSON)
export-format-about-xlsx = • Excel: tables, codebook, and what changed in the form.
export-format-about-csv = • CSV: plain text for any program.
export-format-about-sav = • SPSS: with labels of questions and answers.
export-format-about-odk = • ODK: the submissions as they are, for an ODK server.
export-format-about-geojson = • Map: points, lines and areas for QGIS.

## Waiting, and afterwards
export-waits =
    { $count ->
        [0] It begins at once.
        [one] Waiting: one file is before yours.
       *[other] Waiting: { $count } files are before yours.
    }
export-running = Writing { $done } of { $total } submissions.
export-wait-how = You may leave this screen. The file comes to this chat.
export-done = Done. The file comes to this chat.
export-cancelled = Cancelled. No file is sent.
export-failed-refused = No file was made: these data are not yours to see at present. Check region and programme.
export-failed-nothing = No file was made: nothing is left for this choice. Change the time or the region.
export-failed-disk = The file could not be kept on the server. Try again later, or ask who runs it.
export-failed-too-large = These data are too many for one file. Choose a shorter time or one province.
export-failed-broken = The file could not be written. Try again; should it fail again, choose a shorter time.
button-export-cancel = Cancel
button-export-again = Try again
button-export-open = Open
toast-export-cancelled = Cancelled.
toast-export-one-at-a-time = A file is being made. Wait until it is done, or cancel it first.
toast-export-not-yours = Exports are for coordinators and admins.

## Refused before it is made
export-refused-form = The data of this form are not exported.
export-refused-role = Exports are for coordinators and admins.
export-refused-names = Names in self-assessments are for the coordinator in charge alone. Choose “Without names”.
export-refused-region = This region is not among your duties. Choose another.
export-refused-programme = This programme is not among your duties. Choose another.
export-refused-places = This form asks for no place, or its places are protected. Choose another format.

## The letter with the file
export-letter = The data of <b>{ $form }</b> are ready.
export-letter-part = Part { $place } of { $count }.
export-letter-names = This file has names in it. Keep it safe and delete it after use.
export-letter-pseudonyms = Names are replaced by codes.
export-letter-failed = The data of <b>{ $form }</b> could not be made.
