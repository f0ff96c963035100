package ai.fluxion.crons.export;

import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What is wrong with a text that is no YAML, in one line: the parser's own message draws a picture over several.
 *
 * @since 0.1.0
 */
public final class YamlProblem {

    private YamlProblem() {}

    /** {@code line 2: expected the node content}. */
    public static String of(YAMLException ex) {
        return ex instanceof MarkedYAMLException marked && marked.getProblemMark() != null
                ? "line %d: %s".formatted(marked.getProblemMark().getLine() + 1, marked.getProblem())
                : String.valueOf(ex.getMessage());
    }
}
