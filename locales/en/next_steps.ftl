# One next step for each competency item, used when that item is the weakest.
# At most 25 words, doable this week, without blame.

## Knowledge

next-step-K01 = Read one introductory chapter on social work, then note three things that are of direct use in your work.
next-step-K02 = Choose one real problem in your area and match it with one social work principle that you know.
next-step-K03 = List ten services in your subdistrict, with address and requirements, and carry the list on your visits.
next-step-K04 = On one visit, observe who influences the family's decisions and note the pattern that you see.
next-step-K05 = Learn how work with individuals, groups and communities differs, then mark which of them you use this week.
next-step-K06 = Look at one family from six sides: income, health, schooling, relationships, home and surroundings.
next-step-K07 = Ask two people you assist which of their needs, in their view, officers see least often.
next-step-K08 = Check one decision this week: do older people and people with disabilities get the same chance?
next-step-K09 = Write down one problem, then name one step for the person, the family, the group and the community.
next-step-K10 = Reread the programme guide for fifteen minutes and mark one rule that people often ask about.
next-step-K11 = For one case, plan two actions: one with the person, and one in their surroundings with their permission.
next-step-K12 = Draw one problem in the middle of a sheet and draw lines to its related causes and effects.
next-step-K13 = Choose one case and name its four systems: change agent, client, target and action.
next-step-K14 = Every afternoon, mark the role you took that day: facilitator, broker, mediator, advocate or protector.
next-step-K15 = Decide which stage three families are at now, and write one sign of readiness for the next stage.
next-step-K16 = Compare your daily tasks with the official job description and ask your coordinator about one unclear part.
next-step-K17 = Meet one local figure and ask about one custom to be respected when holding a meeting.
next-step-K18 = Spend thirty minutes at the market or the neighbourhood post listening to what is on people's minds.
next-step-K19 = With one family, write down three resources they already have: own abilities, people close by, nearby institutions.
next-step-K20 = Take one open case, decide which step it is at, then write the next step and its date.
next-step-K21 = At a group meeting, discuss one problem with the question: what can we face together this week?
next-step-K22 = Sort this week's activities: for families (micro), groups or institutions (mezzo), and village policy (macro).
next-step-K23 = Explain one right and one obligation to three families, then ask them to retell it in their own words.
next-step-K24 = Visit one small shop run by a beneficiary and study its costs, prices and profit for one day together.

## Skills

next-step-S01 = Prepare three sentences for a first visit: who you are, why you come, and an offer of a convenient time.
next-step-S02 = At the end of an important talk, repeat the agreement in one sentence and check that both understand the same.
next-step-S03 = Invite a colleague from the health centre, school or village office to discuss one need you can meet together.
next-step-S04 = Write case notes on the same day: facts, action and plan, without any NIK or family card number.
next-step-S05 = Check one candidate against the written criteria and note why each one is or is not yet met.
next-step-S06 = On one visit, ask an open question and listen for five minutes before offering help.
next-step-S07 = Choose one simple case, agree on one action with your coordinator, and finish it before the weekend.
next-step-S08 = Try one phone feature you have not used before, such as a calendar reminder, for one visit.
next-step-S09 = Write a one-page case study without real names and ask a colleague for comments before the case conference.
next-step-S10 = Write half a page on one joint activity and ask your partner in it to check the content.
next-step-S11 = Open the next meeting with written tasks: who, what, when, and who puts the report together.
next-step-S12 = Before one decision, collect two supporting facts and ask which data are still missing.
next-step-S13 = Prepare a fallback plan for one activity, for instance for rain, no signal or an occupied room.
next-step-S14 = Trace one service from a person's home by distance, cost and requirements, and help remove one obstacle.
next-step-S15 = Keep one small promise to a person this week, and tell them beforehand if the time changes.
next-step-S16 = At the next assessment, fill in three columns with the family: needs, strengths, and resources to turn to.
next-step-S17 = Draw up a three-line plan with one family: goal for the month, first step, and who takes it.
next-step-S18 = Choose one plan that has been waiting and take its smallest step with the people concerned before Friday.
next-step-S19 = Ask two families what has changed since you began to assist them and compare it with the first goal.
next-step-S20 = Write a half-page proposal with problem, goal, activities and cost, and discuss it with your supervisor.
next-step-S21 = Take fifteen minutes to listen to one assistant, then bring one of their questions to your supervisor.
next-step-S22 = List five resources around the people you assist and contact one that has never been asked to join in.
next-step-S23 = Before negotiating, write down what people ask for, the limit they can accept, and one fallback option.
next-step-S24 = Explain one topic with an example from the kitchen or the field, then invite a participant to retell it.
next-step-S25 = Ask one family about one small thing they want to change, and acknowledge their first step.
next-step-S26 = At the next meeting, offer one light task to a participant who seldom speaks.
next-step-S27 = Support one person in calling or signing up for one service that they have never used.
next-step-S28 = Give one piece of feedback in this order: what is good, what can be strengthened, then an offer of help.
next-step-S29 = Make one short notice for the village board or a community chat group, without faces or personal data.
next-step-S30 = Save three new institutional contacts and ask each for the quickest way to refer a person.
next-step-S31 = Match five payments with the records of the bank or post office and list the differences to be traced.
next-step-S32 = With one business owner, add up the income and spending of the last seven days on a sheet of paper.
next-step-S33 = Prepare three open questions for the next meeting and give time to talk in pairs before answering.
next-step-S34 = Call back one person you have referred and ask whether they have received the service.
next-step-S35 = When mediating, ask both sides to name what they hope for, then begin with the hope they share.
next-step-S36 = Before making a proposal, listen to three parties affected, among them the one least often asked.
next-step-S37 = Save the number of the local protection service for women and children and go through its referral steps with your coordinator.
next-step-S38 = Ask one partner institution what help it is giving now, so that your plans complement each other.
next-step-S39 = For one problem, invite the family to name three ways out before discussing which is best.

## Attitude

next-step-T01 = Choose one unfinished task, set a date for it, and tell those who are waiting.
next-step-T02 = Offer to check one colleague's report and help to complete it before it is sent.
next-step-T03 = Set aside twenty minutes on a fixed day to study one topic of your work.
next-step-T04 = Begin each visit this week by asking how the family is before turning to the programme.
next-step-T05 = Leave one decision about the meeting, such as time or place, to the members of the group.
next-step-T06 = Put first one visit to someone who is seldom reached, such as an older person living alone.
next-step-T07 = Pair participants of different backgrounds for one small task at the next group meeting.
next-step-T08 = Ask one family which time suits them best and fit your visit to it.
next-step-T09 = Share one piece of programme information as it is, including what is uncertain and when news will come.
next-step-T10 = Choose one value to keep this week, such as honesty, and reflect every afternoon on how you applied it.
next-step-T11 = When things heat up, take three breaths, listen to the end, then answer in a quiet voice.
next-step-T12 = Notice how people greet and take their leave, and adjust one of your own habits when visiting.
next-step-T13 = Entrust one whole task to a group leader and help only when asked.
next-step-T14 = Choose one errand you usually do, and let the person try it themselves while you stay beside them.
next-step-T15 = Greet each person by the name they like to be called, and ask permission before taking a photo.
next-step-T16 = When someone hesitates, explain two options with their consequences and give time for their own decision.
next-step-T17 = Invite a group member who is willing to tell how they overcame a difficulty, and discuss it together.
next-step-T18 = Choose a place to talk where nobody overhears, and keep case notes under lock and key.
next-step-T19 = Set hours for answering messages, tell people politely, and give a number for emergencies.
next-step-T20 = Before offering a way out, first ask what the person has already tried that worked.
next-step-T21 = At the next meeting, give each participant one minute to speak before drawing a conclusion.
next-step-T22 = Ask three people you assist about their skills and invite one of them to share at a group meeting.
next-step-T23 = When someone tells their story, reflect their feelings in your own words before giving advice.
next-step-T24 = Remember one person your work has helped, then write down what this work means to you.
