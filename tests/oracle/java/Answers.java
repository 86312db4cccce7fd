import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

import org.javarosa.core.model.Constants;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.data.AnswerDataFactory;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.MultipleItemsData;
import org.javarosa.core.model.data.SelectOneData;
import org.javarosa.core.model.data.StringData;
import org.javarosa.core.model.data.UncastData;
import org.javarosa.core.model.data.helper.Selection;
import org.javarosa.form.api.FormEntryPrompt;

/** Written answers as JavaRosa's data: what a question is answered with depends on its control and the type of its place. */
final class Answers {
    static boolean hasChoices(FormEntryPrompt prompt) {
        int control = prompt.getControlType();
        return control == Constants.CONTROL_SELECT_ONE || control == Constants.CONTROL_SELECT_MULTI || control == Constants.CONTROL_RANK;
    }

    /** Null for no answer. Throws whatever JavaRosa throws at an answer that it cannot read. */
    static IAnswerData cast(FormEntryPrompt prompt, String answer, List<SelectChoice> choices) {
        if (answer.isEmpty()) {
            return null;
        }
        if (choices != null) {
            if (prompt.getControlType() == Constants.CONTROL_SELECT_ONE) {
                return new SelectOneData(selection(answer, choices));
            }
            List<Selection> selections = new ArrayList<>();
            for (StringTokenizer each = new StringTokenizer(answer, " "); each.hasMoreTokens(); ) {
                selections.add(selection(each.nextToken(), choices));
            }
            return selections.isEmpty() ? null : new MultipleItemsData(selections);
        }
        IAnswerData template = AnswerDataFactory.template(prompt.getControlType(), prompt.getDataType());
        if (template instanceof UncastData) {
            // A file's name, a barcode, and what has no type: plain text in ODK Collect.
            return new StringData(answer);
        }
        return template.cast(new UncastData(answer));
    }

    private static Selection selection(String value, List<SelectChoice> choices) {
        for (SelectChoice choice : choices) {
            if (value.equals(choice.getValue())) {
                return choice.selection();
            }
        }
        throw new IllegalArgumentException("not among the choices");
    }

    /** A word for the kind of question. */
    static String type(FormEntryPrompt prompt) {
        switch (prompt.getControlType()) {
            case Constants.CONTROL_SELECT_ONE: return "select_one";
            case Constants.CONTROL_SELECT_MULTI: return "select_multiple";
            case Constants.CONTROL_RANK: return "rank";
            case Constants.CONTROL_RANGE: return "range";
            case Constants.CONTROL_TRIGGER: return "acknowledge";
            case Constants.CONTROL_IMAGE_CHOOSE: return "image";
            case Constants.CONTROL_AUDIO_CAPTURE: return "audio";
            case Constants.CONTROL_VIDEO_CAPTURE: return "video";
            case Constants.CONTROL_UPLOAD:
            case Constants.CONTROL_OSM_CAPTURE:
            case Constants.CONTROL_FILE_CAPTURE: return "file";
            default: return typeOfData(prompt.getDataType());
        }
    }

    private static String typeOfData(int type) {
        switch (type) {
            case Constants.DATATYPE_INTEGER:
            case Constants.DATATYPE_LONG: return "integer";
            case Constants.DATATYPE_DECIMAL: return "decimal";
            case Constants.DATATYPE_DATE: return "date";
            case Constants.DATATYPE_TIME: return "time";
            case Constants.DATATYPE_DATE_TIME: return "dateTime";
            case Constants.DATATYPE_BOOLEAN: return "boolean";
            case Constants.DATATYPE_GEOPOINT: return "geopoint";
            case Constants.DATATYPE_GEOTRACE: return "geotrace";
            case Constants.DATATYPE_GEOSHAPE: return "geoshape";
            case Constants.DATATYPE_BARCODE: return "barcode";
            default: return "text";
        }
    }

    private Answers() {
    }
}
