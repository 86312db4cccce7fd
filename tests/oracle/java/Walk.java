import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.condition.EvaluationContext;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryPrompt;
import org.javarosa.model.xform.XFormSerializingVisitor;
import org.javarosa.xform.parse.XFormParser;
import org.javarosa.xpath.XPathParseTool;
import org.javarosa.xpath.expr.XPathExpression;

/** Goes through a form from its beginning to its end, giving answers. */
final class Walk {
    /** A form that asks more than this never ends. */
    private static final int MOST_EVENTS = 200_000;

    private final Opened opened;
    private final JsonNode answers;
    private final FormEntryController controller;
    final ArrayNode lines = Oracle.JSON.createArrayNode();

    Walk(Opened opened, JsonNode answers) {
        this.opened = opened;
        this.answers = answers;
        this.controller = opened.controller;
    }

    /** The whole walk: {"lines": [a question each …], "instance": XML}. */
    static ObjectNode of(JsonNode request) throws Exception {
        Walk walk = new Walk(new Opened(request), request.path("answers"));
        ObjectNode result = Oracle.JSON.createObjectNode();
        result.set("lines", walk.lines);
        try {
            walk.go();
            result.put("instance", walk.instance());
        } catch (Exception | StackOverflowError e) {
            // What was asked until then is still worth comparing.
            result.setAll(Oracle.error(e));
        }
        return result;
    }

    void go() {
        int event = controller.stepToNextEvent();
        for (int events = 0; event != FormEntryController.EVENT_END_OF_FORM; events++) {
            if (events > MOST_EVENTS) {
                throw new IllegalStateException("the form does not end");
            }
            if (event == FormEntryController.EVENT_QUESTION) {
                ask();
            } else if (event == FormEntryController.EVENT_PROMPT_NEW_REPEAT && isAnotherWanted()) {
                controller.newRepeat();
            }
            event = controller.stepToNextEvent();
        }
    }

    /** As it would be handed in: what is not relevant is left out. */
    String instance() throws Exception {
        controller.finalizeFormEntry();
        byte[] written = new XFormSerializingVisitor().serializeInstance(opened.form.getInstance());
        return new String(written, StandardCharsets.UTF_8);
    }

    /** Whether the repeat at hand has fewer instances than its number among the answers. */
    private boolean isAnotherWanted() {
        FormIndex index = controller.getModel().getFormIndex();
        String path = opened.path(index.getReference());
        JsonNode wanted = answers.path(path.substring(0, path.lastIndexOf('[')));
        if (!wanted.isNumber()) {
            wanted = answers.path(path.replaceAll("\\[[0-9]+\\]", ""));
        }
        return wanted.isNumber() && index.getElementMultiplicity() < wanted.asInt();
    }

    private void ask() {
        FormEntryPrompt prompt = controller.getModel().getQuestionPrompt();
        String path = opened.path(prompt.getIndex().getReference());
        String label = prompt.getQuestionText();
        List<SelectChoice> choices = Answers.hasChoices(prompt) ? prompt.getSelectChoices() : null;
        ObjectNode line = lines.addObject();
        line.put("path", path).put("type", Answers.type(prompt)).put("label", label).putNull("choices");
        if (choices != null) {
            ArrayNode shown = line.putArray("choices");
            for (SelectChoice choice : choices) {
                shown.addArray().add(choice.getValue()).add(prompt.getSelectChoiceText(choice));
            }
        }
        ArrayNode tries = line.putArray("tries");
        if (prompt.isReadOnly()) {
            return;
        }
        JsonNode given = answers.path(path);
        if (given.isMissingNode()) {
            given = answers.path(path.replaceAll("\\[[0-9]+\\]", ""));
        }
        for (Iterator<JsonNode> each = given.elements(); each.hasNext(); ) {
            String answer = each.next().asText();
            ArrayNode attempt = Oracle.JSON.createArrayNode().add(answer);
            String outcome = attempt(prompt, answer, choices, attempt);
            tries.add(attempt);
            if (outcome.equals("ok")) {
                return;
            }
        }
    }

    private String attempt(FormEntryPrompt prompt, String answer, List<SelectChoice> choices, ArrayNode into) {
        IAnswerData data;
        try {
            data = Answers.cast(prompt, answer, choices);
        } catch (RuntimeException e) {
            into.add("invalid").addNull();
            return "invalid";
        }
        switch (controller.answerQuestion(data, true)) {
            case FormEntryController.ANSWER_OK:
                into.add("ok").addNull();
                return "ok";
            case FormEntryController.ANSWER_REQUIRED_BUT_EMPTY:
                into.add("required").add(requiredMessage(prompt));
                return "required";
            default:
                into.add("constraint").add(prompt.getConstraintText());
                return "constraint";
        }
    }

    /** JavaRosa only keeps the attribute; ODK Collect evaluates it as an expression, or else shows it as it is. */
    private String requiredMessage(FormEntryPrompt prompt) {
        TreeReference reference = prompt.getIndex().getReference();
        String written = opened.form.getMainInstance().resolveReference(reference)
            .getBindAttributeValue(XFormParser.NAMESPACE_JAVAROSA, "requiredMsg");
        if (written == null) {
            return null;
        }
        try {
            XPathExpression expression = XPathParseTool.parseXPath("string(" + written + ")");
            EvaluationContext context = new EvaluationContext(opened.form.getEvaluationContext(), reference);
            return (String) expression.eval(opened.form.getMainInstance(), context);
        } catch (Exception e) {
            return written;
        }
    }
}
