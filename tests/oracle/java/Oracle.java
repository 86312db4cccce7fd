import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.javarosa.core.model.CoreModelModule;
import org.javarosa.core.services.PrototypeManager;
import org.javarosa.core.util.JavaRosaCoreModule;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.parse.XFormParser;

/** Answers requests with JavaRosa: a JSON object a line comes in, a JSON object a line goes out. */
public final class Oracle {
    static final ObjectMapper JSON = new ObjectMapper();

    /** Until the input ends. What JavaRosa prints by itself goes nowhere: standard output belongs to the answers. */
    public static void serve() throws Exception {
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
        Locale.setDefault(Locale.ENGLISH);
        PrototypeManager.registerPrototypes(JavaRosaCoreModule.classNames);
        PrototypeManager.registerPrototypes(CoreModelModule.classNames);
        new XFormsModule().registerModule();
        XFormParser.registerActionHandler("setgeopoint", new NoLocation());

        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            byte[] answer = JSON.writeValueAsBytes(answer(line));
            out.write(answer);
            out.write('\n');
            out.flush();
        }
    }

    private static ObjectNode answer(String line) {
        try {
            JsonNode request = JSON.readTree(line);
            if (request.has("walk")) {
                return Walk.of(request.get("walk"));
            } else if (request.has("evals")) {
                return Evaluation.of(request.get("evals"));
            } else if (request.has("measure")) {
                return Measure.of(request.get("measure"));
            } else {
                return JSON.createObjectNode().put("ready", true);
            }
        } catch (Throwable e) {
            return error(e);
        }
    }

    /** What went wrong, with the place in JavaRosa where it did. */
    static ObjectNode error(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        StackTraceElement[] trace = cause.getStackTrace();
        return JSON.createObjectNode()
            .put("error", cause.getClass().getSimpleName())
            .put("message", cause.getMessage())
            .put("at", trace.length == 0 ? "" : trace[0].toString());
    }

    private Oracle() {
    }
}
