package ai.fluxion.crons.provision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people look at: ETL health, gap recovery, API performance. No widget of Sentry shows check-ins; the nearest is the
 * list of the monitors' open issues.
 */
final class Dashboards {

    private static final String ETL = "span.op:etl.run has:tienda";

    private static final String DETECTION = "span.op:gap.detect";

    private static final String RECOVERY = "span.op:gap.recover";

    private static final String API = "is_transaction:true transaction:\"*/api/etl/tracking/*\"";

    private final List<Map<String, @Nullable Object>> widgets = new ArrayList<>();

    private Dashboards() {}

    /** Widgets by the dashboard's title. */
    static Map<String, List<Map<String, @Nullable Object>>> all() {
        Map<String, List<Map<String, @Nullable Object>>> all = new LinkedHashMap<>();
        all.put("ETL health", etlHealth());
        all.put("Gap recovery", gapRecovery());
        all.put("API performance", apiPerformance());
        return all;
    }

    private static List<Map<String, @Nullable Object>> etlHealth() {
        return new Dashboards()
                .table(
                        "Success rate per store",
                        "spans",
                        List.of("tienda"),
                        List.of("equation|1 - failure_rate()", "failure_rate()", "count(span.duration)"),
                        ETL,
                        "-failure_rate()")
                .line("Mean duration per store", List.of("avg(span.duration)"), List.of("tienda"), ETL)
                .table(
                        "Most frequent errors",
                        "error-events",
                        List.of("title", "error_tipo", "tienda"),
                        List.of("count()"),
                        "etl_name:* event.type:error",
                        "-count()")
                .line(
                        "Registros and facturas",
                        List.of("sum(tags[registros_cargados,number])", "sum(tags[facturas,number])"),
                        List.of(),
                        ETL)
                .table(
                        "Monitors in trouble",
                        "issue",
                        List.of("issue", "title", "assignee"),
                        List.of(),
                        "has:monitor.slug is:unresolved",
                        "date")
                .widgets;
    }

    private static List<Map<String, @Nullable Object>> gapRecovery() {
        return new Dashboards()
                .add(
                        "Detected against recovered",
                        "line",
                        "spans",
                        List.of(
                                query("detected", List.of(), List.of("count(span.duration)"), DETECTION, ""),
                                query("recovered", List.of(), List.of("count(span.duration)"), RECOVERY, "")))
                .add(
                        "Mean time to recover",
                        "big_number",
                        "spans",
                        List.of(query("", List.of(), List.of("avg(span.duration)"), RECOVERY, "")))
                .table(
                        "Stores with most gaps",
                        "spans",
                        List.of("tienda"),
                        List.of("count(span.duration)", "avg(span.duration)"),
                        DETECTION,
                        "-count(span.duration)")
                .table(
                        "Recoveries that failed",
                        "error-events",
                        List.of("title", "tienda", "error_tipo"),
                        List.of("count()"),
                        "etl_name:* modo:recuperacion event.type:error",
                        "-count()")
                .widgets;
    }

    private static List<Map<String, @Nullable Object>> apiPerformance() {
        return new Dashboards()
                .table(
                        "P50, P95, P99 per endpoint",
                        "spans",
                        List.of("transaction"),
                        List.of(
                                "p50(span.duration)",
                                "p95(span.duration)",
                                "p99(span.duration)",
                                "count(span.duration)"),
                        API,
                        "-p95(span.duration)")
                .line("Throughput", List.of("epm()"), List.of("transaction"), API)
                .line("Error rate", List.of("failure_rate()"), List.of("transaction"), API)
                .widgets;
    }

    private Dashboards table(
            String title, String type, List<String> columns, List<String> aggregates, String query, String orderBy) {
        return add(title, "table", type, List.of(query("", columns, aggregates, query, orderBy)));
    }

    private Dashboards line(String title, List<String> aggregates, List<String> columns, String query) {
        return add(title, "line", "spans", List.of(query("", columns, aggregates, query, "-" + aggregates.get(0))));
    }

    /** Two widgets in a row, each three of six columns wide. */
    private Dashboards add(String title, String display, String type, List<Map<String, @Nullable Object>> queries) {
        int index = this.widgets.size();
        Map<String, @Nullable Object> layout =
                Json.of("x", index % 2 * 3, "y", index / 2 * 3, "w", 3, "h", 3, "min_h", 2);
        Map<String, @Nullable Object> widget = Json.of(
                "title",
                title,
                "display_type",
                display,
                "widget_type",
                type,
                "interval",
                "1h",
                "queries",
                queries,
                "layout",
                layout);
        boolean grouped = display.equals("line")
                && queries.get(0).get("columns") instanceof List<?> columns
                && !columns.isEmpty();
        if (grouped) {
            widget.put("limit", 10);
        }
        this.widgets.add(widget);
        return this;
    }

    private static Map<String, @Nullable Object> query(
            String name, List<String> columns, List<String> aggregates, String conditions, String orderBy) {
        List<String> fields = new ArrayList<>(columns);
        fields.addAll(aggregates);
        return Json.of(
                "name",
                name,
                "fields",
                fields,
                "aggregates",
                aggregates,
                "columns",
                columns,
                "conditions",
                conditions,
                "orderby",
                orderBy);
    }
}
