# Announcements: composing, choosing readers, approving, sending, and answering. Short, warm, official.

## List
button-announcements = Announcements
command-pengumuman = Announcements (admins)
hint-ann-only-admins = Only admins can make announcements. If something needs to be passed on, please talk to your admin.
toast-ann-only-admins = This part is for admins only.
ann-list-title = Announcements
ann-list-empty = No announcements yet.
ann-list-line = • { $title } · { $state }
button-ann-new = ✍ Write a new one
button-ann-list = ‹ List
button-ann-open = Open the announcement
ann-state-draft = draft
ann-state-waiting = waiting for approval
ann-state-scheduled = scheduled
ann-state-sending = being sent
ann-state-paused = paused
ann-state-stopped = stopped
ann-state-done = sent
ann-state-deleted = deleted
toast-ann-gone = This announcement is no longer there.
toast-ann-not-yours = Only its author can change this announcement.
toast-ann-not-a-draft = This announcement is no longer a draft. Here is how it stands now.
toast-ann-changed-meanwhile = This announcement has just changed. Please check it again before going on.

## Content
ann-write = Send what you want to announce: a text, photo, video, document, audio, album, or a forwarded post.

    Your name will stand below it.
ann-preview = <b>Content</b> · { $title }

    Is it right? You see it above.
ann-preview-album = Your album has arrived. Tap <b>Look</b> to check it, exactly as your readers will get it.
ann-as-readers-see-it = This is what your readers will get:
ann-quoted = “{ $title }”
ann-content-text = text
ann-content-photo = photo
ann-content-video = video
ann-content-animation = animation
ann-content-document = document
ann-content-audio = audio
ann-content-voice = voice message
ann-content-album = album of { $count } files
ann-content-forward = forwarded post
ann-admin-named = { $name }, admin
ann-admin-nameless = Admin of Sahabat Pendamping
ann-signature = – { $name }
button-ann-look = Look
button-ann-change-content = Change content
button-ann-keep-content = ‹ Keep the one before
button-ann-on = Go on ›
hint-ann-tap = Here please tap one of the buttons above. For another announcement, write /pengumuman.
hint-ann-content-is-there = The content is there already. To replace it, tap <b>Change content</b> first.
hint-ann-too-long = Too long by { $over } letters. Together with the sender's name at most { $limit } fit. Please shorten it and send it again.
hint-ann-cannot = { $what ->
    [sticker] Stickers cannot be announced.
    [location] Locations cannot be announced.
    [venue] Locations cannot be announced.
    [contact] Contacts cannot be announced.
    [poll] Polls cannot be announced; a question with choices can be added later.
    [video_note] Round video messages cannot be announced.
    [protected] That post is protected by its source, so it cannot be forwarded.
    [identity] That message seems to hold a NIK or KK number, so I have not kept it.
   *[other] That cannot be announced.
 } Please send a text, photo, video, document, audio, album, or a forwarded post.

## Readers
ann-audience-title = Readers
ann-audience-how = Add conditions. Of one kind they mean “or” (PKH or TKSK), of different kinds “and”.
ann-to = To: { $audience } = <b>{ $count } people</b>, about { $duration }.
ann-to-at-most = To: { $audience } = <b>at most { $count } people</b>, about { $duration }.
ann-to-nobody = To: { $audience } = <b>0 people</b>. Nobody fits yet.
ann-to-whom = To: { $audience }
ann-not-reachable = { $count } of them cannot be reached at present (they blocked the bot).
ann-everyone = everyone
ann-audience-own = a special choice
ann-or = or
ann-except = except { $what }
ann-role-companion = companions
ann-role-coordinator = coordinators
ann-role-admin = admins
ann-language-id = reading Indonesian
ann-language-en = reading English
ann-joined-since = joined since { $date }
ann-band = { $part }: { $band }
ann-gap = weakest in { $part }
ann-filed = has filed { $form }
ann-not-filed = has not filed { $form }
ann-seconds = { $count } seconds
ann-minutes = { $count } minutes
ann-hours = { $hours } h { $minutes } min
ann-tap-to-choose = Tap to choose; tap again to take it away.
ann-which-part = The result of which part?
ann-joined-how = Joined since when? Tap, or type the date, for example 01/01/2026.
ann-region-how = Choose a province, or type the name of a province, regency or city.
ann-regency-how = { $province }: choose the whole province (at the top), or its regencies and cities. You may also type a name.
ann-one = Condition: <b>{ $condition }</b>
ann-segments = Saved groups of readers:
ann-segments-none = No groups are saved yet. The choice above can be saved to be used again.
ann-segment = <b>{ $name }</b>: { $audience }
ann-segment-name = Write a name for this group, for example: PKH West Sumatra.
ann-segment-saved = The group “{ $name }” is saved.
button-ann-role = Role
button-ann-region = Region
button-ann-programme = Programme
button-ann-language = Language
button-ann-band = Assessment result
button-ann-gap = Weakest part
button-ann-filed = Forms filed
button-ann-joined = Joined since
button-ann-segments = Saved groups
button-ann-everyone = Everyone
button-ann-whole-province = All of { $province }
button-ann-provinces = ‹ Other provinces
button-ann-to-audience = ‹ Readers
button-ann-except = Make it an exception
button-ann-include = No longer an exception
button-ann-remove = Remove this condition
button-ann-days = Last { $count } days
button-ann-this-year = Since New Year
button-ann-save-audience = Save this choice
button-ann-use = Use this group
button-ann-forget = Delete this group
hint-ann-day = Sorry, that is not a date. For example: 01/01/2026.
hint-ann-day-to-come = That day is still to come. Please write a day that is past.
hint-ann-name-empty = I could not read a name. Please use letters or digits.
hint-ann-name-long = A group's name has at most { $most } letters. Please write a shorter one.
hint-ann-name-taken = Another group has the name “{ $name }”. Please write a different one.
toast-ann-too-many = At most { $count } conditions. Please remove what is not needed.
toast-ann-segment-gone = That group was deleted.
toast-ann-segment-forgotten = Group deleted. Announcements that use it stay as they are.

## What is asked, and whether it is duty
ann-ask-title = What do you ask of your readers?
ann-ask-now = Now: { $ask }
ann-asks-nothing = nothing
ann-asks-ack = the button “{ $label }”
ann-asks-question = { $question } ({ $choices })
ann-asks-form = to open the form { $form }
ann-question-how = Write the question on the first line, then { $fewest } to { $most } choices, one on each line. For example:

    <i>Will you be able to come?
    Yes, I will come
    No, I cannot</i>
ann-form-how = Which form should readers open?
ann-duty-title = Duty or news?
ann-duty-how = <b>Duty</b> reaches all its readers. <b>News</b> is not sent to those who have switched it off.
button-ann-ask-nothing = Nothing
button-ann-ask-ack = A sign that it was read
button-ann-ask-question = A question with choices
button-ann-ask-form = Filling in a form
button-ann-duty = Duty
button-ann-news = News
button-ann-read = I have read it
button-ann-open-form = Fill it in now
hint-ann-question = Please write the question and its choices as a text, one choice on each line.
hint-ann-question-long = The question is too long: { $count } letters, at most { $most }. Please shorten it and send it again.
hint-ann-question-too-much = With that question the announcement is too long by { $over } letters. Please shorten the question or the content.
hint-ann-choices-number = I found { $count } choices; { $fewest } to { $most } are needed, each on a line below the question.
hint-ann-choice-long = The choice “{ $choice }…” is too long: { $count } letters, at most { $most }.
hint-ann-choices-alike = Two choices are the same. Please write different ones.

## Review and sending
ann-draft = Draft
ann-draft-of = This draft is being written by { $name }. Only its author can change and send it.
ann-review-ask = Asked for: { $ask }
ann-review-duty = Kind: duty, reaches all its readers
ann-review-news = Kind: news, not sent to those who have switched it off
ann-review-when = Time: { $when }
ann-at-once = as soon as you send it
ann-moment = { $day }, { $date } at { $time }
ann-local-time = everyone's own time
ann-test = <b>A test</b>, for you alone. You may try the buttons, nothing is recorded.
ann-sure-now = Send it <b>now</b> to { $count } people?
ann-sure-later = Send it to { $count } people on <b>{ $when }</b>?
ann-needs-approval = It has more than { $above } readers, so another admin must approve it. Once approved, it goes out by itself.
ann-no-other-admin = An announcement to more than { $above } people needs the approval of a second admin, and there is no other admin who can be reached. Invite one from the menu (Invite), or choose fewer readers. Your draft is stored.
ann-drop-sure = Throw this draft away? It <b>cannot be brought back</b>.
button-ann-test = Send me a test
button-ann-send-now = Send now
button-ann-schedule = Schedule
button-ann-change-audience = Change readers
button-ann-change-ask = Change the question
button-ann-change-duty = Duty / news
button-ann-drop = Throw away
button-ann-drop-surely = Yes, throw it away
button-ann-not-yet = ‹ Not yet
button-ann-surely-now = Yes, send to { $count } people
button-ann-surely-later = Yes, schedule for { $count } people
button-ann-unschedule = Cancel the schedule
button-ann-take-back = Take it back
toast-ann-nobody = Nobody fits yet. Please change the readers.
hint-ann-name-too-long = With your name as it is now, the announcement is { $over } letters too long. Please shorten it.
toast-ann-dropped = Draft thrown away.

## Time
ann-when-title = When shall it be sent?
ann-when-how = Tap, or type the date and time, for example 21/11/2026 09.00.
ann-when-now = Will be sent: <b>{ $when }</b>
ann-moved = Nothing is sent at that time, so it will go out <b>{ $when }</b>.
button-ann-this-afternoon = This afternoon 15:30
button-ann-tomorrow = Tomorrow 08:00
button-ann-monday = Monday 07:30
button-ann-local = Local time
button-ann-wib = WIB
button-ann-schedule-this = Schedule ›
hint-ann-time = I could not read that time. For example: 21/11/2026 09.00.
hint-ann-past = { $when } is past. Please choose a time to come.
hint-ann-past-in-the-east = { $when } is past in the east of the country (WIT). Please choose a later time, or WIB.
hint-ann-too-far = That is more than a year from now. Please check the date.
toast-ann-time-is-past = The scheduled time is past. Please choose again.

## Approval
ann-request-title = An announcement to approve
ann-request = { $name } would like to send an announcement:
ann-waits-for-yes = Waiting for another admin's approval. They have been told.
ann-was-approved = The announcement “{ $title }” was approved by { $name }.
ann-was-rejected = The announcement “{ $title }” was not approved by { $name }, and is a draft again. Please talk it over and change it if needed.
button-ann-approve = Approve
button-ann-reject = Reject
toast-ann-approved = Approved. Thank you.
toast-ann-rejected = Rejected. Its author will be told.
toast-ann-decided = This announcement was decided on or taken back already.
toast-ann-own = Your own announcement needs another admin's approval.

## How sending goes
ann-sent = Sent <b>{ $sent } / { $total }</b>
ann-rate = { $rate } a second · about { $left } left
ann-not-arrived = Unreachable { $unreachable } · uncertain { $uncertain } · failed { $failed }
ann-taken-back = No longer to be sent { $count }
ann-answers-ack = Read by { $count }
ann-answers-form = Opened the form { $count }
ann-answers-question = Answers to “{ $question }”:
ann-answers-choice = • { $choice }: { $count }
ann-corrected = Corrected { $sent } / { $total }
ann-removed = Deleted from { $sent } / { $total } chats
ann-nudged = Reminded { $sent } / { $total }
button-ann-pause = Pause
button-ann-resume = Go on
button-ann-again = Try the failed ones again ({ $count })
button-ann-stop = Stop
button-ann-stop-surely = Yes, stop it
button-ann-delete = Delete from all chats
button-ann-delete-surely = Yes, delete
button-ann-report = Report
button-ann-nudge = Remind the others
button-ann-nudge-surely = Yes, remind { $count } people
button-ann-correct = Correct content
button-ann-correct-surely = Correct { $count } already sent
button-ann-no-correction = ‹ Leave it as it is
ann-stop-sure = Stop this announcement? What was sent ({ $sent }) stays; the rest <b>will not be sent</b>.
ann-delete-sure = Delete this announcement from its readers' chats ({ $sent } sent)? Telegram allows this for messages younger than 48 hours; older ones stay. This <b>cannot be undone</b>.
ann-nudge-sure = { $count } people have it and have not answered. Remind them with a short message, in working hours where they are?
ann-nudge-nobody = Everyone who has it has answered. There is nobody to remind.
ann-correct-text = Send the new text. You will see it before what was sent is corrected.
ann-correct-file = Send the new file, or just write a new caption. You will see it before what was sent is corrected.
ann-correct-sure = Correct { $count } messages that were sent? What is still to be sent will have the new content at once.
ann-correct-forward = Forwarded posts cannot be corrected in Telegram. If needed, delete it from all chats and send a new announcement.
ann-correct-unlike = The new content is of another kind: an album must keep the number and kinds of its files. Please send it again.
hint-ann-unlike = The new content must be of the same kind. A text can only become a text, a file another file or get a new caption.
toast-ann-paused = Paused. Nothing is sent until you go on.
toast-ann-resumed = Sending goes on.
toast-ann-tried-again = { $count } messages are being tried again.
toast-ann-stopped = Stopped. The rest is not sent.
toast-ann-deleted = Being deleted from the readers' chats.
toast-ann-corrected = { $count } messages are being corrected.
toast-ann-nudged = { $count } people will be reminded.

## Approval of corrections
ann-fix-needs-approval = It has more than { $above } readers, so another admin must approve this correction first.
ann-fix-no-other-admin = Correcting an announcement to more than { $above } people needs the approval of a second admin, and there is no other admin who can be reached. Invite one from the menu (Invite). Your correction is stored.
ann-fix-waits = The correction to “{ $title }” is <b>waiting for another admin's approval</b>. They have been told.
ann-fix-request-title = A correction to approve
ann-fix-request = { $name } would like to correct the announcement:
ann-fix-becomes = New content:
ann-fix-reaches = { $count } people have it. Once approved, their messages change too, and what is still to be sent has the new content.
ann-fix-was-approved = The correction of the announcement “{ $title }” was approved by { $name }.
ann-fix-was-rejected = The correction of the announcement “{ $title }” was not approved by { $name }, so it stays as it is. Please talk it over and change it if needed.
button-ann-look-fix = View correction
toast-ann-fix-waits = Its correction is still waiting for another admin's approval. Sending can go on after that.
toast-ann-fix-decided = This correction was decided on or taken back already.

## For readers
ann-nudge = An announcement above is still waiting for your answer. When you have a moment, please tap a button below.
ann-nudge-named = The announcement “{ $title }” is still waiting for your answer. When you have a moment, please tap a button below.
toast-ann-thanks = Thank you, it is noted.
toast-ann-answer = Thank you. Your answer: { $choice }
toast-ann-answer-changed = Your answer was changed to: { $choice }
toast-ann-over = Thank you. This announcement no longer holds.
toast-ann-only-a-test = This is a test; answers are not recorded.
