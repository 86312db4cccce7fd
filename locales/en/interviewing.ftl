# Interviews about attitude: a coordinator talks with a companion, and both read the same notes.

button-int-list = Attitude interviews
int-title = Attitude interview
int-nameless = No name
toast-int-gone = This interview is not here. Below is what there is now.
toast-int-not-yours = This companion is not in your region now. Your answers stay stored.
toast-int-late = A correction can only be sent within 72 hours of the interview.
hint-int-tap = In this part just tap one of the buttons above.

## Choosing a companion
int-what = You ask, listen, and note examples of behaviour.
int-choose = With whom? Tap the name, or type a part of it.
int-typed = Names that contain “{ $typed }”:
int-nobody = There is no such companion in your region yet.
button-int-open = Go on: { $name }
button-int-all = All companions
button-int-back = ‹ List
int-how = Eight questions, about 30 minutes. Agree on a quiet moment first.
int-both = Only you and that companion read the notes.
button-int-begin = Begin the interview
button-int-go-on = Go on with the interview
button-int-read = Notes of { $day }
button-int-learning = Their learning plan

## One interview
int-by = With { $name }
int-of = About { $name }
int-corrected = Corrected since.
int-percent = By the interview: <b>{ $percent }</b> of the highest levels.
int-no-percent = Not enough questions are answered for a figure yet.
int-remark = What { $name } says of it:
int-remark-own = What you say of it:
int-only-both = <i>For learning together, read by the two of you only.</i>
button-int-fix = Correct
button-int-remark = Say something of it
button-int-remark-again = Change what I said
button-int-own-learning = My learning plan

## What the companion says
int-say-title = What you say of it
int-say-how = Write { $fewest }–{ $most } characters, without names of residents. { $name } will read it.
button-int-not-now = Not now
hint-int-type = Please write it in your own words.
hint-int-length = It holds { $fewest }–{ $most } characters. Yours has { $length }.
int-said = What you said is stored.
int-read-from = { $name } can read it from { $day }, { $time } on.

## Letters
int-letter = { $address }, the notes of the attitude interview with { $name } ({ $day }) can be read.
int-letter-corrected = { $address }, the notes of the attitude interview with { $name } were corrected ({ $day }).
int-letter-what = You read all of it, and may say something of it.
int-letter-remark = { $address }, { $name } has said something of the interview notes.
button-int-letter-read = Read
