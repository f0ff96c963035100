package ai.fluxion.crons.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import ai.fluxion.crons.MonitorKeys;
import ai.fluxion.crons.engine.RegistrySettings.ScheduledJobs;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorDefinition.Origin;
import ai.fluxion.crons.monitor.MonitorSettings;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.Schedules;
import ai.fluxion.crons.testing.Unchecked;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ApplicationMonitorRegistryTests {

    private static final ZoneId CARACAS = ZoneId.of("America/Caracas");

    private static final Schedule AT_TWO = Schedules.spring("0 0 2 * * *", CARACAS);

    private final List<MonitorDeclaration> configured = new ArrayList<>();

    private ScheduledJobs scheduledJobs = ScheduledJobs.ALL;

    private List<String> exclude = List.of("org.springframework.**");

    private @Nullable String prefix;

    private MonitorKeys keys = name -> List.of();

    private MonitorKeys others = name -> List.of();

    private int maxMonitors = 50;

    private int maxKeys = 3;

    private ApplicationMonitorRegistry registry() {
        RegistrySettings settings = new RegistrySettings(
                this.prefix,
                this.scheduledJobs,
                this.exclude,
                ZoneId.of("UTC"),
                MonitorSettings.DEFAULTS,
                this.maxMonitors,
                this.maxKeys,
                this.configured);
        Clock clock = Clock.fixed(Instant.parse("2026-01-05T10:00:00Z"), ZoneOffset.UTC);
        return new ApplicationMonitorRegistry(
                settings, List.of(name -> this.keys.keysOf(name), name -> this.others.keysOf(name)), clock);
    }

    /** Which may make beans, and so wait for who registers a job of another; or a database that is away. */
    @Test
    void nobodyWaitsForTheBeansThatKnowTheKeysButTheStart() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        this.keys = name -> {
            asked.countDown();
            join(answer);
            return name.equals("etl_ventas") ? List.of("tienda_01") : List.of();
        };
        this.configured.add(new DeclarationBuilder("etl_ventas", "fluxion.crons.monitors.etl_ventas")
                .schedule("0 2 * * *")
                .build());
        ApplicationMonitorRegistry registry = registry();
        CompletableFuture<Void> start = CompletableFuture.runAsync(registry::settle);
        asked.await();

        assertThat(registry.named("otro").definition(null).slug()).isEqualTo("otro");
        JobMonitor late = registry.register(scheduled("com.x.VentasEtl.historicoDiario", AT_TWO));
        assertThat(start).isNotDone();
        answer.countDown();
        start.join();

        assertThat(slugs(registry)).containsExactly("etl-ventas-tienda-01", "otro", "ventas-etl-historico-diario");
        assertThat(late.definition(null).slug()).isEqualTo("ventas-etl-historico-diario");
    }

    private static void join(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aScheduledMethodIsAMonitorOfItsOwnScheduleWithoutAWord() {
        ApplicationMonitorRegistry registry = registry();
        registry.register(scheduled("com.x.VentasEtl.historicoDiario", AT_TWO));
        registry.settle();
        MonitorDefinition monitor = only(registry);
        assertThat(monitor.slug()).isEqualTo("ventas-etl-historico-diario");
        assertThat(monitor.job()).isEqualTo("com.x.VentasEtl.historicoDiario");
        assertThat(monitor.origin()).isEqualTo(Origin.DISCOVERED);
        assertThat(monitor.schedule()).isEqualTo(AT_TWO);
        assertThat(monitor.sent()).isTrue();
        assertThat(registry.seats()).isEqualTo(1);
    }

    @Test
    void aPropertyIsStrongerThanTheAnnotationKeyByKey() {
        this.configured.add(declaration("etl_ventas", "fluxion.crons.monitors.etl_ventas")
                .maxRuntime(Duration.ofMinutes(45))
                .build());
        ApplicationMonitorRegistry registry = registry();
        registry.register(annotated(
                "com.x.Ventas.historico",
                AT_TWO,
                declaration("etl_ventas", "@CronMonitor on com.x.Ventas.historico")
                        .maxRuntime(Duration.ofMinutes(10))
                        .checkinMargin(Duration.ofMinutes(7))
                        .build()));
        registry.settle();
        MonitorDefinition monitor = only(registry);
        assertThat(monitor.settings().maxRuntime()).isEqualTo(Duration.ofMinutes(45));
        assertThat(monitor.settings().checkinMargin()).isEqualTo(Duration.ofMinutes(7));
        assertThat(monitor.origin()).isEqualTo(Origin.DECLARED);
    }

    @Test
    void aPropertyBindsToAJobByItsMethodOrItsBean() {
        this.configured.add(declaration("etl_a", "fluxion.crons.monitors.etl_a")
                .method("com.x.Ventas.historico")
                .build());
        this.configured.add(declaration("etl_b", "fluxion.crons.monitors.etl_b")
                .method("stock.actual")
                .build());
        this.configured.add(declaration("etl_c", "fluxion.crons.monitors.etl_c")
                .method("nada.nada")
                .build());
        ApplicationMonitorRegistry registry = registry();
        registry.register(scheduled("com.x.Ventas.historico", AT_TWO));
        registry.register(new DiscoveredJob("com.x.Stock.actual", "stock", null, AT_TWO, null, true, null));
        registry.settle();
        assertThat(registry.definitions())
                .extracting(MonitorDefinition::slug)
                .containsExactly("etl-a", "etl-b", "etl-c");
        assertThat(registry.unboundMethods()).containsExactly("fluxion.crons.monitors.etl_c.method = 'nada.nada'");
    }

    @Test
    void aMethodThatAnotherMonitorNamesBeforeItIsNoJobOfItsOwn() {
        this.configured.add(declaration("etl_a", "fluxion.crons.monitors.etl_a")
                .method("com.x.Ventas.historico")
                .build());
        this.configured.add(declaration("etl_b", "fluxion.crons.monitors.etl_b")
                .method("com.x.Ventas.historico")
                .build());
        ApplicationMonitorRegistry registry = registry();
        registry.register(scheduled("com.x.Ventas.historico", AT_TWO));
        registry.settle();
        assertThat(registry.unboundMethods())
                .containsExactly("fluxion.crons.monitors.etl_b.method = 'com.x.Ventas.historico'");
    }

    @Test
    void twoDiscoveredJobsOfOneNameAreKeptApartTheSameWayInEveryOrder() {
        DiscoveredJob first = new DiscoveredJob("com.a.CleanupJob.run", "a", null, AT_TWO, null, true, null);
        DiscoveredJob second = new DiscoveredJob("com.b.CleanupJob.run", "b", null, AT_TWO, null, true, null);
        ApplicationMonitorRegistry forwards = registry();
        forwards.register(first);
        forwards.register(second);
        forwards.settle();
        ApplicationMonitorRegistry backwards = registry();
        backwards.register(second);
        backwards.register(first);
        backwards.settle();
        assertThat(forwards.definitions())
                .hasSize(2)
                .allMatch(monitor -> monitor.slug().startsWith("cleanup-job-run-"))
                .containsExactlyElementsOf(backwards.definitions());
    }

    @Test
    void aJobThatIsScheduledOtherwiseTakesItsMonitorAndItsKeysAlong() {
        this.configured.add(declaration("etl_ventas", "fluxion.crons.monitors.etl_ventas")
                .method("com.x.Ventas.historico")
                .maxRuntime(Duration.ofMinutes(45))
                .build());
        ApplicationMonitorRegistry registry = registry();
        JobMonitor monitor = registry.register(scheduled("com.x.Ventas.historico", AT_TWO));
        registry.settle();
        monitor.definition("tienda_01");
        Schedule atFive = Schedules.spring("0 0 5 * * *", CARACAS);
        assertThat(registry.register(scheduled("com.x.Ventas.historico", atFive)))
                .isSameAs(monitor);
        assertThat(registry.definitions())
                .extracting(MonitorDefinition::slug)
                .containsExactly("etl-ventas", "etl-ventas-tienda-01");
        assertThat(registry.definitions())
                .allMatch(definition -> atFive.equals(definition.schedule()))
                .allMatch(definition ->
                        definition.sent() && definition.settings().maxRuntime().equals(Duration.ofMinutes(45)));
        assertThat(registry.seats()).isEqualTo(2);
    }

    @Test
    void aJobThatIsGoneTakesItsMonitorAlongUnlessThatIsConfigured() {
        this.configured.add(declaration("etl_ventas", "fluxion.crons.monitors.etl_ventas")
                .method("com.x.Ventas.historico")
                .build());
        ApplicationMonitorRegistry registry = registry();
        DiscoveredJob configured = scheduled("com.x.Ventas.historico", AT_TWO);
        DiscoveredJob discovered = scheduled("com.x.Stock.actual", AT_TWO);
        registry.register(configured);
        registry.register(discovered);
        registry.settle();
        registry.retire(configured);
        registry.retire(discovered);
        registry.retire(discovered);
        assertThat(registry.definitions()).extracting(MonitorDefinition::slug).containsExactly("etl-ventas");
        registry.register(discovered);
        Schedule atFive = Schedules.spring("0 0 5 * * *", CARACAS);
        registry.register(scheduled("com.x.Ventas.historico", atFive));
        assertThat(registry.find("etl-ventas").schedule()).isEqualTo(atFive);
        assertThat(registry.find("stock-actual").schedule()).isEqualTo(AT_TWO);
    }

    @Test
    void everyInstanceOfAPrototypeBeanIsTheSameMonitor() {
        ApplicationMonitorRegistry registry = registry();
        JobMonitor first = registry.register(scheduled("com.x.Job.run", AT_TWO));
        registry.settle();
        assertThat(registry.register(scheduled("com.x.Job.run", AT_TWO))).isSameAs(first);
        assertThat(registry.definitions()).hasSize(1);
    }

    @Test
    void twoDeclaredMonitorsOfOneSlugAreRefusedWithBothTheirPlaces() {
        ApplicationMonitorRegistry registry = registry();
        registry.register(annotated(
                "com.x.A.run",
                AT_TWO,
                declaration("etl_x", "@CronMonitor on com.x.A.run").build()));
        registry.register(annotated(
                "com.x.B.run",
                AT_TWO,
                declaration("ETL-X", "@CronMonitor on com.x.B.run").build()));
        assertThatExceptionOfType(MonitorConfigurationException.class)
                .isThrownBy(registry::settle)
                .withMessageContaining("its slug 'etl-x' is declared twice")
                .withMessageContaining("com.x.A.run")
                .withMessageContaining("com.x.B.run");
    }

    @Test
    void aDeclaredScheduleThatContradictsTheJobIsRefusedWithTheNextRunsOfBoth() {
        this.configured.add(declaration("job-run", "fluxion.crons.monitors.job-run")
                .schedule("0 3 * * *")
                .build());
        ApplicationMonitorRegistry registry = registry();
        registry.register(scheduled("com.x.Job.run", AT_TWO));
        assertThatExceptionOfType(MonitorConfigurationException.class)
                .isThrownBy(registry::settle)
                .withMessageContaining("fluxion.crons.monitors.job-run.schedule")
                .withMessageContaining("contradicts the job com.x.Job.run")
                .withMessageContaining("2026-01-06T06:00:00Z")
                .withMessageContaining("2026-01-06T07:00:00Z");
    }

    @Test
    void aDeclaredScheduleThatSaysTheSameInOtherWordsIsFine() {
        this.configured.add(declaration("job-run", "fluxion.crons.monitors.job-run")
                .schedule("cron(0 2 * * ? *)")
                .timezone("America/Caracas")
                .build());
        ApplicationMonitorRegistry registry = registry();
        registry.register(scheduled("com.x.Job.run", AT_TWO));
        registry.settle();
        assertThat(only(registry).schedule()).isEqualTo(AT_TWO);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0 0 2 * * ?         | 0 0 2 * * ?
            0 0 2 ? * 5         | 0 0 2 ? * 5
            0 0 2 ? * 5         | 0 0 2 ? * FRI
            0 0 2 * * MON-FRI   | quartz:0 0 2 ? * 2-6
            0 30 2 * * *        | 30 2 * * *
            0 0 0 13 * FRI      | 0 0 0 13 * 5
            0 0 2 30 2,3 *      | 0 2 30 3 *
            15 0 2 * * *        | 0 2 * * *
            """)
    void aDeclaredTextThatMeansTheJobsOwnRunsKeepsTheJobsSchedule(String own, String declared) {
        Schedule schedule = Schedules.spring(own, ZoneId.of("Europe/Madrid"));
        assertThat(declaredFor(schedule, declared)).isEqualTo(schedule);
    }

    @Test
    void aDeclaredPeriodThatSentryIsToldAnywayKeepsTheJobsSchedule() {
        Schedule rate = Schedules.fixedRate(Duration.ofSeconds(90));
        assertThat(declaredFor(rate, "every 2 minutes")).isEqualTo(rate);
        assertThat(declaredFor(rate, "90000")).isEqualTo(rate);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0 0 2 ? * 5         | quartz:0 0 2 ? * 5
            0 30 2 * * *        | 30 3 * * *
            0 * * * * *         | 0 * * * * MON-FRI
            0 0 2 * * *         | every 1 day
            """)
    void aDeclaredTextThatMeansOtherRunsIsRefused(String own, String declared) {
        Schedule schedule = Schedules.spring(own, ZoneId.of("Europe/Madrid"));
        assertThatExceptionOfType(MonitorConfigurationException.class)
                .isThrownBy(() -> declaredFor(schedule, declared))
                .withMessageContaining("it contradicts the job com.x.Job.run")
                .withMessageContaining("of the declaration: [2026-01-");
    }

    private Schedule declaredFor(Schedule own, String declared) {
        this.configured.clear();
        this.configured.add(declaration("job-run", "fluxion.crons.monitors.job-run")
                .schedule(declared)
                .build());
        ApplicationMonitorRegistry registry = registry();
        registry.register(scheduled("com.x.Job.run", own));
        registry.settle();
        return Objects.requireNonNull(only(registry).schedule());
    }

    @Test
    void aDeclaredZoneThatContradictsTheJobIsRefused() {
        this.configured.add(declaration("job-run", "fluxion.crons.monitors.job-run")
                .timezone("Europe/Madrid")
                .build());
        ApplicationMonitorRegistry registry = registry();
        registry.register(scheduled("com.x.Job.run", AT_TWO));
        assertThatExceptionOfType(MonitorConfigurationException.class)
                .isThrownBy(registry::settle)
                .withMessageContaining("fluxion.crons.monitors.job-run.timezone = 'Europe/Madrid'")
                .withMessageContaining("America/Caracas")
                .withMessageContaining("of the job: [2026-01-06T06:00:00Z")
                .withMessageContaining("of the declaration: [2026-01-06T01:00:00Z");
    }

    @Test
    void forAJobThatNoCrontabExpressesADeclaredScheduleIsTheChosenApproximation() {
        Schedule fridayTheThirteenth = Schedules.spring("0 0 0 13 * FRI", CARACAS);
        this.configured.add(declaration("job-run", "fluxion.crons.monitors.job-run")
                .schedule("every 1 year")
                .build());
        ApplicationMonitorRegistry registry = registry();
        registry.register(scheduled("com.x.Job.run", fridayTheThirteenth));
        registry.settle();
        MonitorDefinition monitor = only(registry);
        assertThat(monitor.schedule()).isEqualTo(fridayTheThirteenth);
        assertThat(Objects.requireNonNull(monitor.sentry()).exact()).isFalse();
        assertThat(Objects.requireNonNull(monitor.sentry().schedule()).value()).isEqualTo("1 year");
        assertThat(monitor.recurrence()).isEqualTo(fridayTheThirteenth);
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        this.configured.add(declaration("uno", "fluxion.crons.monitors.uno")
                .schedule("99 * * * *")
                .timezone("Mars/Olympus")
                .checkinMargin(Duration.ofMinutes(-5))
                .build());
        assertThatExceptionOfType(MonitorConfigurationException.class)
                .isThrownBy(registry()::settle)
                .satisfies(ex -> assertThat(ex.problems())
                        .extracting(MonitorConfigurationException.Problem::where)
                        .containsExactlyInAnyOrder(
                                "fluxion.crons.monitors.uno.schedule",
                                "fluxion.crons.monitors.uno.timezone",
                                "fluxion.crons.monitors.uno.checkin-margin"));
    }

    @Test
    void namesOfDigitsOnlyAreRefused() {
        this.configured.add(declaration("2024", "fluxion.crons.monitors.2024").build());
        assertThatExceptionOfType(MonitorConfigurationException.class)
                .isThrownBy(registry()::settle)
                .withMessageContaining("fluxion.crons.monitors.2024");
    }

    @Test
    void springsOwnJobsAreExcludedUnlessTheyAreDeclared() {
        this.configured.add(declaration("limpieza", "fluxion.crons.monitors.limpieza")
                .method("org.springframework.session.Cleanup.clean")
                .build());
        ApplicationMonitorRegistry registry = registry();
        JobMonitor excluded = registry.register(scheduled("org.springframework.x.Y.run", AT_TWO));
        JobMonitor declared = registry.register(scheduled("org.springframework.session.Cleanup.clean", AT_TWO));
        registry.settle();
        assertThat(excluded.isActive()).isFalse();
        assertThat(declared.isActive()).isTrue();
        assertThat(registry.excludedJobs())
                .containsEntry("org.springframework.x.Y.run", "fluxion.crons.scheduled.exclude");
    }

    @Test
    void onlyDeclaredJobsAreMonitorsIfSoConfigured() {
        this.scheduledJobs = ScheduledJobs.DECLARED;
        ApplicationMonitorRegistry registry = registry();
        JobMonitor silent = registry.register(scheduled("com.x.A.run", AT_TWO));
        registry.register(annotated(
                "com.x.B.run",
                AT_TWO,
                declaration("etl_b", "@CronMonitor on com.x.B.run").build()));
        registry.settle();
        assertThat(silent.isActive()).isFalse();
        assertThat(only(registry).slug()).isEqualTo("etl-b");
    }

    @Test
    void theKeysOfABeanAreMonitorsOfTheirOwnAndTheFamilyIsNone() {
        this.keys = name -> name.equals("etl_ventas_tienda") ? List.of("tienda_01", "tienda_08") : List.of();
        this.configured.add(declaration("etl_ventas_tienda", "fluxion.crons.monitors.etl_ventas_tienda")
                .schedule("every 6 hours")
                .build());
        ApplicationMonitorRegistry registry = registry();
        registry.settle();
        assertThat(registry.definitions())
                .extracting(MonitorDefinition::slug)
                .containsExactly("etl-ventas-tienda-tienda-01", "etl-ventas-tienda-tienda-08");
        assertThat(registry.find("etl-ventas-tienda-tienda-01"))
                .isSameAs(registry.named("etl_ventas_tienda").definition("tienda_01"));
    }

    @Test
    void keysThatABeanCannotTellAreAskedForAgain(CapturedOutput output) {
        this.keys = name -> {
            throw new IllegalStateException("La base de datos no responde");
        };
        this.configured.add(declaration("etl_ventas_tienda", "fluxion.crons.monitors.etl_ventas_tienda")
                .schedule("every 6 hours")
                .build());
        ApplicationMonitorRegistry registry = registry();
        registry.settle();
        assertThat(registry.askForKeys()).isFalse();
        assertThat(slugs(registry)).containsExactly("etl-ventas-tienda");
        assertThat(output)
                .containsOnlyOnce("WARN")
                .contains(
                        "The keys of monitor etl_ventas_tienda cannot be told; they are asked for again every minute");

        this.keys = name -> List.of("tienda_01", "tienda_08", " ");

        assertThat(registry.askForKeys()).isTrue();
        assertThat(slugs(registry)).containsExactly("etl-ventas-tienda-tienda-01", "etl-ventas-tienda-tienda-08");
        assertThat(registry.definitions()).allMatch(key -> key.origin() == Origin.DECLARED && key.sent());
        assertThat(output).contains("Monitor etl_ventas_tienda has its keys now: [tienda_01, tienda_08]");
    }

    /** Kotlin checks no exception, and Lombok hides them. */
    @Test
    void keysThatABeanCannotTellByACheckedExceptionAreAskedForAgain() {
        this.keys = name -> {
            throw Unchecked.of(new SQLException("La base de datos no responde"));
        };
        this.configured.add(declaration("etl", "fluxion.crons.monitors.etl")
                .schedule("every 6 hours")
                .build());
        ApplicationMonitorRegistry registry = registry();

        registry.settle();

        assertThat(slugs(registry)).containsExactly("etl");
        assertThat(registry.askForKeys()).isFalse();
    }

    @Test
    void aBeanThatCannotTellKeepsNoKeysOfAnotherBack() {
        this.keys = name -> {
            throw new IllegalStateException("La base de datos no responde");
        };
        this.others = name -> List.of("tienda_01");
        this.configured.add(declaration("etl", "fluxion.crons.monitors.etl")
                .schedule("every 6 hours")
                .build());
        ApplicationMonitorRegistry registry = registry();
        registry.settle();
        assertThat(slugs(registry)).containsExactly("etl-tienda-01");

        this.keys = name -> List.of("tienda_08");

        assertThat(registry.askForKeys()).isTrue();
        assertThat(slugs(registry)).containsExactly("etl-tienda-01", "etl-tienda-08");
    }

    @Test
    void aBeanThatGoesOnToBeUnableKeepsNothingBackEither() {
        this.keys = name -> {
            throw new IllegalStateException("La base de datos no responde");
        };
        this.others = this.keys;
        this.configured.add(declaration("etl", "fluxion.crons.monitors.etl")
                .schedule("every 6 hours")
                .build());
        ApplicationMonitorRegistry registry = registry();
        registry.settle();

        this.others = name -> List.of("tienda_01");

        assertThat(registry.askForKeys()).isFalse();
        assertThat(slugs(registry)).containsExactly("etl-tienda-01");
    }

    @Test
    void aMonitorThatIsNamedAtRunTimeWaitsForNoBean() {
        AtomicInteger asking = new AtomicInteger();
        ApplicationMonitorRegistry registry = registry();
        registry.settle();
        registry.whenUntold(asking::incrementAndGet);
        assertThat(asking).hasValue(0);
        this.keys = name -> {
            throw new AssertionError("The job's thread asks");
        };

        registry.named("etl_nuevo").definition("tienda_01");

        assertThat(asking).hasValue(1);
        this.keys = name -> List.of("tienda_01", "tienda_08");
        assertThat(registry.askForKeys()).isTrue();
        assertThat(registry.definitions())
                .extracting(MonitorDefinition::key, MonitorDefinition::origin)
                .contains(tuple("tienda_01", Origin.DECLARED), tuple("tienda_08", Origin.DECLARED));
    }

    /** Each time may take as long as a connection that does not come about, and nothing has started yet. */
    @Test
    void aBeanThatCannotTellIsAskedOnceAtTheStartHoweverManyMonitorsThereAre() {
        AtomicInteger asked = new AtomicInteger();
        this.keys = name -> {
            asked.incrementAndGet();
            throw new IllegalStateException("La base de datos no responde");
        };
        this.others = name -> List.of("tienda_01");
        for (String name : List.of("etl_a", "etl_b", "etl_c")) {
            this.configured.add(declaration(name, "fluxion.crons.monitors." + name)
                    .schedule("every 6 hours")
                    .build());
        }
        ApplicationMonitorRegistry registry = registry();

        registry.settle();

        assertThat(asked).hasValue(1);
        assertThat(slugs(registry)).containsExactly("etl-a-tienda-01", "etl-b-tienda-01", "etl-c-tienda-01");
        this.keys = name -> List.of("tienda_08");
        assertThat(registry.askForKeys()).isTrue();
        assertThat(slugs(registry)).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({"продажи, tienda_01", "2024, ''", "2024, tienda_01"})
    void aNameGivenAtRunTimeThatIsNoSlugFailsNoJobWithAKeyEither(String name, String key) {
        ApplicationMonitorRegistry registry = registry();
        registry.settle();

        assertThat(registry.named(name).definition(key).slug()).matches("[a-z0-9-]*[a-z][a-z0-9-]*");
    }

    /** It may be in the making, and wait for the bean that runs. */
    @Test
    void aRunBeforeTheStartAsksNoBean() {
        this.keys = name -> {
            throw new AssertionError("It asks");
        };
        ApplicationMonitorRegistry registry = registry();

        registry.named("etl").definition("tienda_01");

        this.keys = name -> List.of("tienda_08");
        registry.settle();
        assertThat(registry.definitions()).extracting(MonitorDefinition::key).contains("tienda_01", "tienda_08");
    }

    @Test
    void whatRanWithoutAKeyStaysWhenTheKeysAreTold() {
        this.keys = name -> {
            throw new IllegalStateException("La base de datos no responde");
        };
        ApplicationMonitorRegistry registry = registry();
        registry.settle();
        registry.named("etl").definition(null);
        registry.named("etl").definition("tienda_01");

        this.keys = name -> List.of("tienda_01", "tienda_08");

        assertThat(registry.askForKeys()).isTrue();
        assertThat(slugs(registry)).containsExactly("etl", "etl-tienda-01", "etl-tienda-08");
    }

    @Test
    void theSeatOfAMonitorWhoseKeysAreToldLateIsOneOfTheirs() {
        this.maxMonitors = 2;
        this.keys = name -> {
            throw new IllegalStateException("La base de datos no responde");
        };
        this.configured.add(declaration("etl", "fluxion.crons.monitors.etl")
                .schedule("every 6 hours")
                .build());
        ApplicationMonitorRegistry registry = registry();
        registry.settle();

        this.keys = name -> List.of("tienda_01", "tienda_08");

        assertThat(registry.askForKeys()).isTrue();
        assertThat(registry.definitions()).hasSize(2).allMatch(MonitorDefinition::sent);
        assertThat(registry.seats()).isEqualTo(2);
    }

    @Test
    void aBeanThatKnowsNothingOfAMonitorAfterAllLeavesItAsItIs() {
        this.keys = name -> {
            throw new IllegalStateException("La base de datos no responde");
        };
        this.configured.add(declaration("etl", "fluxion.crons.monitors.etl")
                .schedule("every 6 hours")
                .build());
        ApplicationMonitorRegistry registry = registry();
        registry.settle();

        this.keys = name -> List.of();

        assertThat(registry.askForKeys()).isTrue();
        assertThat(slugs(registry)).containsExactly("etl");
    }

    @Test
    void aCommaTooManyIsNoKeyThatMustReport() {
        this.keys = name -> Arrays.asList(" ", null);
        this.configured.add(declaration("etl", "fluxion.crons.monitors.etl")
                .schedule("every 6 hours")
                .keys("tienda_01", "")
                .build());
        ApplicationMonitorRegistry registry = registry();
        registry.settle();
        assertThat(registry.definitions()).extracting(MonitorDefinition::slug).containsExactly("etl-tienda-01");
    }

    @Test
    void aKeyThatMakesTheSlugOfAnotherMonitorIsRefused() {
        this.configured.add(
                declaration("etl", "fluxion.crons.monitors.etl").keys("ventas").build());
        this.configured.add(
                declaration("etl_ventas", "fluxion.crons.monitors.etl_ventas").build());
        assertThatExceptionOfType(MonitorConfigurationException.class)
                .isThrownBy(registry()::settle)
                .withMessageContaining("'etl-ventas' is declared twice");
    }

    @Test
    void keysBeyondTheBoundAreNotMonitored() {
        ApplicationMonitorRegistry registry = registry();
        registry.settle();
        JobMonitor family = registry.named("etl");
        for (int i = 0; i < 3; i++) {
            assertThat(family.definition("k" + i).enabled()).isTrue();
        }
        assertThat(family.definition("k3").enabled()).isFalse();
        assertThat(registry.find("etl-k3")).isNull();
    }

    @Test
    void seatsGoToDeclaredMonitorsFirstThenBySlug() {
        this.maxMonitors = 2;
        ApplicationMonitorRegistry registry = registry();
        registry.register(scheduled("com.x.Aaa.run", AT_TWO));
        registry.register(scheduled("com.x.Bbb.run", AT_TWO));
        registry.register(annotated(
                "com.x.Z.run",
                AT_TWO,
                declaration("zzz", "@CronMonitor on com.x.Z.run").build()));
        registry.settle();
        assertThat(registry.definitions())
                .filteredOn(MonitorDefinition::sent)
                .extracting(MonitorDefinition::slug)
                .containsExactly("aaa-run", "zzz");
        assertThat(registry.seats()).isEqualTo(2);
        assertThat(registry.named("more").definition(null).sent()).isFalse();
    }

    @Test
    void aJobThatRunsMoreThanOnceAMinuteGoesToSentryOnlyIfItIsDeclared() {
        Schedule often = Schedules.fixedRate(Duration.ofSeconds(10));
        ApplicationMonitorRegistry registry = registry();
        registry.register(scheduled("com.x.Silent.run", often));
        registry.register(annotated(
                "com.x.Loud.run",
                often,
                declaration("loud", "@CronMonitor on com.x.Loud.run").build()));
        registry.settle();
        assertThat(Objects.requireNonNull(registry.find("silent-run")).sent()).isFalse();
        assertThat(registry.localBecause(Objects.requireNonNull(registry.find("silent-run"))))
                .contains("more often than once a minute");
        assertThat(Objects.requireNonNull(registry.find("loud")).sent()).isTrue();
    }

    @Test
    void aJobThatRunsOnceIsLocalOnly() {
        ApplicationMonitorRegistry registry = registry();
        registry.register(new DiscoveredJob("com.x.A.run", "a", null, null, "it runs once", true, null));
        registry.settle();
        assertThat(only(registry).sent()).isFalse();
        assertThat(registry.localBecause(only(registry))).isEqualTo("it runs once");
    }

    @Test
    void aJobThatRunsWhenItIsAskedToIsAMonitorOnlyIfItIsDeclared() {
        this.configured.add(declaration("pedidos", "fluxion.crons.monitors.pedidos")
                .method("com.x.Pedido.a")
                .schedule("every 6 hours")
                .build());
        ApplicationMonitorRegistry registry = registry();
        assertThat(registry.registerIfDeclared(asked("com.x.Pedido.b"))).isNull();
        JobMonitor bound = registry.registerIfDeclared(asked("com.x.Pedido.a"));
        registry.settle();
        assertThat(registry.registerIfDeclared(asked("com.x.Pedido.c"))).isNull();
        assertThat(registry.registerIfDeclared(asked("com.x.Pedido.a"))).isSameAs(bound);
        assertThat(only(registry).name()).isEqualTo("pedidos");
        assertThat(only(registry).sent()).isTrue();
        assertThat(registry.excludedJobs()).isEmpty();
    }

    private static DiscoveredJob asked(String job) {
        return new DiscoveredJob(job, "etl", null, null, "it runs when it is asked to", true, null);
    }

    @Test
    void aJobThatComesAfterTheStartAndIsExcludedIsNoMonitor() {
        ApplicationMonitorRegistry registry = registry();
        registry.settle();
        JobMonitor excluded = registry.register(scheduled("org.springframework.x.Y.run", AT_TWO));
        assertThat(excluded.isActive()).isFalse();
        assertThat(registry.definitions()).isEmpty();
    }

    @Test
    void aJobThatComesAfterTheStartIsAMonitorToo() {
        ApplicationMonitorRegistry registry = registry();
        registry.register(scheduled("com.a.Job.run", AT_TWO));
        registry.settle();
        registry.register(new DiscoveredJob("com.b.Job.run", "late", null, AT_TWO, null, true, null));
        assertThat(registry.definitions())
                .hasSize(2)
                .extracting(MonitorDefinition::slug)
                .contains("job-run")
                .doesNotHaveDuplicates();
    }

    @Test
    void thePrefixStandsBeforeEverySlug() {
        this.prefix = "demo";
        ApplicationMonitorRegistry registry = registry();
        registry.register(scheduled("com.x.Job.run", AT_TWO));
        registry.settle();
        assertThat(only(registry).slug()).isEqualTo("demo-job-run");
        assertThat(registry.named("etl_x").definition("k").slug()).isEqualTo("demo-etl-x-k");
    }

    private static List<String> slugs(ApplicationMonitorRegistry registry) {
        return registry.definitions().stream().map(MonitorDefinition::slug).toList();
    }

    private static MonitorDefinition only(ApplicationMonitorRegistry registry) {
        assertThat(registry.definitions()).hasSize(1);
        return registry.definitions().iterator().next();
    }

    private static DiscoveredJob scheduled(String job, Schedule schedule) {
        return new DiscoveredJob(job, "bean", null, schedule, null, true, null);
    }

    private static DiscoveredJob annotated(String job, Schedule schedule, MonitorDeclaration declaration) {
        return new DiscoveredJob(job, "bean", null, schedule, null, true, declaration);
    }

    private static DeclarationBuilder declaration(String name, String source) {
        return new DeclarationBuilder(name, source);
    }
}
