package ai.fluxion.crons.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorDefinition.Origin;
import ai.fluxion.crons.monitor.MonitorEvent;
import ai.fluxion.crons.monitor.MonitorSettings;
import java.lang.Thread.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReportsTests {

    private static final MonitorDefinition MONITOR = new MonitorDefinition(
            "etl", "etl", null, null, null, null, null, MonitorSettings.DEFAULTS, Origin.DECLARED, true, true);

    private final List<String> taken = Collections.synchronizedList(new ArrayList<>());

    private final Reports reports = new Reports((monitor, event) -> this.taken.add(reasonOf(event)));

    @AfterEach
    void stop() {
        this.reports.stop();
    }

    @Test
    void whatComesWhileTheThreadLetsReportsGatherIsTakenInWithoutAnybodyAsking() {
        for (int i = 1; i <= 40; i++) {
            int count = i;
            add("report " + i);
            // At once, and so at every moment of the thread's round.
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> this.taken.size() == count);
        }
    }

    @Test
    void reportsOfManyThreadsAreTakenInOnceEachAndThoseOfAThreadInTheirOrder() throws InterruptedException {
        List<Thread> jobs = new ArrayList<>();
        for (int job = 0; job < 4; job++) {
            String name = "job-" + job + "-";
            jobs.add(new Thread(() -> {
                for (int i = 10_000; i < 15_000; i++) {
                    add(name + i);
                }
            }));
        }
        jobs.forEach(Thread::start);
        for (Thread job : jobs) {
            job.join();
        }

        await().until(() -> this.taken.size() == 20_000);
        for (int job = 0; job < 4; job++) {
            String name = "job-" + job + "-";
            assertThat(this.taken.stream().filter(one -> one.startsWith(name)).toList())
                    .hasSize(5_000)
                    .isSorted();
        }
    }

    @Test
    void noMoreReportsWaitThanThereIsRoomForHoweverSlowlyTheyAreTakenIn() {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> goOn = new CompletableFuture<>();
        Reports slow = new Reports((monitor, event) -> {
            begun.complete(null);
            goOn.join();
        });
        AtomicInteger added = new AtomicInteger();
        slow.add(MONITOR, event("first"));
        begun.join();
        Thread job = new Thread(() -> {
            for (int i = 0; i < 50_000; i++) {
                slow.add(MONITOR, event("report " + i));
                added.incrementAndGet();
            }
        });

        job.start();
        await().until(() -> job.getState() == State.WAITING || !job.isAlive());

        assertThat(added).hasValueBetween(32_000, 33_000);
        goOn.complete(null);
        await().until(() -> added.get() == 50_000);
        slow.stop();
    }

    @Test
    void theThreadComesAgainAfterAReportThatThereWasNoMemoryFor() {
        AtomicInteger seen = new AtomicInteger();
        Reports poor = new Reports((monitor, event) -> {
            if (seen.incrementAndGet() == 1) {
                throw new OutOfMemoryError("Java heap space");
            }
        });
        poor.add(MONITOR, event("first"));
        await().until(() -> seen.get() == 1);

        await().until(() -> {
            poor.add(MONITOR, event("another"));
            return seen.get() > 1;
        });
        poor.stop();
    }

    @Test
    void whatCameBeforeAQuestionIsTakenInByIt() {
        add("one");
        this.reports.takeIn();

        assertThat(this.taken).containsExactly("one");
    }

    @Test
    void afterTheEndOnlyAQuestionTakesIn() {
        this.reports.stop();
        add("late");
        assertThat(this.taken).isEmpty();

        this.reports.takeIn();

        assertThat(this.taken).containsExactly("late");
    }

    private void add(String reason) {
        this.reports.add(MONITOR, event(reason));
    }

    private static MonitorEvent event(String reason) {
        return new MonitorEvent.Skipped(UUID.randomUUID(), Instant.EPOCH, reason);
    }

    private static String reasonOf(MonitorEvent event) {
        return ((MonitorEvent.Skipped) event).reason();
    }
}
