package ai.fluxion.crons.store.jdbc;

import ai.fluxion.crons.monitor.RunReport;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report as lines of text: a letter that says what it is, then its fields. Unknown letters are skipped. */
final class ReportText {

    private static final String MESSAGE = "m";

    private static final String TAG = "t";

    private static final String METRIC = "n";

    private static final String STEP = "s";

    private static final String TRACE = "x";

    private ReportText() {}

    /** {@code null} for a run that told nothing. */
    static @Nullable String write(RunReport report) {
        if (report.equals(RunReport.EMPTY)) {
            return null;
        }
        Lines lines = new Lines();
        if (report.message() != null) {
            lines.add(MESSAGE, report.message());
        }
        if (report.traceId() != null) {
            lines.add(TRACE, report.traceId());
        }
        report.tags().forEach((name, value) -> lines.add(TAG, name, value));
        report.metrics().forEach((name, value) -> lines.add(METRIC, name, type(value), value.toString()));
        report.steps()
                .forEach(step -> lines.add(
                        STEP, step.name(), Long.toString(step.duration().toNanos()), Boolean.toString(step.ok())));
        return lines.toString();
    }

    static RunReport read(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return RunReport.EMPTY;
        }
        String message = null;
        String trace = null;
        Map<String, String> tags = new LinkedHashMap<>();
        Map<String, Number> metrics = new LinkedHashMap<>();
        List<RunReport.Step> steps = new ArrayList<>();
        for (List<String> line : Lines.read(text)) {
            switch (line.get(0)) {
                case MESSAGE -> message = line.get(1);
                case TRACE -> trace = line.get(1);
                case TAG -> tags.put(line.get(1), line.get(2));
                case METRIC -> metrics.put(line.get(1), number(line.get(2), line.get(3)));
                case STEP ->
                    steps.add(new RunReport.Step(
                            line.get(1),
                            Duration.ofNanos(Long.parseLong(line.get(2))),
                            Boolean.parseBoolean(line.get(3))));
                default -> {}
            }
        }
        return new RunReport(message, tags, metrics, steps, trace);
    }

    private static String type(Number number) {
        if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return "i";
        }
        if (number instanceof Long) {
            return "l";
        }
        return number instanceof BigDecimal ? "b" : number instanceof BigInteger ? "g" : "d";
    }

    private static Number number(String type, String text) {
        return switch (type) {
            case "i" -> Integer.valueOf(text);
            case "l" -> Long.valueOf(text);
            case "b" -> new BigDecimal(text);
            case "g" -> new BigInteger(text);
            default -> Double.valueOf(text);
        };
    }
}
