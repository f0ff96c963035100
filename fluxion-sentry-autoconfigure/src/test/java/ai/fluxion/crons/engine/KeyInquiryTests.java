package ai.fluxion.crons.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

        inquiry.start();

        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("fluxion-crons-keys")));
        assertThat(asked).hasValue(3);
    }
}
