import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.javarosa.core.model.condition.EvaluationContext;
import org.javarosa.core.model.instance.FormInstance;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.xml.ElementParser;
import org.javarosa.xml.TreeElementParser;
import org.javarosa.xpath.XPathNodeset;
import org.javarosa.xpath.XPathParseTool;
import org.javarosa.xpath.expr.XPathFuncExpr;

/** The values of expressions: over an instance without types, or within a form after a walk. */
final class Evaluation {
    /**
     * {"expressions": [[expression, context path], …]} with "instance" (XML) or "xform" (a path, and "answers" of the walk that
     * comes first), gives {"results": [{"type", "value"} or {"error"}, …]}.
     */
    static ObjectNode of(JsonNode request) throws Exception {
        Clock.set(request);
        FormInstance instance;
        EvaluationContext base;
        if (request.hasNonNull("xform")) {
            Opened opened = new Opened(request);
            new Walk(opened, request.path("answers")).go();
            instance = opened.form.getMainInstance();
            base = opened.form.getEvaluationContext();
        } else {
            String xml = request.hasNonNull("instance") ? request.get("instance").asText() : "<data/>";
            byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
            instance = new FormInstance(
                new TreeElementParser(ElementParser.instantiateParser(new ByteArrayInputStream(bytes)), 0, null).parse(), null);
            base = new EvaluationContext(instance);
        }
        ObjectNode result = Oracle.JSON.createObjectNode();
        ArrayNode results = result.putArray("results");
        for (JsonNode each : request.get("expressions")) {
            String context = each.path(1).asText("");
            results.add(evaluated(each.get(0).asText(), context.isEmpty() ? "/" + instance.getRoot().getName() : context, instance, base));
        }
        return result;
    }

    private static ObjectNode evaluated(String expression, String context, FormInstance instance, EvaluationContext base) {
        try {
            EvaluationContext here = new EvaluationContext(base, reference(context));
            return written(XPathParseTool.parseXPath(expression).eval(instance, here));
        } catch (Exception | StackOverflowError e) {
            return Oracle.error(e);
        }
    }

    /** "/data/kids[2]/age": steps without a number are the first ones. */
    private static TreeReference reference(String path) {
        TreeReference reference = TreeReference.rootRef();
        for (String step : path.substring(1).split("/")) {
            int bracket = step.indexOf('[');
            String name = bracket < 0 ? step : step.substring(0, bracket);
            reference.add(name, bracket < 0 ? 0 : Integer.parseInt(step.substring(bracket + 1, step.length() - 1)) - 1);
        }
        return reference;
    }

    private static ObjectNode written(Object value) {
        ObjectNode result = Oracle.JSON.createObjectNode();
        if (value instanceof XPathNodeset) {
            ArrayNode texts = result.put("type", "nodeset").putArray("value");
            for (Object each : ((XPathNodeset) value).toArgList()) {
                texts.add(XPathFuncExpr.toString(each));
            }
        } else if (value instanceof Boolean) {
            result.put("type", "boolean").put("value", (Boolean) value);
        } else if (value instanceof Number) {
            double number = ((Number) value).doubleValue();
            result.put("type", "number");
            if (Double.isNaN(number) || Double.isInfinite(number)) {
                result.put("value", Double.toString(number));
            } else {
                result.put("value", number);
            }
        } else if (value instanceof String) {
            result.put("type", "string").put("value", (String) value);
        } else {
            result.put("type", value instanceof java.util.Date ? "date" : value.getClass().getSimpleName());
            result.put("value", XPathFuncExpr.toString(value));
            if (value instanceof java.util.Date) {
                result.put("days", ((Number) XPathFuncExpr.toDecimalDateTime(value, true)).doubleValue());
            }
        }
        return result;
    }

    private Evaluation() {
    }
}
