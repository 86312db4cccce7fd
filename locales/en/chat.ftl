# Every sentence that a person reads in the chat.

language-name = English
address = { $gender ->
    [perempuan] { $name }
    [laki_laki] { $name }
   *[none] { $name }
 }
address-unknown = colleague

## First contact and consent
welcome = Welcome, I am <b>Sahabat Pendamping</b>.

    I help you fill in the competency questionnaire, see your result, and find the next thing to learn.
button-start = Begin
button-this-language = English
consent-title = Consent to the use of data
consent-changed = What is done with data has changed: your coordinator now sees your results and reports as well, to help you. Please read it once more. What you have stored is safe.
institution-unnamed = the institution that runs this bot
button-read-full = Read it all
button-read-short = Read it in short
button-read-again = Read again
consent-declined = Thank you for reading. Only this decision was recorded, nothing else.

    If you change your mind, tap the button below or write /start.
toast-consented = Thank you. Your consent is recorded.
toast-consent-stands = Your consent is already recorded.

## Menu
menu-greeting = { $part ->
    [pagi] Good morning, { $address }.
    [siang] Good afternoon, { $address }.
    [sore] Good afternoon, { $address }.
   *[malam] Good evening, { $address }.
 }
menu-choose = What would you like to do?
menu-draft-open = Your { $form } is stored: { $answered } of { $total } items filled in, about { $minutes } { $minutes ->
    [one] minute
   *[other] minutes
 } to go.
menu-draft-ready = Your { $form } is complete and only needs to be sent.
menu-drafts = Drafts of reports that are stored: <b>{ $count }</b>. Go on with them under 📝 Report.
menu-profile-open = Your { $form } is not finished. What you filled in is stored.
button-questionnaire = Competency questionnaire
button-continue = Continue
button-profile-continue = Continue the profile
button-history = Earlier results
button-profile = My profile
button-invite = Invite
button-schedule = Schedule
button-reminders = Reminders
button-help = Help
button-study = Learning
study-what = Your plan, tips, and ways to know yourself better. Nothing here is required.
button-mine = For me
mine-what = Your own questionnaires, tests, tips, profile and settings.
button-language = Language · Bahasa
button-menu = Menu
form-kompetensi = Competency questionnaire
form-profil = Profile
form-undangan = Invitation

## Filling in a form
button-back = ‹ Back
button-skip = Skip
button-keep = Keep ›
button-done = Done ›
button-next = Next ›
button-acknowledge = Yes, I understand
button-stop = Stop for now
button-summary = Summary
button-send = Send
button-part = { $part }
button-fill-missing = Fill in what is empty ({ $count })
answer-none = not filled in
summary-title = Summary
summary-missing = { $count ->
    [one] One item is not filled in.
   *[other] { $count } items are not filled in.
 } You may fill them in now, or leave them empty where they do not fit your work.
summary-missing-sent = Not filled in: { $count }. You may fill them in now, or leave them empty.
summary-ready = Take a quick look, then tap <b>Send</b>.
summary-cannot-send = Something that is required is still missing.
summary-tap-number = Tap a number to change an answer.
search-by-typing = Type a part of the name to search, or choose from the list.
search-found = { $count } found. Tap the right one.
search-more = These are the first { $shown }. Type a little more to make the list shorter.
toast-already-stored = Already stored. This is your question now.
toast-finished = This button has done its work. Your data are safe.
toast-stored-until-later = Your answers are stored. Go on at any time.
toast-required-missing = Something required is missing. Tap "Fill in what is empty".

## Hints and refusals
hint-tap-one = For this question just tap one of the choices above. { $before ->
    [0] Your answers are safe.
   *[other] Your answers up to number { $before } are stored.
 }
hint-type-number = For this question please write a number only.
hint-type-words = For this question please write the answer in words.
hint-tap-to-go-on = Tap the button above to go on.
hint-tap-in-summary = All questions are behind you. Tap one of the buttons in this summary.
hint-forwarded = A forwarded message cannot be an answer. Please answer the question above directly; your answers are safe.
hint-not-in-list = “{ $words }” is not in the list. Check the spelling, or choose from the list above.
hint-not-understood = Sorry, I did not understand that message. Please choose from the menu.
hint-unknown-command = Sorry, I do not know that command. Write /bantuan to see all commands.
hint-cannot-read = { $what ->
    [sticker] Thank you for the sticker.
    [voice] Sorry, I cannot listen to voice messages yet.
    [photo] Sorry, no photo is needed here; I do not store it.
    [video] Sorry, no video is needed here; I do not store it.
    [document] Sorry, no file is needed here; I do not store it.
    [location] Sorry, no location is needed here; I do not store it.
    [contact] Sorry, no contact is needed here; I do not store it.
   *[other] Sorry, I cannot read that yet.
 } Please choose from the menu.
refused-required = This question needs an answer.
refused-constraint = The answer does not fit yet. Please check it.
refused-not-a-number = Please write a number only, such as 12 or 2.5.
refused-not-a-whole-number = Please write a whole number only.
refused-not-a-choice = Please tap one of the choices.
refused-too-long = The answer is too long. Please write it shorter.
refused-too-large = That number is too large. Please check it.
refused-read-only = This part is only to be read and cannot be changed.
refused-not-asked = That question is not asked at present. Please choose another.
refused-not-a-date = Sorry, the date does not fit yet. Example: { $example }.
refused-identity-number = That message seems to hold a NIK or family card number. To be safe I removed it and do not store it. Please write again without 16-digit numbers.
error-ours = Sorry, something went wrong on our side. The answers that were stored are safe. Please try again in a moment, or write /start.

## Results
self-assessment = Self-assessment
dimension-pengetahuan = Knowledge
dimension-keterampilan = Skills
dimension-sikap = Attitude
dimension-keseluruhan = Overall
band-sangat_efektif = very effective
band-efektif = effective
band-cukup_efektif = fairly effective
band-kurang_efektif = less effective
band-tidak_efektif = not effective
too-few-answers = not enough answers yet ({ $answered } of { $items })
too-few-short = not enough answers yet
change-since = since { $since }
change-none-since = same as { $since }
result-strongest = Strongest:
result-weakest = Can be strengthened:
result-flat = You rated all items alike, so no strength stands out yet.
result-next-step = Next step:
next-step-share = Share one way of working that went well with a fellow companion this week.
result-for-learning = This is for learning, not an official performance review.
picture-title = Self-assessment
picture-subtitle = { $date }
picture-before = { $since }
button-items = See item by item
button-result = Result
receipt = { $form } sent: { $date } at { $time }, { $answered } of { $items } items. Thank you.
history-title = Earlier results
history-empty = No results yet. A result appears when the competency questionnaire has been sent.
history-tap = Tap a date to see that result.
history-more = { $shown } of { $count } are shown; all are in the download at /data.

## Profile and data
profile-title = My profile
profile-tap-to-change = Tap what you want to change.
profile-qualification = Qualification by education: <b>{ $name }</b>
qualification-asisten = Assistant Social Companion
qualification-generalis = Generalist Social Companion
qualification-spesialis = Specialist Social Companion
toast-profile-stored = Your profile is stored. Thank you.
toast-profile-changed = The change is stored.
button-data = My data
button-profile-change = Correct my profile
data-title = My data
data = Stored: your profile and your consent (text version { $version }), and:
    • results of questionnaires and tests: { $sent }
    • interviews: { $interviews }
    • learning plans: { $plans }
    • wishes and pairs for mentoring: { $mentors }
    • reports: { $reports }
    • cases: { $cases }
    • photos and other files: { $files }
    • drafts: { $drafts }

    You can download it all, correct your profile, or withdraw your consent. If you withdraw, all your data are erased at once; only the record of consent remains.
button-download = Download my data
button-withdraw = Withdraw consent and erase data
data-erase-sure = Really erase all your data? Profile, answers, results, reports and photos will be gone and <b>cannot be brought back</b>.
data-erase-cases = Cases that go on ({ $count }) will be gone too, and nobody answers them any more.
button-keep-data = No, keep my data
button-erase-surely = Yes, erase everything
data-erased = Your consent is withdrawn and your data are erased. Thank you for your service.

    If you want to come back one day, write /start.
data-file-name = my-data
data-file-caption = All your stored data (JSON format). Photos and other files are listed by name; they themselves are in this chat.
toast-data-on-its-way = The file is on its way.

## Help, language, cancel
help = <b>Help</b>

    /start – menu
    /lapor – file a report
    /laporan – reports that were sent
    /kasus – ask for help with a hard case
    /belajar – your learning plan
    /mentor – mentors and companions they help
    /tips – this week's tip and those you have saved
    /pengingat – set your reminders
    /riwayat – earlier results
    /profil – see and change your profile
    /data – download or erase your data
    /bahasa – Indonesian or English
    /batal – leave a form
help-coordinator =
    For coordinators:
    /ringkasan – figures and pictures of your region
    /ekspor – download data as files
help-admin =
    For admins:
    /ringkasan – figures and pictures of all regions
    /ekspor – download data as files
    /analisis – test a questionnaire: reliability, CFA, PLS-SEM
    /formulir – publish and see forms
    /pengumuman – write and send announcements
    /jadwal – see and set the schedule of messages
help-good-to-know =
    Every tap is stored at once. You may stop at any time and go on at the same item.
    Do not send anyone's NIK or family card number.
language-choose = Choose a language.
toast-language = English is used from now on.
cancel-what = Leave { $form }? { $answered } answers are stored.
cancel-sure = Erase the draft of { $form } with { $answered } answers? This <b>cannot be undone</b>.
cancel-nothing = No form is being filled in.
button-go-on-filling = Go on filling in
button-keep-for-later = Keep it for later
button-throw-away = Erase the draft
button-throw-away-surely = Yes, erase the draft
toast-thrown-away = The draft is erased.

## Invitations and regions
invite-made-coordinator = Coordinator invitation for <b>{ $region }</b>. It works once, until { $until }. Forward it to the person:
invite-made-admin = Admin invitation. It works once, until { $until }. Forward it to the person:
invite-accepted-coordinator = You are now registered as <b>coordinator</b> for { $region }.
invite-accepted-admin = You are now registered as <b>admin</b>.
invite-unknown = This invitation is not known. Please ask an admin for a new link.
invite-used = This invitation has been used. Please ask an admin for a new link.
invite-expired = This invitation has expired. Please ask an admin for a new link.
region-all = all of Indonesia
region-none = No region has been assigned to you yet. Please contact an admin.

## Commands (the list in Telegram)
command-start = Menu
command-lapor = File a report
command-laporan = Reports
command-belajar = My learning plan
command-ringkasan = Digest of your region (coordinators, admins)
command-pengingat = Reminders: what and when
command-jadwal = Schedule of messages (admins)
command-bantuan = Help
command-riwayat = Earlier results
command-profil = My profile
command-bahasa = Bahasa · Language
command-data = My data
command-batal = Leave a form

## Others
invite-you-are-admin = You are an admin already, so this invitation was not used. Forward the link to the person you invite.
next-step-fill-in = Fill in the items that are still empty next time, so that a result can be worked out.
summary-too-few = A part with less than 80% of its items filled in cannot be scored.
profile-change-open = A change of your profile is not finished. Tap <b>Continue</b> to finish it.
hint-begin-first = Please tap <b>Begin</b> or write /start, then read the consent. Before that I store nothing.
