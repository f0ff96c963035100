package ai.fluxion.crons.cli;

import ai.fluxion.crons.export.YamlProblem;
import ai.fluxion.crons.monitor.MonitorSlug;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Puts a monitor into a YAML file by inserting lines, so that comments and everything else stay as they are. The first
 * document of the file is meant: the others are for profiles.
 */
final class MonitorYaml {

    private static final List<String> PATH = List.of("fluxion", "crons", "monitors");

    private final List<String> lines;

    private final String lineEnd;

    /** @throws CommandFailure if it is no YAML */
    MonitorYaml(String text) {
        this.lines = text.isEmpty() ? new ArrayList<>() : new ArrayList<>(Arrays.asList(text.split("\\R", -1)));
        this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        if (!this.lines.isEmpty() && this.lines.get(this.lines.size() - 1).isEmpty()) {
            this.lines.remove(this.lines.size() - 1);
        }
        monitors(text);
    }

    /**
     * The file with a monitor more.
     *
     * @throws CommandFailure if that cannot be done by inserting lines, or the monitor is there already
     */
    String with(String name, String schedule, @Nullable String zone, long marginMinutes, long maxRuntimeMinutes) {
        refuseKnown(name);
        Place place = place();
        List<String> added = new ArrayList<>();
        int indent = place.indent();
        for (String missing : PATH.subList(place.found(), PATH.size())) {
            added.add(" ".repeat(indent) + missing + ":");
            indent += 2;
        }
        String blanks = " ".repeat(indent);
        added.add(blanks + key(name) + ":");
        added.add(blanks + "  schedule: " + quoted(schedule));
        if (zone != null) {
            added.add(blanks + "  timezone: " + (zone.matches("[A-Za-z].*") ? zone : quoted(zone)));
        }
        added.add(blanks + "  checkin-margin: " + marginMinutes + "m");
        added.add(blanks + "  max-runtime: " + maxRuntimeMinutes + "m");
        List<String> all = new ArrayList<>(this.lines);
        all.addAll(place.line(), added);
        String written = String.join(this.lineEnd, all) + this.lineEnd;
        verify(written, name, schedule);
        return written;
    }

    /** Blanks and other signs would be lost in a plain key. */
    private static String key(String name) {
        return name.matches("[A-Za-z][A-Za-z0-9_-]*") ? name : quoted("[" + name + "]");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private void refuseKnown(String name) {
        for (Object known : monitors(String.join("\n", this.lines)).keySet()) {
            String plain = String.valueOf(known).replaceAll("^\\[(.*)]$", "$1");
            if (MonitorSlug.identity(plain).equals(MonitorSlug.identity(name))) {
                throw new CommandFailure("The file has a monitor %s already".formatted(known));
            }
        }
    }

    /** How much of the path is there, and where the next line of its innermost block goes. */
    private Place place() {
        int from = 0;
        int to = endOfDocument();
        int indent = 0;
        int found = 0;
        while (found < PATH.size()) {
            int line = find(PATH.get(found), from, to, indent);
            if (line < 0) {
                break;
            }
            int end = endOfBlock(line, to);
            indent = indentOfContent(line, end);
            from = line + 1;
            to = end;
            found++;
        }
        return new Place(found, found == 0 ? endOfDocument() : lastContent(from, to), indent);
    }

    private int endOfDocument() {
        for (int i = 0; i < this.lines.size(); i++) {
            if (this.lines.get(i).startsWith("---") && i > 0) {
                return i;
            }
        }
        return this.lines.size();
    }

    private int find(String key, int from, int to, int indent) {
        Pattern wanted = Pattern.compile(" {" + indent + "}" + key + ":\\s*(#.*)?");
        for (int i = from; i < to; i++) {
            Matcher matcher = wanted.matcher(this.lines.get(i));
            if (matcher.matches()) {
                return i;
            }
        }
        return -1;
    }

    private int endOfBlock(int line, int to) {
        int own = indent(this.lines.get(line));
        for (int i = line + 1; i < to; i++) {
            if (isContent(i) && indent(this.lines.get(i)) <= own) {
                return i;
            }
        }
        return to;
    }

    private int indentOfContent(int line, int end) {
        for (int i = line + 1; i < end; i++) {
            if (isContent(i)) {
                return indent(this.lines.get(i));
            }
        }
        return indent(this.lines.get(line)) + 2;
    }

    /** After the last line that says something, before the comments and blank lines that belong to what follows. */
    private int lastContent(int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            if (isContent(i)) {
                return i + 1;
            }
        }
        return from;
    }

    private boolean isContent(int line) {
        String text = this.lines.get(line).strip();
        return !text.isEmpty() && !text.startsWith("#");
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    /** A file in flow style, or with anchors, has no place for lines; then the file stays as it is. */
    private static void verify(String written, String name, String schedule) {
        Map<?, ?> monitors;
        try {
            monitors = monitors(written);
        } catch (CommandFailure ex) {
            monitors = Map.of();
        }
        Object monitor = monitors.get(name) != null ? monitors.get(name) : monitors.get("[" + name + "]");
        if (!(monitor instanceof Map<?, ?> map) || !schedule.equals(map.get("schedule"))) {
            throw new CommandFailure(("The file writes fluxion.crons.monitors in a way that this command cannot add to;"
                            + " nothing was written. Add by hand:%n%s:%n  schedule: %s")
                    .formatted(name, quoted(schedule)));
        }
    }

    private static Map<?, ?> monitors(String text) {
        Object value;
        LoaderOptions options = new LoaderOptions();
        // As Spring Boot reads it: a block written twice stops the start.
        options.setAllowDuplicateKeys(false);
        try {
            var documents = new Yaml(new SafeConstructor(options)).loadAll(text).iterator();
            value = documents.hasNext() ? documents.next() : null;
        } catch (YAMLException ex) {
            throw new CommandFailure("The file is no YAML: " + YamlProblem.of(ex));
        }
        for (String part : PATH) {
            value = value instanceof Map<?, ?> map ? map.get(part) : null;
        }
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private record Place(int found, int line, int indent) {}
}
