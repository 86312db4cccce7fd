# Questions of a form: how to answer each kind, the summary, parts that repeat.

## Buttons
button-today = Today
button-yesterday = Yesterday
button-now = Now
button-other-hour = ‹ Another hour
button-other-day = ‹ Another day
button-guidance = ℹ️ Guidance
button-send-place = 📍 Send my location
button-undo-point = ↶ Remove last point
button-one-more = Yes, add
button-first-one = Yes, fill in
button-no-more = No, go on ›
button-remove-last = Remove { $name }
button-remove = Remove { $name }
button-add = ＋ Add { $name }
button-remove-surely = Yes, remove { $name }
button-keep-it = No, keep it
button-none-of-it = No { $name }

## How to answer
how-date = <i>Tap the day, or write: { $example }, yesterday, Monday.</i>
how-month = <i>Tap the month, or write: { $typed }, { $named }.</i>
how-year = <i>Tap the year, or write it.</i>
how-time = <i>Tap the hour, or write: 7.30, 7 pm.</i>
how-moment = <i>Tap the day, then the time. You may also write: yesterday 14:30.</i>
how-time-of-day = <b>{ $day }</b>, at what time? <i>Tap, or write: 7:30.</i>
how-range = <i>Tap, or write a number from { $first } to { $last }.</i>
how-rank = <i>Tap one after the other in your order. Tap again to undo.</i>
how-place = <i>Tap “📍 Send my location” below the screen, or 📎 and Location, or write the coordinates.</i>
how-points = <i>Send a location point by point: walk, then tap “📍 Send my location”. At least { $least } points.</i>
how-points-so-far = Points stored: <b>{ $count }</b> of at least { $least }. <i>Send the next one.</i>
how-points-enough = Points stored: <b>{ $count }</b>. <i>Send the next one, or tap Done.</i>
how-image = <i>Send a photo: tap 📎 or the camera.</i>
how-audio = <i>Send a voice message or an audio file.</i>
how-video = <i>Send a video: tap 📎 or the camera.</i>
how-file = <i>Send a file: tap 📎.</i>
how-barcode = <i>Write the digits or letters below the barcode.</i>
how-typed-into = <i>What you write is the answer to number { $number }.</i>
whole-text-above = <i>The whole text is in the message before this one.</i>
ticked-so-far = Chosen ({ $count }): <b>{ $names }</b>
ranked-so-far = Order: <b>{ $numbers }</b>
other-choice = Other
other-specify = Please specify.

## Answers
answer-so-far = Your answer: <b>{ $answer }</b>
answer-points = { $count } points
answer-acknowledged = yes
answer-image = photo
answer-audio = sound recording
answer-video = video
answer-file = file
answer-moment = { $day }, { $time }
answer-money = Rp{ $amount }
answer-place = { $place } (±{ $metres } m)

## Parts that repeat, the summary
instance-unnamed = Part
part-together = { $label } { $first }–{ $last }
part-unnamed = Main part
repeat-any = Is there a <b>{ $label }</b> to fill in?
repeat-more = <b>{ $label }</b>: { $number } so far. Add another?
remove-sure = Remove <b>{ $name }</b>? { $answered ->
    [0] There are no answers in it yet.
   *[other] The answers in it ({ $answered }) go too.
 }
words-yes = yes, y, add, more, ok, ya, iya, tambah
words-no = no, n, done, enough, next, tidak, cukup, lanjut

## Locations
place-keyboard = The button is below the screen 👇
place-received = 📍 Location received. Thank you.
place-stored = 📍 Location stored.
place-left = The location button is closed.
place-later = The location button is closed. The question waits for you.

## Hints and refusals
hint-type-date = For this question tap or write the date, such as { $example }.
hint-type-time = For this question tap or write the time, such as 7:30.
hint-type-moment = For this question tap the day and the time, or write: yesterday 14:30.
hint-type-barcode = Sorry, I cannot read a code from a photo yet. Please write the digits or letters below it.
hint-send-place = For this question send a location: tap “📍 Send my location”, or 📎 and Location.
hint-send-image = For this question send a photo: tap 📎 or the camera.
hint-send-audio = For this question send a voice message or an audio file.
hint-send-video = For this question send a video: tap 📎 or the camera.
hint-send-file = For this question send a file: tap 📎.
hint-one-of-album = One question takes one file: I have taken the first of this album.
refused-rest = I did not keep the rest of that text either. Please write less, in one message.
caption-left = The words below what you sent were not kept. If they matter, please write them in another answer.
refused-not-a-time = Sorry, I could not read that time. Example: 7:30 or 7 pm.
refused-not-a-datetime = Sorry, I could not read that day and time. Example: { $example } 14:30.
refused-not-a-place = Sorry, I could not read that location. Send it with 📎, or write coordinates such as -6.2, 106.8.
refused-map-link = A short link holds no coordinates. Send the location with 📎, or write coordinates such as -6.2, 106.8.
refused-not-in-range = That number is not one of the choices. Please tap or write one that is offered.
refused-not-all-ranked = The order is not complete. Please tap all choices.
refused-too-many-instances = No more can be added; there are as many as there may be.
refused-not-a-file = For this question please send the photo or the file.
refused-file-too-large = That file is larger than 20 MB, Telegram's limit for bots. Please send a smaller one.
refused-too-many-files = There are too many files in this form already. Please go on with those.

## A file that cannot be fetched
file-lost = We could not fetch your file for <b>{ $question }</b> from Telegram. Your other answers are safe. Please send it once more.
file-lost-sent = We could not fetch your file for <b>{ $question }</b> from Telegram. The form that you sent is stored; only that file is missing.
file-not-cleaned = We did not keep your picture for <b>{ $question }</b>: the place inside the file could not be removed. Please send it as a photo, not as a file.
file-not-cleaned-sent = We did not keep your picture for <b>{ $question }</b>: the place inside the file could not be removed. Next time please send it as a photo, not as a file.
button-send-again = Send again

## It was sent
sent-title = ✅ <b>{ $form }</b> sent
sent-when = { $date } at { $time } · number { $number }
sent-thanks = Thank you. Your answers are stored. If something is wrong, correct it here; the earlier version is kept.
sent-corrected = Thank you. Your correction is stored and takes the place of what you sent before.
button-correct = ✏️ Correct it
toast-form-closed = This form is closed, so it cannot be corrected any more.
toast-form-open = You are still filling in this form. Finish it first, then correct the earlier one.
taken-up-again = You are back in <b>{ $form }</b>. Its question is below.
refused-too-much-work = This form takes too long to work out, so the answer could not be stored. Please tell an admin. Your other answers are safe.
