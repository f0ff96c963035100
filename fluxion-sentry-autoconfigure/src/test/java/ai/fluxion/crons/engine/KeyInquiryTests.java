package ai.fluxion.crons.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeyInquiryTests {

    @Test
    void itAsksUntilItIsAnswered() {
        AtomicInteger asked = new AtomicInteger();
        KeyInquiry inquiry = new KeyInquiry(
                () -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new IllegalStateException("not yet");
                    }
                    return asked.get() == 3;
                },
                Duration.ofMillis(1));

        inquiry.begin();

        awaitNoThread();
        assertThat(asked).hasValue(3);
    }

    @Test
    void whatComesWhileItAsksIsAskedForToo() {
        AtomicInteger asked = new AtomicInteger();
        KeyInquiry[] inquiry = new KeyInquiry[1];
        inquiry[0] = new KeyInquiry(
                () -> {
                    if (asked.incrementAndGet() == 1) {
                        inquiry[0].begin();
                    }
                    return true;
                },
                Duration.ofMillis(1));

        inquiry[0].begin();

        awaitNoThread();
        assertThat(asked).hasValue(2);
    }

    @Test
    void whoWaitsToAskAgainIsGoneWhenItStops() {
        AtomicInteger asked = new AtomicInteger();
        KeyInquiry inquiry = new KeyInquiry(() -> asked.incrementAndGet() == 0, Duration.ofHours(1));
        inquiry.begin();
        await().untilAtomic(asked, equalTo(1));

        inquiry.stop();

        awaitNoThread();
        assertThat(asked).hasValue(1);
    }

    private static void awaitNoThread() {
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("fluxion-crons-keys")));
    }
}
