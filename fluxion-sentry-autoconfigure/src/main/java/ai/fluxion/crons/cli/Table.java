package ai.fluxion.crons.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns as wide as what stands in them. */
final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... heads) {
        this.rows.add(List.of(heads));
    }

    void add(Object... cells) {
        this.rows.add(Arrays.stream(cells).map(String::valueOf).toList());
    }

    void print(PrintWriter out) {
        int columns = this.rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : this.rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], length(row.get(i)));
            }
        }
        this.rows.forEach(row -> out.println(line(row, widths)));
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i));
            line.append(" ".repeat(widths[i] - length(row.get(i)))).append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private static int length(String text) {
        String plain = text.replaceAll("\u001B\\[[;\\d]*m", "");
        return plain.codePointCount(0, plain.length());
    }
}
