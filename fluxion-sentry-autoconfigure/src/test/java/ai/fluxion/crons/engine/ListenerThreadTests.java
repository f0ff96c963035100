package ai.fluxion.crons.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ListenerThreadTests {

    /** H2 closes a database in a file, which is the application's, when a thread in it is interrupted. */
    @Test
    void aListenerThatIsSlowWhenItStopsIsNotInterruptedAndToldNoMore() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        List<String> ended = Collections.synchronizedList(new ArrayList<>());
        ListenerThread listeners = new ListenerThread(List.of(new MonitorListener() {}));
        listeners.tell(listener -> {
            told.countDown();
            try {
                answer.await();
                ended.add("answered");
            } catch (InterruptedException ex) {
                ended.add("interrupted");
            }
        });
        listeners.tell(listener -> ended.add("told more"));
        told.await();

        listeners.stop(Duration.ZERO);

        answer.countDown();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("fluxion-crons-events")));
        assertThat(ended).containsExactly("answered");
    }
}
