# Tips for companions: the weekly letter, the question "have you tried it?", and the screen of /tips.

command-tips = Tips: this week's and the ones you saved
button-tips = Tips

## One tip
tips-this-week = This week's tip
tips-again = Tip
tips-try = Try this week:
tips-case = A small case:
tips-case-choose = Which would you choose?
tips-case-chosen = Your choice: “{ $choice }”.
tips-case-better = What usually helps more: “{ $choice }”.
tips-in-indonesian = Tips are written in Indonesian.
tips-why-gap = Chosen because “{ $item }” can still grow stronger.
tips-why-plan = Chosen for the theme of your learning plan.
tips-why-result = Chosen by the result of your questionnaire.
tips-why-everyone = This tip is for every companion.
tips-why-start = A beginning. Once you have filled in the competency questionnaire, tips follow its result.
tips-why-trial = A new tip: what you think of it helps to choose tips for others.
button-tips-useful = Useful
button-tips-less = Less so
button-tips-keep = Save
button-tips-kept = ✓ Saved
button-tips-drop = Remove from saved
button-tips-said = ✓ { $what }
toast-tips-useful = Thank you. Good that this tip is useful.
toast-tips-less = Thank you. Next time we choose one that fits better.
toast-tips-kept = Saved. Read it again at any time with /tips.
toast-tips-dropped = Removed from saved.
toast-tips-gone = This tip is no longer there. The others are in /tips.

## Have you tried it?
tips-tried = { $weeks ->
    [3] Three
    [4] Four
    [5] Five
   *[other] Some
 } weeks ago { $address } found this tip useful:
tips-tried-ask = Have you had a chance to try it?
button-tips-tried = Yes
button-tips-not-yet = Not yet
button-tips-read = Read it again
toast-tips-tried = Well done! Do tell other companions how it went.
toast-tips-not-yet = No matter. You can read the tip again with /tips.

## The screen of /tips
tips-title = Tips
tips-none-yet = There is no tip for you yet. The first one comes about a week after you have joined.
tips-none-asked = You do not get tips so far. Choose how often below, if you like.
tips-now = This week: <b>{ $title }</b>
tips-latest = Latest: <b>{ $title }</b>
tips-kept = ★ Saved: { $count }
tips-kept-none = Saved: none yet. Tap “Save” under a tip that you want to read again.
tips-kept-title = ★ Saved tips
tips-all-title = All your tips ({ $count })
tips-rhythm = { $rhythm ->
    [weekly] How often: every week.
    [biweekly] How often: every two weeks.
   *[off] How often: not at all.
 }
tips-page = Page { $page } of { $pages }
button-tips-now = Read this week's tip
button-tips-latest = Read the latest tip
button-tips-all = All tips ({ $count })
button-tips-weekly = Every week
button-tips-biweekly = Every two weeks
button-tips-off = Do not send
button-tips-back = ‹ Tips
toast-tips-weekly = A tip comes every week.
toast-tips-biweekly = A tip comes every two weeks.
toast-tips-off = No more tips are sent. Those that you have can still be read here.
