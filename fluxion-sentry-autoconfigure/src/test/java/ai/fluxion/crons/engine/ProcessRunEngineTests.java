package ai.fluxion.crons.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.MonitorRun;
import ai.fluxion.crons.MonitorRunHolder;
import ai.fluxion.crons.delivery.CheckInDelivery;
import ai.fluxion.crons.delivery.CheckInMessage;
import ai.fluxion.crons.delivery.DeliveryStatistics;
import ai.fluxion.crons.delivery.DeliveryStatistics.Destination;
import ai.fluxion.crons.delivery.HeartbeatPolicy;
import ai.fluxion.crons.delivery.InterruptedPolicy;
import ai.fluxion.crons.engine.RegistrySettings.ScheduledJobs;
import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorDefinition.Origin;
import ai.fluxion.crons.monitor.MonitorSettings;
import ai.fluxion.crons.monitor.MonitorStatus;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.Schedules;
import ai.fluxion.crons.store.MemoryMonitorStore;
import ai.fluxion.crons.telemetry.RunScope;
import ai.fluxion.crons.telemetry.RunTelemetry;
import java.lang.Thread.State;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs against the real state engine, on a clock that a test moves. */
class ProcessRunEngineTests {

    private static final ZoneId UTC = ZoneId.of("UTC");

    private final MutableClock clock = new MutableClock("2026-01-05T10:00:00Z");

    private final StateKeeper states =
            new StateKeeper("production", this.clock, new MemoryMonitorStore(100), Duration.ofDays(90), List.of());

    private final List<CheckInMessage> sent = new ArrayList<>();

    @AfterEach
    void leaveNoRunOnTheThread() {
        MonitorRunHolder.exchange(null);
    }

    /** What a job's thread meets when it hands a check-in over. */
    private Consumer<CheckInMessage> handOver = message -> {};

    /** What is there when all that waits is sent at last. */
    private Runnable lastWord = () -> {};

    private final EngineSettings settings = new EngineSettings(
            "production", null, true, Duration.ofMinutes(5), HeartbeatPolicy.AUTO, InterruptedPolicy.AUTO);

    private final CheckInDelivery delivery = new CheckInDelivery() {

        @Override
        public void submit(CheckInMessage message) {
            ProcessRunEngineTests.this.handOver.accept(message);
            ProcessRunEngineTests.this.sent.add(message);
        }

        @Override
        public DeliveryStatistics statistics() {
            return DeliveryStatistics.none(Destination.ENABLED);
        }

        @Override
        public void flush(Duration atMost) {
            ProcessRunEngineTests.this.lastWord.run();
        }
    };

    private ProcessRunEngine engine(RunTelemetry telemetry) {
        return new ProcessRunEngine(
                this.states, new CheckInSubmission(this.settings, this.delivery), telemetry, this.clock);
    }

    @Test
    void aRunThatOutlivesItsSlotsIsNeitherMissedNorTimedOut() {
        MonitorDefinition monitor = monitor("*/10 * * * *", Duration.ofMinutes(1), Duration.ofHours(1));
        ProcessRunEngine engine = engine(RunTelemetry.NONE);
        ActiveRun run = engine.open(job(monitor), null);
        pass(engine, HeartbeatPolicy.AUTO, monitor, Duration.ofMinutes(45));
        run.end(null);
        assertThat(this.states.history(monitor, 100))
                .extracting(CheckIn::status)
                .containsExactly(CheckInStatus.OK);
        assertThat(this.states.view(monitor).status()).isEqualTo(MonitorStatus.OK);
        assertThat(this.sent)
                .extracting(CheckInMessage::status)
                .startsWith(CheckInStatus.IN_PROGRESS, CheckInStatus.IN_PROGRESS)
                .endsWith(CheckInStatus.OK)
                .hasSize(6);
    }

    @Test
    void withoutHeartbeatsItIsMissed() {
        MonitorDefinition monitor = monitor("*/10 * * * *", Duration.ofMinutes(1), Duration.ofHours(1));
        ProcessRunEngine engine = engine(RunTelemetry.NONE);
        ActiveRun run = engine.open(job(monitor), null);
        pass(engine, HeartbeatPolicy.OFF, monitor, Duration.ofMinutes(45));
        run.end(null);
        assertThat(this.states.history(monitor, 100))
                .extracting(CheckIn::status)
                .contains(CheckInStatus.MISSED);
    }

    @Test
    void withProgressASlowRunLivesAndAStuckOneTimesOut() {
        MonitorDefinition monitor = monitor("0 2 * * *", Duration.ofMinutes(5), Duration.ofMinutes(30));
        ProcessRunEngine engine = engine(RunTelemetry.NONE);
        ActiveRun run = engine.open(job(monitor), null);
        for (int step = 1; step <= 12; step++) {
            run.progress(step);
            pass(engine, HeartbeatPolicy.PROGRESS, monitor, Duration.ofMinutes(10));
        }
        assertThat(this.states.history(monitor, 1))
                .extracting(CheckIn::status)
                .containsExactly(CheckInStatus.IN_PROGRESS);
        pass(engine, HeartbeatPolicy.PROGRESS, monitor, Duration.ofMinutes(45));
        assertThat(this.states.history(monitor, 1)).extracting(CheckIn::status).containsExactly(CheckInStatus.TIMEOUT);
    }

    @Test
    void aRunThatReschedulesItsOwnJobEndsUnderTheNewSchedule() {
        MonitorDefinition hourly = monitor("0 * * * *", Duration.ofMinutes(5), Duration.ofHours(1));
        MonitorDefinition daily = monitor("0 2 * * *", Duration.ofMinutes(5), Duration.ofHours(1));
        AtomicReference<MonitorDefinition> current = new AtomicReference<>(hourly);
        ActiveRun run = engine(RunTelemetry.NONE).open(job(current::get), null);
        current.set(daily);
        run.end(null);

        assertThat(this.states.state(daily).next()).isEqualTo("2026-01-06T02:00:00Z");
        assertThat(this.sent)
                .extracting(message -> message.config().schedule().value())
                .containsExactly("0 * * * *", "0 2 * * *");
    }

    @Test
    void aRunWhoseMonitorIsSwitchedOffMeanwhileIsClosed() {
        MonitorDefinition monitor = monitor("0 * * * *", Duration.ofMinutes(5), Duration.ofHours(1));
        AtomicReference<MonitorDefinition> current = new AtomicReference<>(monitor);
        ActiveRun run = engine(RunTelemetry.NONE).open(job(current::get), null);
        current.set(monitor.withEnabled(false).withSent(false));
        run.end(null);

        assertThat(this.sent)
                .extracting(CheckInMessage::status)
                .containsExactly(CheckInStatus.IN_PROGRESS, CheckInStatus.OK);
    }

    @Test
    void aRunThatNobodyEndsIsNotHeldForEverAndCanStillBeEnded() {
        MonitorDefinition monitor = monitor("0 2 * * *", Duration.ofMinutes(5), Duration.ofMinutes(30));
        ProcessRunEngine engine = engine(RunTelemetry.NONE);
        Heartbeats heartbeats = new Heartbeats(HeartbeatPolicy.OFF, engine, this.clock);
        ActiveRun run = engine.open(job(monitor), null);
        Instant start = this.clock.instant();
        heartbeats.beat(start.plus(HeartbeatPolicy.LONGEST_RUN).minusSeconds(1));
        assertThat(engine.openRuns()).hasSize(1);

        heartbeats.beat(start.plus(HeartbeatPolicy.LONGEST_RUN));

        assertThat(engine.openRuns()).isEmpty();
        run.end(null);
        assertThat(this.sent).extracting(CheckInMessage::status).endsWith(CheckInStatus.OK);
    }

    @Test
    void runsThatAreClosedInTheWrongOrderLeaveNoneOfThemOnTheThread() {
        JobMonitor job = job(monitor("0 2 * * *", Duration.ofMinutes(5), Duration.ofHours(1)));
        ProcessRunEngine engine = engine(RunTelemetry.NONE);
        ActiveRun around = engine.open(job, null);
        ActiveRun first = engine.open(job, null);
        ActiveRun second = engine.open(job, null);
        ActiveRun third = engine.open(job, null);
        first.end(null);
        second.end(null);
        assertThat(MonitorRun.current()).isSameAs(third);

        third.end(null);

        assertThat(MonitorRun.current()).isSameAs(around);
        around.end(null);
        assertThat(MonitorRun.current().name()).isEmpty();
    }

    @Test
    void aDeployThatCutsARunOffOpensNoIncidentIfTheNextRunComesInTime() {
        MonitorDefinition monitor = monitor("*/10 * * * *", Duration.ofMinutes(5), Duration.ofHours(1));
        ProcessRunEngine engine = engine(RunTelemetry.NONE);
        engine.open(job(monitor), null);
        this.clock.set("2026-01-05T10:03:00Z");
        engine.settleOpen(InterruptedPolicy.AUTO);
        this.clock.set("2026-01-05T10:10:00Z");
        engine(RunTelemetry.NONE).open(job(monitor), null).end(null);
        pass(engine, HeartbeatPolicy.OFF, monitor, Duration.ofMinutes(4));
        assertThat(this.states.state(monitor).incident()).isNull();
        assertThat(this.states.view(monitor).status()).isEqualTo(MonitorStatus.OK);
        assertThat(this.sent).extracting(CheckInMessage::status).doesNotContain(CheckInStatus.ERROR);
    }

    @Test
    void aDeployThatCutsARunOffIsAnErrorIfNoRunComesSoon() {
        MonitorDefinition monitor = monitor("0 2 * * *", Duration.ofMinutes(5), Duration.ofHours(1));
        ProcessRunEngine engine = engine(RunTelemetry.NONE);
        engine.open(job(monitor), null);
        engine.settleOpen(InterruptedPolicy.AUTO);
        assertThat(this.states.history(monitor, 1)).first().satisfies(checkIn -> {
            assertThat(checkIn.status()).isEqualTo(CheckInStatus.ERROR);
            assertThat(checkIn.report().message()).isEqualTo("interrupted: the application stopped");
        });
    }

    @Test
    void aShutdownThatMeetsARunsEndDoesNotTakeItForGoneUntilItsOutcomeIsHandedOver() throws InterruptedException {
        ProcessRunEngine engine = engine(RunTelemetry.NONE);
        ActiveRun run = engine.open(job(monitor("0 2 * * *", Duration.ofMinutes(5), Duration.ofHours(1))), null);
        CountDownLatch ending = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        this.handOver = message -> {
            ending.countDown();
            await(goOn);
        };
        Thread job = new Thread(() -> run.end(null));
        job.start();
        await(ending);

        assertThat(engine.openRuns()).hasSize(1);
        engine.settleOpen(InterruptedPolicy.ERROR);
        goOn.countDown();
        job.join();

        assertThat(engine.openRuns()).isEmpty();
        assertThat(this.sent)
                .extracting(CheckInMessage::status)
                .containsExactly(CheckInStatus.IN_PROGRESS, CheckInStatus.OK);
    }

    @Test
    void theLastWordWaitsForAJobThatIsInterruptedToTellItsError() throws InterruptedException {
        CountDownLatch telling = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean told = new AtomicBoolean();
        ProcessRunEngine runs = engine((definition, id) -> new RunScope() {

            @Override
            public void close(CheckInStatus status, @Nullable Throwable failure, @Nullable String message) {
                telling.countDown();
                await(goOn);
                told.set(true);
            }
        });
        CronsEngine crons = crons(runs);
        crons.beginEnd();
        ActiveRun run = runs.open(job(monitor("0 2 * * *", Duration.ofMinutes(5), Duration.ofHours(1))), null);
        Thread job = new Thread(() -> run.end(new InterruptedException()));
        job.start();
        await(telling);
        List<Boolean> toldBefore = new ArrayList<>();
        this.lastWord = () -> toldBefore.add(told.get());
        Thread shutdown = new Thread(crons::end);

        shutdown.start();
        Awaitility.await().until(() -> shutdown.getState() == State.TIMED_WAITING || !shutdown.isAlive());
        goOn.countDown();
        shutdown.join();

        assertThat(toldBefore).containsExactly(true);
    }

    @Test
    void aRunThatHasEndedIsNotSaidToBeAlive() {
        ProcessRunEngine engine = engine(RunTelemetry.NONE);
        engine.open(job(monitor("*/10 * * * *", Duration.ofMinutes(1), Duration.ofHours(1))), null);
        EngineRun run = engine.openRuns().iterator().next();

        run.end(null);
        engine.alive(run, this.clock.instant());

        assertThat(this.sent)
                .extracting(CheckInMessage::status)
                .containsExactly(CheckInStatus.IN_PROGRESS, CheckInStatus.OK);
    }

    @Test
    void aRunThatAShutdownCutOffLeavesItsThreadAllTheSame() throws InterruptedException {
        ProcessRunEngine engine = engine(RunTelemetry.NONE);
        for (InterruptedPolicy policy : InterruptedPolicy.values()) {
            ActiveRun run = engine.open(job(monitor("*/10 * * * *", Duration.ofMinutes(1), Duration.ofHours(1))), null);
            Thread shutdown = new Thread(() -> engine.settleOpen(policy));
            shutdown.start();
            shutdown.join();

            run.end(null);

            assertThat(MonitorRun.current()).as("%s", policy).isNotSameAs(run);
            assertThat(engine.openRuns()).isEmpty();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aRunThatADeployInterruptsIsCutOffTooUnlessItFailsByItself() {
        MonitorDefinition monitor = monitor("*/10 * * * *", Duration.ofMinutes(5), Duration.ofHours(1));
        ProcessRunEngine engine = engine(RunTelemetry.NONE);
        ActiveRun outer = engine.open(job(monitor), null);
        ActiveRun inner = engine.open(job(monitor), null);
        engine.leaveInterrupted(InterruptedPolicy.AUTO);
        inner.end(new IllegalStateException("KLK", new InterruptedException("sleep interrupted")));
        assertThat(this.sent)
                .extracting(CheckInMessage::status)
                .containsExactly(CheckInStatus.IN_PROGRESS, CheckInStatus.IN_PROGRESS);
        outer.end(new IllegalStateException("KLK"));
        assertThat(engine.openRuns()).isEmpty();
        assertThat(MonitorRun.current().name()).isEmpty();
        assertThat(this.sent).extracting(CheckInMessage::status).endsWith(CheckInStatus.ERROR);
    }

    @Test
    void aRunThatIsCancelledIsAnErrorUnlessADeployCutsItOff() {
        MonitorDefinition monitor = monitor("*/10 * * * *", Duration.ofMinutes(5), Duration.ofHours(1));
        ProcessRunEngine engine = engine(RunTelemetry.NONE);
        engine.open(job(monitor), null).cancel();
        ActiveRun cutOff = engine.open(job(monitor), null);
        ActiveRun failed = engine.open(job(monitor), null);
        engine.leaveInterrupted(InterruptedPolicy.AUTO);
        failed.fail("0 registros");
        failed.cancel();
        cutOff.cancel();
        assertThat(engine.openRuns()).isEmpty();
        assertThat(MonitorRun.current().name()).isEmpty();
        assertThat(this.sent)
                .extracting(CheckInMessage::status)
                .containsExactly(
                        CheckInStatus.IN_PROGRESS,
                        CheckInStatus.ERROR,
                        CheckInStatus.IN_PROGRESS,
                        CheckInStatus.IN_PROGRESS,
                        CheckInStatus.ERROR);
    }

    @Test
    void aRunThatADeployInterruptsIsAnErrorIfNoRunComesSoon() {
        MonitorDefinition monitor = monitor("0 2 * * *", Duration.ofMinutes(5), Duration.ofHours(1));
        ProcessRunEngine engine = engine(RunTelemetry.NONE);
        ActiveRun run = engine.open(job(monitor), null);
        engine.leaveInterrupted(InterruptedPolicy.AUTO);
        run.end(new InterruptedException());
        assertThat(this.sent)
                .extracting(CheckInMessage::status)
                .containsExactly(CheckInStatus.IN_PROGRESS, CheckInStatus.ERROR);
    }

    @Test
    void aFactIsToldAsItIsNowWhateverBecomesOfIt() {
        MonitorDefinition monitor = monitor("0 2 * * *", Duration.ofMinutes(5), Duration.ofHours(1));
        Map<String, Object> told = new HashMap<>();
        RunScope scope = new RunScope() {

            @Override
            public void context(String name, Object value) {
                told.put(name, value);
            }
        };
        Object endless = new Object() {

            @Override
            public String toString() {
                return "Venta " + this;
            }
        };
        Map<String, Object> itself = new HashMap<>();
        itself.put("yo", itself);
        List<Object> pending = new ArrayList<>(Arrays.asList("tienda_01", null, 3));
        ActiveRun run = engine((definition, id) -> scope).open(job(monitor), null);
        run.context("venta", endless).context("mapa", itself).context("pendientes", pending);
        run.context("tasa", 0.0 / 0.0).context("leidos", 7).context("completo", true);
        pending.clear();
        run.end(null);

        assertThat(told)
                .containsEntry("venta", endless.getClass().getName() + " (cannot be told: StackOverflowError)")
                .containsEntry("pendientes", List.of("tienda_01", "null", 3))
                .containsEntry("tasa", "NaN")
                .containsEntry("leidos", 7)
                .containsEntry("completo", true);
        assertThat(told.get("mapa")).asString().startsWith("{yo={yo={yo=").hasSizeLessThan(100);
    }

    @Test
    void surroundingsThatThrowAreNotTheJobsTrouble() {
        MonitorDefinition monitor = monitor("0 2 * * *", Duration.ofMinutes(5), Duration.ofHours(1));
        RunScope broken = new RunScope() {

            @Override
            public void tag(String name, String value) {
                throw new IllegalStateException("tag");
            }

            @Override
            public Step step(String name) {
                throw new IllegalStateException("step");
            }

            @Override
            public Runnable attach() {
                throw new IllegalStateException("attach");
            }

            @Override
            public void close(CheckInStatus status, @Nullable Throwable failure, @Nullable String message) {
                throw new IllegalStateException("close");
            }
        };
        ActiveRun run = engine((definition, id) -> broken).open(job(monitor), null);
        run.tag("a", 1).metric("b", 2);
        run.step("c").close();
        run.attach().run();
        run.end(null);
        run.end(new IllegalStateException("late"));
        assertThat(MonitorRun.current().name()).isEmpty();
        assertThat(this.sent)
                .extracting(CheckInMessage::status)
                .containsExactly(CheckInStatus.IN_PROGRESS, CheckInStatus.OK);
        ActiveRun other = engine((definition, id) -> {
                    throw new NoClassDefFoundError("io/sentry/Sentry");
                })
                .open(job(monitor), null);
        other.end(null);
        assertThat(this.sent).hasSize(4);
    }

    @Test
    void whatAJobTellsOfItselfNeverHarmsIt() {
        MonitorDefinition monitor = monitor("0 2 * * *", Duration.ofMinutes(5), Duration.ofHours(1));
        Object unsayable = new Object() {

            @Override
            public String toString() {
                throw new IllegalStateException("no session");
            }
        };
        AtomicLong counting = new AtomicLong(3);
        ActiveRun run = engine(RunTelemetry.NONE).open(job(monitor), null);
        run.tag("entidad", unsayable).tag(null, "a").tag("sql", "x".repeat(1_000_000));
        run.context("entidad", unsayable).context(null, "a");
        run.metric("nulo", null).metric(null, 1).metric("tasa", 0.0 / 0.0).metric("razon", Float.POSITIVE_INFINITY);
        run.metric("leidos", counting).metric("importe", new BigDecimal("1.50"));
        run.metric("roto", new Number() {

            @Override
            public int intValue() {
                return 0;
            }

            @Override
            public long longValue() {
                return 0;
            }

            @Override
            public float floatValue() {
                return 0;
            }

            @Override
            public double doubleValue() {
                throw new IllegalStateException("no session");
            }
        });
        run.step(null).close();
        counting.set(4);
        run.end(null);

        assertThat(this.states.history(monitor, 1)).singleElement().satisfies(checkIn -> {
            assertThat(checkIn.status()).isEqualTo(CheckInStatus.OK);
            assertThat(checkIn.report().tags())
                    .hasSize(2)
                    .containsEntry(
                            "entidad", unsayable.getClass().getName() + " (cannot be told: IllegalStateException)")
                    .hasEntrySatisfying("sql", text -> assertThat(text).hasSize(2_003));
            assertThat(checkIn.report().metrics()).isEqualTo(Map.of("leidos", 3L, "importe", new BigDecimal("1.50")));
        });
    }

    @Test
    void anExceptionThatCannotBeToldIsAnErrorLikeAnyOther() {
        MonitorDefinition monitor = monitor("0 2 * * *", Duration.ofMinutes(5), Duration.ofHours(1));
        RuntimeException unsayable = new RuntimeException() {

            @Override
            public String getMessage() {
                throw new IllegalStateException("no session");
            }
        };
        engine(RunTelemetry.NONE).open(job(monitor), null).end(unsayable);
        engine(RunTelemetry.NONE).open(job(monitor), null).end(new IllegalStateException("x".repeat(1_000_000)));
        assertThat(this.states.history(monitor, 2))
                .allMatch(checkIn -> checkIn.status() == CheckInStatus.ERROR)
                .allMatch(checkIn -> checkIn.report().message().length() < 2_100);
    }

    @Test
    void aRunThatFailsForAnUnknownReasonFails() {
        MonitorDefinition monitor = monitor("0 2 * * *", Duration.ofMinutes(5), Duration.ofHours(1));
        ActiveRun first = engine(RunTelemetry.NONE).open(job(monitor), null);
        first.fail(new NullPointerException().getMessage());
        first.end(null);
        ActiveRun second = engine(RunTelemetry.NONE).open(job(monitor), null);
        second.fail((Throwable) null);
        second.end(null);
        assertThat(this.states.history(monitor, 2))
                .hasSize(2)
                .allMatch(checkIn -> checkIn.status() == CheckInStatus.ERROR);
    }

    @Test
    void aRunOnAnotherThreadIsItsCurrentOneThere() throws InterruptedException {
        MonitorDefinition monitor = monitor("0 2 * * *", Duration.ofMinutes(5), Duration.ofHours(1));
        ActiveRun run = engine(RunTelemetry.NONE).open(job(monitor), null);
        List<MonitorRun> seen = new ArrayList<>();
        Thread worker = new Thread(() -> {
            Runnable detach = run.attach();
            seen.add(MonitorRun.current());
            detach.run();
            seen.add(MonitorRun.current());
            run.end(null);
        });
        run.detach();
        assertThat(MonitorRun.current()).isNotSameAs(run);
        worker.start();
        worker.join();
        assertThat(seen.get(0)).isSameAs(run);
        assertThat(seen.get(1)).isNotSameAs(run);
    }

    @Test
    void aDisabledMonitorRunsUnseen() {
        MonitorDefinition monitor =
                monitor("0 2 * * *", Duration.ofMinutes(5), Duration.ofHours(1)).withEnabled(false);
        engine(RunTelemetry.NONE).open(job(monitor), null).end(null);
        assertThat(this.sent).isEmpty();
        assertThat(this.states.history(monitor, 10)).isEmpty();
    }

    private CronsEngine crons(ProcessRunEngine runs) {
        RegistrySettings none = new RegistrySettings(
                null, ScheduledJobs.ALL, List.of(), UTC, MonitorSettings.DEFAULTS, 2000, 10, List.of());
        return new CronsEngine(
                new ApplicationMonitorRegistry(none, List.of(), this.clock),
                this.states,
                runs,
                this.delivery,
                this.settings,
                this.clock);
    }

    /** Lets time pass in steps of some seconds, as the heartbeat's and the tick's threads see it. */
    private void pass(ProcessRunEngine engine, HeartbeatPolicy policy, MonitorDefinition monitor, Duration time) {
        Heartbeats heartbeats = new Heartbeats(policy, engine, this.clock);
        for (long second = 0; second < time.toSeconds(); second += 5) {
            this.clock.set(this.clock.instant().plusSeconds(5).toString());
            heartbeats.beat(this.clock.instant());
            if (this.clock.instant().getEpochSecond() % 60 == 0) {
                this.states.tick(List.of(monitor), this.clock.instant());
            }
        }
    }

    private static JobMonitor job(MonitorDefinition monitor) {
        return job(() -> monitor);
    }

    private static JobMonitor job(Supplier<MonitorDefinition> monitor) {
        return new JobMonitor() {

            @Override
            public boolean isActive() {
                return true;
            }

            @Override
            public MonitorDefinition definition(@Nullable String key) {
                return monitor.get();
            }
        };
    }

    private static MonitorDefinition monitor(String crontab, Duration margin, Duration maxRuntime) {
        Schedule schedule = Schedules.unix(crontab, UTC);
        return new MonitorDefinition(
                "etl",
                "etl",
                null,
                null,
                null,
                schedule,
                schedule.toSentry(),
                new MonitorSettings(margin, maxRuntime, 1, 1, null),
                Origin.DISCOVERED,
                true,
                true);
    }
}
