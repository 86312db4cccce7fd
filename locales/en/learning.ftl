# The learning plan: what could be strengthened, why, and what the companion wants.

button-learn = My learning plan
learn-title = My learning plan
learn-title-of = Learning plan
toast-learn-gone = This page is not here.
toast-learn-kept = Stored. You can change it any time.
hint-learn-tap = In this part just tap one of the buttons above.

## The plan
learn-theme = { $theme ->
    [personal] Personal growth
    [sosial] Mediation and advocacy
    [mengajar] Facilitating P2K2
    [komunikasi] Communication and digital skills
    [peran] Understanding the role
   *[other] Using DTSEN
 }
learn-theme-is = Theme: <b>{ $theme }</b>
learn-why = { $why ->
    [group-tinggi] Performance is strong by self-assessment. Deeper social skills are the next step.
    [group-sedang] Performance is growing by self-assessment. Facilitation and communication help most.
    [role] A clear role is the ground for the rest. Begin with a mentor or the coordinator.
    [gap] A test or an interview gives something to learn from in this field.
    [lowest] By the own answers this field can be strengthened most.
    [part] By the questionnaire of 87 items this part can be strengthened most.
    [start] There is no result yet. Understanding the role is a good beginning.
   *[other] Advised for all companions.
 }
learn-why-chosen = This theme was chosen by the companion.
learn-proposed-now = The latest proposal: { $theme }.
learn-then = After that: { $themes }.
learn-by-gap = From tests or the interview: { $themes }.
learn-training-proposed = Training proposed: { $training }
learn-training-wish = Training wished for: <b>{ $training }</b>
learn-mentor = { $said ->
    [yes] Mentor: <b>wanted</b>
    [no] Mentor: <b>not now</b>
   *[other] Mentor: not answered yet
 }
learn-mentor-needs = A mentor is looked for once the short questionnaire (36 items) is filled in.
learn-mentor-is = Mentor: <b>{ $mentor }</b>, since { $since }
learn-may-mentor = This experience can be shared as a mentor.
learn-words-are = Note: “{ $words }”
learn-short-form = The short questionnaire makes the proposal fit better: 36 items, about 5 minutes.
learn-read-only = For reading only. The companion is the one to change it.
button-learn-agree = I agree with this plan
button-learn-follow = Follow the latest proposal
button-learn-theme = Another theme
button-learn-training = Training
button-learn-mentor = Mentor
button-learn-words = My note
button-learn-short-form = Fill in the short questionnaire
button-learn-beside = Compare results

## Wishes
learn-ask-theme = What would you like to strengthen?
learn-ask-theme-how = The weekly tips follow this theme.
learn-ask-training = Which training would you like?
learn-ask-mentor = Would you like a mentor?
learn-ask-mentor-how = A mentor is a fellow companion. Your scores are not shown to them.
learn-ask-words = Your note
learn-ask-words-how = Write what you would like to learn, at most { $most } characters. Your coordinator can read it.
button-learn-no-training = No training for now
button-learn-mentor-yes = Yes, I would
button-learn-mentor-no = Not now
button-learn-mentor-more = Willingness and languages
button-learn-unsay = Delete the note
hint-learn-type = Please write your note in your own words.
hint-learn-length = A note holds { $fewest }–{ $most } characters. Yours has { $length }.

## Results side by side
learn-beside-title = Results side by side
learn-self = Self-assessment: <b>{ $percent }</b>
learn-other = { $way ->
    [pengetahuan] Knowledge test: <b>{ $percent }</b>
    [kasus] Case test: <b>{ $percent }</b>
   *[other] Interview: <b>{ $percent }</b>
 }
learn-way = { $way ->
    [pengetahuan] test
    [kasus] case test
   *[other] interview
 }
learn-about = { $percent } (about { $low }⁠–⁠{ $high })
learn-none = none yet
learn-gap = { $gap ->
    [lower-test] The self-assessment is { $points } points below the test. The ability seems better than was thought.
    [higher-test] The self-assessment is { $points } points above the test. The explanations can be something to learn from.
    [lower-interview] The self-assessment is { $points } points below the interview. The examples say more.
    [higher-interview] The self-assessment is { $points } points above the interview. Gather examples for the next talk.
   *[other] The two agree.
 }
learn-beside-how = Tests and interviews look from another side. A gap is something to talk about, not a mistake.
picture-learn-subtitle = Self-assessment, tests and interview
picture-learn-scale = blue: self-assessment (0–100 %)
picture-learn-mark = result of test or interview
button-learn-tests = Tests
button-learn-interview = Read the interview
