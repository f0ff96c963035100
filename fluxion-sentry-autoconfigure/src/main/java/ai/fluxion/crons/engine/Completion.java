package ai.fluxion.crons.engine;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the work of a method is done that has returned.
 *
 * @since 0.1.0
 */
public final class Completion {

    private static final Logger logger = LoggerFactory.getLogger(Completion.class);

    private Completion() {}

    /**
     * Ends what surrounds a method: at once, or where it returned a {@link CompletionStage} when that completes, on whatever
     * thread completes it. Does not throw.
     *
     * @param returned what the method returned
     * @param leave leaves the calling thread, if the end comes later
     * @param end takes what failed, without its {@link CompletionException}; {@code null}: nothing
     */
    public static void of(@Nullable Object returned, Runnable leave, Consumer<@Nullable Throwable> end) {
        if (!(returned instanceof CompletionStage<?> stage)) {
            end.accept(null);
            return;
        }
        leave.run();
        try {
            stage.whenComplete((value, failure) -> end.accept(unwrap(failure)));
        } catch (Exception | LinkageError ex) {
            logger.warn(
                    "{} tells nobody when it completes: the run ends now",
                    stage.getClass().getName(),
                    ex);
            end.accept(null);
        }
    }

    private static @Nullable Throwable unwrap(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
