import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.javarosa.core.model.condition.EvaluationContext;
import org.javarosa.core.model.condition.IFunctionHandler;
import org.javarosa.xpath.expr.XPathFuncExpr;

/**
 * pulldata(), which JavaRosa leaves to the program around it, as ODK Collect understands it: the first row whose column
 * has exactly that text; the empty text where there is no such row, column or file; columns are the same whatever their case.
 */
final class PullData implements IFunctionHandler {
    private final File folder;
    private final Map<String, List<CSVRecord>> read = new HashMap<>();

    PullData(File folder) {
        this.folder = folder;
    }

    @Override
    public String getName() {
        return "pulldata";
    }

    @Override
    public List<Class[]> getPrototypes() {
        return List.of();
    }

    @Override
    public boolean rawArgs() {
        return true;
    }

    @Override
    public boolean realTime() {
        return false;
    }

    @Override
    public Object eval(Object[] args, EvaluationContext context) {
        if (args.length != 4) {
            return "";
        }
        String file = XPathFuncExpr.toString(args[0]);
        List<CSVRecord> rows = read.computeIfAbsent(file.endsWith(".csv") ? file : file + ".csv", this::rows);
        int wanted = column(rows, XPathFuncExpr.toString(args[1]));
        int by = column(rows, XPathFuncExpr.toString(args[2]));
        String value = XPathFuncExpr.toString(args[3]);
        if (wanted < 0 || by < 0) {
            return "";
        }
        for (CSVRecord row : rows.subList(1, rows.size())) {
            if (row.size() > Math.max(wanted, by) && row.get(by).equals(value)) {
                return row.get(wanted);
            }
        }
        return "";
    }

    private List<CSVRecord> rows(String name) {
        try (CSVParser parser = CSVParser.parse(new File(folder, name), StandardCharsets.UTF_8, CSVFormat.DEFAULT)) {
            return parser.getRecords();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static int column(List<CSVRecord> rows, String name) {
        if (rows.isEmpty()) {
            return -1;
        }
        for (int i = 0; i < rows.get(0).size(); i++) {
            if (safe(rows.get(0).get(i)).equals(safe(name))) {
                return i;
            }
        }
        return -1;
    }

    private static String safe(String name) {
        return name.replace("\ufeff", "").trim().replaceAll("[^A-Za-z0-9_]", "_").toLowerCase(Locale.ENGLISH);
    }
}
