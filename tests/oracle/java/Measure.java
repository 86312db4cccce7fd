import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryPrompt;
import org.javarosa.model.xform.XFormSerializingVisitor;

/** How long JavaRosa takes: opening a form, and an answer with the question after it made ready to be shown. */
final class Measure {
    private static final String NUMBER = "3";

    /**
     * {"xform", "rounds", "instances" (of each open repeat)} gives {"open_ms": [a round each], "step_us": [the mean of a
     * round], "questions": in a walk, "instance_bytes": at its end}.
     */
    static ObjectNode of(JsonNode request) throws Exception {
        int rounds = request.path("rounds").asInt(5);
        ObjectNode result = Oracle.JSON.createObjectNode();
        ArrayNode open = result.putArray("open_ms");
        ArrayNode steps = result.putArray("step_us");
        for (int round = 0; round < rounds; round++) {
            long begun = System.nanoTime();
            Opened opened = new Opened(request);
            long ready = System.nanoTime();
            int questions = walk(opened.controller, request.path("instances").asInt(0));
            long done = System.nanoTime();
            open.add((ready - begun) / 1e6);
            steps.add((done - ready) / 1e3 / questions);
            result.put("questions", questions);
            result.put("instance_bytes", new XFormSerializingVisitor().serializeInstance(opened.form.getInstance()).length);
        }
        return result;
    }

    private static int walk(FormEntryController controller, int instances) {
        int questions = 0;
        int shown = 0;
        for (int event = controller.stepToNextEvent(); event != FormEntryController.EVENT_END_OF_FORM;
                event = controller.stepToNextEvent()) {
            FormIndex index = controller.getModel().getFormIndex();
            if (event == FormEntryController.EVENT_PROMPT_NEW_REPEAT && index.getElementMultiplicity() < instances) {
                controller.newRepeat();
            } else if (event == FormEntryController.EVENT_QUESTION) {
                FormEntryPrompt prompt = controller.getModel().getQuestionPrompt();
                shown += prompt.getQuestionText().length();
                IAnswerData answer;
                if (Answers.hasChoices(prompt)) {
                    List<SelectChoice> choices = prompt.getSelectChoices();
                    for (SelectChoice choice : choices) {
                        shown += prompt.getSelectChoiceText(choice).length();
                    }
                    answer = Answers.cast(prompt, choices.get(questions % choices.size()).getValue(), choices);
                } else {
                    answer = Answers.cast(prompt, NUMBER, null);
                }
                controller.answerQuestion(answer, true);
                questions++;
            }
        }
        if (shown == 0) {
            throw new IllegalStateException("nothing was shown");
        }
        return questions;
    }

    private Measure() {
    }
}
