package ai.fluxion.crons.provision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provisioning did with one thing, or would do.
 *
 * @param action what
 * @param resource {@code monitor}, {@code alert}, {@code metric alert} or {@code dashboard}
 * @param name the thing's name in Sentry; a monitor's slug
 * @param differences why it is updated; empty otherwise
 * @param note what a person should know of it, or {@code null}
 * @since 0.1.0
 */
public record Change(Action action, String resource, String name, List<Difference> differences, @Nullable String note) {

    /** What is done. */
    public enum Action {
        /** It is not there. */
        CREATE,
        /** It is there, and other than it is to be. */
        UPDATE,
        /** This application made it, and has no use for it any more. */
        DELETE,
        /** It is as it is to be. */
        NONE,
        /** It stays as it is although it is not as it is to be; the note says why. */
        SKIP
    }

    public Change {
        differences = List.copyOf(differences);
    }
}
