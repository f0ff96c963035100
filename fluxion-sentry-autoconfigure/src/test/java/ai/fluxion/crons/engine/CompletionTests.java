package ai.fluxion.crons.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.testing.Unchecked;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionTests {

    private final List<String> seen = new ArrayList<>();

    @Test
    void theEndComesWithTheCompletionAndWithWhatFailed() {
        CompletableFuture<String> future = new CompletableFuture<>();
        complete(future);
        assertThat(this.seen).containsExactly("left");

        future.completeExceptionally(new CompletionException(new IllegalStateException("KLK")));

        assertThat(this.seen).containsExactly("left", "java.lang.IllegalStateException: KLK");
    }

    @Test
    void whatIsNoStageEndsAtOnceOnTheSameThread() {
        complete(null);
        complete("x");
        assertThat(this.seen).containsExactly("null", "null");
    }

    /** The job has done its work, and must not fail for who watches it. */
    @ParameterizedTest
    @ValueSource(classes = {UnsupportedOperationException.class, TimeoutException.class, NoSuchMethodError.class})
    void aStageThatLetsNobodyListenEndsAtOnce(Class<? extends Throwable> thrown) throws Exception {
        Throwable failure = thrown.getConstructor(String.class).newInstance("minimal");
        complete(new CompletableFuture<String>() {

            @Override
            public CompletableFuture<String> whenComplete(BiConsumer<? super String, ? super Throwable> action) {
                throw Unchecked.of(failure);
            }
        });
        assertThat(this.seen).containsExactly("left", "null");
    }

    private void complete(Object returned) {
        Completion.of(returned, () -> this.seen.add("left"), failure -> this.seen.add(String.valueOf(failure)));
    }
}
