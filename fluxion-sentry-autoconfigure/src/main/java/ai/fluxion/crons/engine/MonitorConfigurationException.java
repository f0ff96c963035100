package ai.fluxion.crons.engine;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that was declared of monitors cannot be.
 *
 * @since 0.1.0
 */
public class MonitorConfigurationException extends RuntimeException {

    private final transient List<Problem> problems;

    /** @param problems what is wrong; at least one */
    public MonitorConfigurationException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong. */
    public List<Problem> problems() {
        return this.problems;
    }

    /**
     * One thing that cannot be.
     *
     * @param where who declared it: a property, or an annotation's attribute and its method
     * @param value what was declared, or {@code null}
     * @param reason what is wrong with it
     * @param remedy what to write instead
     */
    public record Problem(String where, @Nullable String value, String reason, String remedy) {

        @Override
        public String toString() {
            return this.where + (this.value != null ? " = '" + this.value + "'" : "") + ": " + this.reason + ". "
                    + this.remedy;
        }
    }
}
