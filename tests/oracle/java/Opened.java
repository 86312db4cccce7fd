import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.GroupDef;
import org.javarosa.core.model.IFormElement;
import org.javarosa.core.model.instance.FormInstance;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.core.services.IPropertyManager;
import org.javarosa.core.services.PropertyManager;
import org.javarosa.core.services.properties.IPropertyRules;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.xform.util.XFormUtils;

/** A form that was opened for a new submission, and what is asked about it again and again. */
final class Opened {
    final FormDef form;
    final FormEntryController controller;
    /** The repeats, as generic references: "/data/kids". */
    final Set<String> repeats = new HashSet<>();

    /**
     * Of a request: "xform" (a path), and optionally "folder" (of the files beside it), "language", "properties", "now", "tz".
     * The language is set before the form begins, because calculations may read texts.
     */
    Opened(JsonNode request) throws Exception {
        Clock.set(request);
        File file = new File(request.get("xform").asText());
        File folder = request.hasNonNull("folder") ? new File(request.get("folder").asText()) : file.getAbsoluteFile().getParentFile();
        Files.serve(folder);
        PropertyManager.setPropertyManager(new Properties(request.path("properties")));
        try (InputStream stream = new FileInputStream(file)) {
            form = XFormUtils.getFormFromInputStream(stream);
        }
        controller = new FormEntryController(new FormEntryModel(form));
        controller.addFunctionHandler(new PullData(folder));
        if (request.hasNonNull("language") && form.getLocalizer() != null
                && form.getLocalizer().hasLocale(request.get("language").asText())) {
            controller.setLanguage(request.get("language").asText());
        }
        form.initialize(true, new InstanceInitializationFactory());
        collect(form);
    }

    private void collect(IFormElement element) {
        if (element instanceof GroupDef && ((GroupDef) element).getRepeat()) {
            repeats.add(FormInstance.unpackReference(element.getBind()).genericize().toString(false));
        }
        if (element.getChildren() != null) {
            element.getChildren().forEach(this::collect);
        }
    }

    /** "/data/kids[2]/age": a position for each repeat, and for nothing else. */
    String path(TreeReference reference) {
        StringBuilder written = new StringBuilder();
        StringBuilder generic = new StringBuilder();
        for (int i = 0; i < reference.size(); i++) {
            written.append('/').append(reference.getName(i));
            generic.append('/').append(reference.getName(i));
            if (repeats.contains(generic.toString())) {
                written.append('[').append(Math.max(reference.getMultiplicity(i), 0) + 1).append(']');
            }
        }
        return written.toString();
    }

    /** What is known about the device and the person: a map of names to values; all else is unknown. */
    private record Properties(JsonNode known) implements IPropertyManager {
        @Override
        public List<String> getProperty(String name) {
            String value = getSingularProperty(name);
            return value == null ? null : List.of(value);
        }

        @Override
        public String getSingularProperty(String name) {
            return known.hasNonNull(name) ? known.get(name).asText() : null;
        }

        @Override
        public void setProperty(String name, String value) {
            // Kept nowhere: each request begins anew.
        }

        @Override
        public void setProperty(String name, List<String> value) {
            // As above.
        }

        @Override
        public void addRules(IPropertyRules rules) {
            // There are none.
        }

        @Override
        public List<IPropertyRules> getRules() {
            return List.of();
        }
    }
}
