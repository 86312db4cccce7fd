# The words in exported files: names of sheets, headings, the codebook, notes of changes.
expf-sheet-codebook = Codebook
expf-sheet-changes = Changes
expf-sheet-about = About

expf-col-table = Table
expf-col-name = Name
expf-col-label = Label
expf-col-type = Type
expf-col-values = Values
expf-col-versions = Versions
expf-col-note = Note
expf-col-version = Version
expf-col-what = Change
expf-col-before = Before
expf-col-after = After
expf-col-matter = What
expf-col-content = Content

expf-key = Key of the sent form
expf-parent = Key of the parent row
expf-index = Place within the parent
expf-pseudonym = Pseudonym
expf-person = Code of the person, only in files with names
expf-name = Name
expf-province = Code of the province
expf-province-name = Province
expf-regency = Code of the regency or city
expf-regency-name = Regency or city
expf-programmes = Programmes
expf-version = Version of the form
expf-begun = Begun, local time
expf-sent = Sent, local time
expf-month = Month of sending, local time
expf-zone = Time zone
expf-day = Day of the report
expf-state = State
expf-number = Number
expf-latest = 1 = the last that this person sent, 0 = one came after it
expf-percent = Percent of the highest score: { $part }
expf-level = Category: { $part }
expf-latitude = { $label } (latitude)
expf-longitude = { $label } (longitude)
expf-altitude = { $label } (altitude, metres)
expf-accuracy = { $label } (accuracy, metres)
expf-offset = { $label } (hours ahead of UTC)
expf-score = { $label } (score in its version)
expf-flag = { $label }: { $option }

expf-type-text = text
expf-type-integer = whole number
expf-type-decimal = number
expf-type-date = date
expf-type-time = time
expf-type-datetime = date and time
expf-type-one = one choice
expf-type-many = several choices
expf-type-rank = order of choices
expf-type-point = place
expf-type-line = line
expf-type-area = area
expf-type-file = name of a file
expf-type-flag = 1 = chosen, 0 = not

expf-note-mixed = Its type differs between versions, so it is written as text.
expf-note-rough = Without names: rounded to two decimals of a degree, about 1 km.
expf-note-year = Without names: the year only.
expf-note-worked-out = Worked out by the form.
expf-note-more = … and { $count } more

expf-changed-added = new column
expf-changed-removed = column removed
expf-changed-type = type changed
expf-changed-label = question changed
expf-changed-option-added = new choice
expf-changed-option-removed = choice removed
expf-changed-option-label = wording of a choice changed
expf-changed-option-score = score of a choice changed
expf-changed-nothing = Nothing changed between the versions in this file.

expf-group-low = low
expf-group-middle = middle
expf-group-high = high
expf-skipped = Skipped
expf-not-asked = Not asked

expf-about-form = Form
expf-about-versions = Versions, oldest first
expf-about-made = Made, WIB
expf-about-rows = Sent forms
expf-about-days = Days
expf-about-region = Region
expf-about-programme = Programme
expf-about-state = State
expf-about-who = Names
expf-about-named = This file has names in it. Keep it safe.
expf-about-pseudonyms = Names are replaced by pseudonyms. Free texts are as they were written, so keep it safe.
expf-about-guard = Protection
expf-about-guarded = Regions, programmes and months of fewer than 5 people are left blank; days and times are not written. Filters go by what the file shows, in whole months.
expf-about-all = all
expf-about-parts = Part
expf-about-split = A file that is too large is divided by sent forms. Its parts are numbered.
