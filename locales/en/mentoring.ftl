# Learning in pairs: wishes, the coordinator's proposals, the question to both, the word of the week, the look back.
# No letter says what anybody scored, in which group they are, or how they rank.

command-mentor = Mentor: your wishes and your learning pair
button-mentor = Mentor
mentor-title = Mentors and learning pairs
mentor-what = Two companions learn together, about 15 minutes a week. The coordinator proposes, the two of you decide.

## Themes
mentor-theme-peran = understanding of the role
mentor-theme-personal = personal competence
mentor-theme-sosial = social competence
mentor-theme-mengajar = facilitating P2K2
mentor-theme-komunikasi = communication and innovation
mentor-theme-belajar = ways of learning
mentor-theme-dtsen = using DTSEN

## Wishes
mentor-wish = Your wishes:
mentor-wish-none = You have not said what you wish yet. Five questions, one minute.
mentor-wish-mentee-yes = Would like to learn with a mentor.
mentor-wish-mentee-no = Not looking for a mentor at the moment.
mentor-wish-mentee-open = A mentor: as the coordinator suggests.
mentor-wish-mentor-yes = Willing to be a mentor, to at most { $count } colleagues.
mentor-wish-mentor-no = Not a mentor at the moment.
mentor-wish-mentor-open = Being a mentor: as the coordinator suggests.
mentor-wish-shares = A mentor may know your theme. Your results stay yours.
mentor-wish-shares-not = A mentor is not told your theme.
mentor-wish-languages = Languages: { $languages }.
button-mentor-wish = Say what you wish
button-mentor-wish-change = Change your wishes
toast-mentor-wish-kept = Your wishes are stored. Thank you.

## One's own pairs
mentor-question-mentee = A colleague in { $region } is proposed as a mentor to learn together with you.
mentor-question-mentor = A colleague in { $region } is proposed to learn together with you. You would be the mentor.
mentor-question-contact = If both of you are willing, each gets to know the other's name and Telegram link. Results of questionnaires are not shared.
mentor-waits = Thank you for your answer. We will tell you as soon as there is more.
mentor-with-mentor = You have been the mentor of { $other } since { $since }.
mentor-with-mentee = Your mentor is { $other }, since { $since }.
mentor-contact = Tap the name to write. If the link does not open, your coordinator can help.
mentor-stop-sure = End learning together with { $other }? They are only told that the pair is over.
button-mentor-yes = I am willing
button-mentor-no = Not now
button-mentor-stop = End: { $other }
button-mentor-stop-sure = Yes, end it
button-mentor-keep = No, go on
toast-mentor-yes = Thank you. Your answer is stored.
toast-mentor-no = That is fine. Thank you for answering.
toast-mentor-answered = This has been answered. See /mentor for how things are.
toast-mentor-over = This pair is over.
toast-mentor-ended = The pair has been ended.
toast-mentor-gone = This is no longer there. See /mentor for how things are.
toast-mentor-changed = Things have changed. This is how they are.
toast-mentor-not-for-admins = Learning pairs are the matter of the coordinators of a region.

## The coordinator's desk
mentor-desk-title = Learning pairs
mentor-desk-what = Proposals follow from the short questionnaire, wishes, region, programme and language. You decide, then both are asked.
mentor-desk-none = There are no pairs yet.
mentor-state-proposed = Proposals
mentor-state-asked = Waiting for answers
mentor-state-active = Going on
mentor-state-declined = Not willing now
mentor-state-rejected = Not to be paired
mentor-state-ended = Over
mentor-pair = { $mentor } → { $mentee }
mentor-pair-mentor = Mentor: <b>{ $mentor }</b>
mentor-pair-mentee = Who learns: <b>{ $mentee }</b>
mentor-pair-why = Reason: { $why }
mentor-pair-next = If you approve, both are asked. Names are told once both are willing.
mentor-pair-answers = Answered so far: { $count } of 2. What they answered is not shown.
mentor-pair-since = Going on since { $since }.
mentor-pair-talks = Weeks with the word “we have talked”: { $count }.
mentor-pair-looked-back = Both have been asked to look back. What they said is theirs.
mentor-line = { $number }. <b>{ $pair }</b>: { $why }
mentor-list-empty = There is nothing in this list.
mentor-who-is-who = Left: the mentor. Right: the one who learns.
mentor-tap-number = Tap its number.
mentor-why = { $reasons }; theme: { $theme }.
mentor-why-strong = { $reasons }; theme: { $theme }, a strength of the mentor.
mentor-why-near = both in { $region }
mentor-why-province = one province ({ $region })
mentor-why-programme = programme { $programme }
mentor-why-language = language { $language }
mentor-why-both = both wish it
mentor-why-asked = the one who learns wishes it
mentor-why-offered = the mentor has offered it
mentor-why-unsaid = wishes not filled in yet
mentor-why-families = the mentor looks after { $count } KPM
mentor-choose-title = Another mentor for { $mentee }
mentor-choose-none = No other colleague fits yet. Wishes and the short questionnaire can add some.
mentor-all-sure = Approve { $count } proposals at once? Everybody concerned is then asked.
mentor-end-sure = End the pair of { $mentor } and { $mentee }? Both are told in neutral words.
button-mentor-propose = Propose pairs
button-mentor-approve = Approve
button-mentor-other = Another mentor
button-mentor-reject = Rather not
button-mentor-all = Approve all
button-mentor-all-sure = Yes, approve all
button-mentor-end = End the pair
button-mentor-desk = ‹ Learning pairs
toast-mentor-proposed = New proposals: { $count }.
toast-mentor-nobody = No new pair fits yet. Proposals need the short questionnaire (36 items) of the companions.
toast-mentor-asked = Approved. Both will be asked.
toast-mentor-asked-all = Approved: { $count } pairs. All will be asked.
toast-mentor-rejected = All right. This pair will not be proposed again.
toast-mentor-other = The mentor was changed.
toast-mentor-lapsed = The proposal { $mentor } → { $mentee } was taken back: { $why ->
    [wish] what they wish has changed
    [place] region or programme are no longer the same
    [room] the mentor has no room at the moment
   *[other] things have changed
 }.
toast-mentor-lapsed-some = { $count } proposals were taken back, since things have changed.

## Figures of all, without names
mentor-figures-few = Measured again after three months: { $count } pairs. Changes are shown from five pairs on.
mentor-figures = Measured again after three months: { $count } pairs. The understanding of the role rose in { $up }, stayed in { $same }, fell in { $down }.
mentor-figures-median = Change in the middle (median): { $points } points.
mentor-figures-caution = Some of the change may come by itself: there is no group to compare with.
mentor-measured-title = What has changed for you after three months:
mentor-measured = { $theme }: { $before }% → { $after }% ({ $way ->
    [up] up { $points } points
    [down] down { $points } points
   *[same] unchanged
 })
mentor-measured-own = These figures are by your own assessment. Your mentor does not see them.

## Letters
mentor-letter-title = Learning together
mentor-letter-question = { $address }, your coordinator proposes a learning pair for you.
mentor-said-yes = Thank you, { $address }. We will tell you as soon as there is more.
mentor-said-no = That is fine, { $address }. Thank you for answering.
mentor-letter-begun-mentor = You and { $other } are both willing. Tap the name to say hello first.
mentor-letter-begun-mentee = You and { $other } are both willing. Tap the name to say hello, or wait for word from them.
mentor-letter-first = To begin with: get to know each other, then agree on a day and time for 15 minutes a week.
mentor-letter-declined = { $address }, the learning pair has not come about this time. There is nothing you need to do; another may be proposed later.
mentor-letter-over = { $address }, your learning pair is over. Thank you for the time that you have shared.
mentor-letter-heard-yes = { $mentor } and { $mentee } are both willing. They begin to learn together.
mentor-letter-heard-no = The pair of { $mentor } and { $mentee } has not come about. You can propose another.
mentor-letter-week-mentor = { $address }, 15 minutes with { $other } this week?
mentor-letter-week-mentee = { $address }, this week there is time to talk with { $other }. You may well say hello first.
mentor-letter-point = To talk about:
mentor-letter-theme = Your theme: { $theme }.
mentor-letter-back = { $address }, you have learnt together with { $other } for three months. Has it been useful?
mentor-letter-measured = { $address }, thank you for filling it in again. Here it is beside the beginning of learning together.
mentor-back-on = Thank you. You and { $other } go on learning together.
mentor-back-over = Thank you for your time with { $other }. The pair has come to a good end.
mentor-back-form = Would you like to see what has changed for you? Fill in the 36 items again, about five minutes.
button-mentor-open = Open
button-mentor-talked = We have talked
button-mentor-not-yet = Not yet
button-mentor-go-on = Useful, go on
button-mentor-enough = Useful, enough for now
button-mentor-unfit = Not fitting, end it
button-mentor-form = The 36 items again
toast-mentor-talked = Good. Thank you for telling.
toast-mentor-not-yet = That is fine. There is time next week.

## Talking points for mentors, one a week
mentor-point-peran-1 = Tell of one of your working days. Which part of it changes most in the life of a family?
mentor-point-peran-2 = How do you explain to a family that assistance is temporary? Exchange sentences that worked.
mentor-point-peran-3 = Choose one family (no names). How do P2K2 and advocacy lead it towards graduation?
mentor-point-peran-4 = When do we deal with data, when do we facilitate change? Compare your weeks.
mentor-point-personal-1 = Ask what keeps the spirits up in a full week. Share one way of your own.
mentor-point-personal-2 = Tell of one small initiative that nobody had ordered. What will be the next?
mentor-point-sosial-1 = Tell of a quarrel in which you mediated. What was your first sentence?
mentor-point-sosial-2 = Which local customs open doors, and whom should one greet first?
mentor-point-sosial-3 = A role play of five minutes: one is a disappointed family, one listens without interrupting.
mentor-point-mengajar-1 = Exchange one game or opening question of P2K2 that makes people talk.
mentor-point-mengajar-2 = How do you know that behaviour has changed after a session, not only that it was held?
mentor-point-mengajar-3 = Plan the next P2K2 session together. What is an example from the own village?
mentor-point-komunikasi-1 = Practise a short invitation to a family: its use first, then the small step.
mentor-point-komunikasi-2 = Read a letter or report together. What could be shorter?
mentor-point-komunikasi-3 = Show one application that saves you time. Try it together once.
mentor-point-belajar-1 = What did you last learn from a family? Ask the same.
mentor-point-belajar-2 = Choose one real case of this week: what would you try the next time?
mentor-point-dtsen-1 = How do you explain deciles to a family in everyday words? Take turns.
mentor-point-dtsen-2 = Tell of a ground check that was hard. How was it proved in the end?
mentor-point-dtsen-3 = How do you choose which family to see first? Compare your ways, without opening anybody's data.
mentor-bring-1 = Bring one thing of this week that you want to talk about, without the family's name.
mentor-bring-2 = Bring one thing that went well. What made it work?
mentor-bring-3 = Bring one question that you have not asked anybody yet.
mentor-bring-4 = Bring one small plan for next week. What is its first step?
