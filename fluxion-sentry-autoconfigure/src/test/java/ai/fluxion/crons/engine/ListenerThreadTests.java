package ai.fluxion.crons.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.delivery.DaemonThreads;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ListenerThreadTests {

    @Test
    void newsThatComeWhileThereIsNoThreadToBeHadAreToldOnceThereIs() {
        AtomicBoolean full = new AtomicBoolean(true);
        ListenerThread listeners = new ListenerThread(List.of(new MonitorListener() {}), work -> {
            if (full.get()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return DaemonThreads.named("events").newThread(work);
        });
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        listeners.tell(listener -> told.add("first"));
        listeners.tell(listener -> told.add("second"));
        assertThat(told).isEmpty();

        full.set(false);
        listeners.tell(listener -> told.add("third"));

        await().until(() -> told.size() == 3);
        assertThat(told).containsExactly("first", "second", "third");
        listeners.stop(Duration.ZERO);
    }

    @Test
    void aListenerHasNothingOfWhomTheJobIsRunForButSeesItsClasses() {
        InheritableThreadLocal<String> tenant = new InheritableThreadLocal<>();
        ClassLoader classes = new URLClassLoader(new URL[0]);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        CompletableFuture<String> seen = new CompletableFuture<>();
        ListenerThread listeners = new ListenerThread(List.of(new MonitorListener() {}));
        tenant.set("tienda_01");
        Thread.currentThread().setContextClassLoader(classes);
        try {
            listeners.tell(listener ->
                    seen.complete(tenant.get() + " " + (Thread.currentThread().getContextClassLoader() == classes)));
        } finally {
            tenant.remove();
            Thread.currentThread().setContextClassLoader(before);
        }

        assertThat(seen.join()).isEqualTo("null true");
        listeners.stop(Duration.ZERO);
    }

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
