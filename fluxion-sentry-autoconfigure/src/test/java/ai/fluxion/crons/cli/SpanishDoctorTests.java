package ai.fluxion.crons.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.engine.ApplicationMonitorRegistry;
import ai.fluxion.crons.engine.DiscoveredJob;
import ai.fluxion.crons.engine.MonitorConfigurationException;
import ai.fluxion.crons.engine.MonitorConfigurationException.Problem;
import ai.fluxion.crons.engine.MonitorDeclaration;
import ai.fluxion.crons.engine.RegistrySettings;
import ai.fluxion.crons.engine.RegistrySettings.ScheduledJobs;
import ai.fluxion.crons.engine.StoredMonitors;
import ai.fluxion.crons.monitor.MonitorSettings;
import ai.fluxion.crons.provision.ProvisioningSettings;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.Schedules;
import ai.fluxion.crons.testing.FakeSentry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Everything that the doctor can find, in Spanish: nothing of it is left in English. */
class SpanishDoctorTests {

    private static final Locale SPANISH = Locale.forLanguageTag("es-VE");

    /** Words of English sentences that no Spanish one has. */
    private static final Pattern ENGLISH = Pattern.compile(
            "\\b(the|is|are|it|its|of|and|or|not|to|with|has|have|does|there|this|that|which|write|cannot|says|runs|at)\\b",
            Pattern.CASE_INSENSITIVE);

    /** What is quoted from a declaration, and the names of properties. */
    private static final Pattern NAMES = Pattern.compile("'[^']*'|[\\w-]+(\\.[\\w-]+)+|\\{.*}");

    private final List<String> found = new ArrayList<>();

    @Test
    void nothingThatTheDoctorFindsStaysEnglish() throws IOException {
        ApplicationMonitorRegistry registry = fullRegistry();
        examine(context(excludingRegistry(), refusals(), null, null, missing("is not set")));
        examine(context(
                excludingRegistry(),
                List.of(),
                null,
                "nada",
                missing("has a blank or another sign in it that" + " does not belong there")));
        examine(context(registry, List.of(), null, "http://clave@127.0.0.1:1/7", missing("is not set")));
        try (FakeSentry sentry = new FakeSentry()) {
            Supplier<ProvisioningSettings> token = () -> CronsCommandLineTests.settings(sentry.url(), FakeSentry.TOKEN);
            examine(context(registry, List.of(), silentStore(), sentry.dsn(), token));
            sentry.monitorOfSomebody("etl-de-ayer", "0 1 * * *");
            sentry.monitorOfSomebody("etl-ventas", "0 3 * * *");
            examine(context(registry, List.of(), null, sentry.dsn(), token));
            for (int status : List.of(400, 403, 404, 409, 418, 500)) {
                sentry.refuseOnce(status);
                examine(context(registry, List.of(), null, sentry.dsn(), token), "doctor");
            }
            examine(
                    context(
                            registry,
                            List.of(),
                            null,
                            sentry.dsn(),
                            () -> CronsCommandLineTests.settings(sentry.url(), "otro")),
                    "doctor");
        }

        assertThat(this.found).hasSizeGreaterThan(80).allSatisfy(text -> assertThat(
                        ENGLISH.matcher(NAMES.matcher(text).replaceAll("")).find())
                .as(text)
                .isFalse());
        assertThat(this.found)
                .anyMatch(text -> text.contains("no está declarado"))
                .anyMatch(text -> text.contains("corre más de una vez por minuto"))
                .anyMatch(text -> text.contains("corre una sola vez"))
                .anyMatch(text -> text.contains("su slug 'etl-doble' está declarado dos veces"))
                .anyMatch(text -> text.contains("contradice al trabajo com.x.Ventas.nocturno"))
                .anyMatch(text -> text.contains("El token no vale"))
                .anyMatch(text -> text.contains("No existe la organización"));
    }

    /** Five minutes of margin are enough for the seconds that Sentry drops, and all keys are one remark. */
    @Test
    void whatNeedsNoHandIsNoFinding() {
        ApplicationMonitorRegistry registry = registry(
                ScheduledJobs.ALL,
                50,
                List.of(),
                List.of(
                        monitor("etl_segundos", "30 0 2 * * *", null),
                        keyed("etl_tienda", "30 0 2 * * *", Duration.ofMinutes(1))));

        examine(context(registry, List.of(), null, null, missing("is not set")));

        assertThat(this.found)
                .noneMatch(text -> text.startsWith("etl-segundos"))
                .filteredOn(text -> text.contains("segundo 30"))
                .singleElement()
                .asString()
                .startsWith("etl_tienda: ");
    }

    private static MonitorDeclaration keyed(String name, String schedule, Duration margin) {
        return new MonitorDeclaration(
                name,
                "fluxion.crons.monitors." + name,
                schedule,
                null,
                margin,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                List.of("tienda_01", "tienda_08"));
    }

    /** The rest of what it can find needs a store with a history. */
    @Test
    void everyFindingOfTheBundleHasASpanishText() {
        ResourceBundle spanish = CronsCommandLine.texts(SPANISH);

        assertThat(spanish.keySet().stream().filter(key -> key.matches("(found|states|unreachable|ingest|dsn).*")))
                .hasSizeGreaterThan(40)
                .allSatisfy(key -> assertThat(ENGLISH.matcher(
                                        NAMES.matcher(spanish.getString(key)).replaceAll(""))
                                .find())
                        .as(spanish.getString(key))
                        .isFalse());
    }

    private void examine(CommandContext context) {
        examine(context, "doctor", "--send");
    }

    private void examine(CommandContext context, String... command) {
        String out = CronsCommandLineTests.run(context, command).out();
        out.lines()
                .filter(line -> !line.contains(" environment "))
                .map(line -> line.replaceFirst("^(ok|note|PROBLEM) +\\S+ +", ""))
                .forEach(this.found::add);
    }

    /** What would stop a start, each as the application says it. */
    private static List<Problem> refusals() {
        Schedule nightly = Schedules.spring("0 0 2 * * *", CronsCommandLineTests.CARACAS);
        List<Problem> problems = new ArrayList<>(refused(
                List.of(new DiscoveredJob("com.x.Ventas.nocturno", "ventas", null, nightly, null, true, null)),
                List.of(
                        monitor("ventas-nocturno", "0 3 * * *", "com.x.Ventas.nocturno"),
                        monitor("etl_doble", "0 3 * * *", null),
                        monitor("etl doble", "0 3 * * *", null),
                        monitor("123", "0 3 * * *", null),
                        monitor("¿?", "0 3 * * *", null),
                        settings("etl_margen", Duration.ofSeconds(90), null, null, null),
                        settings("etl_maximo", null, Duration.ofDays(30), null, null),
                        settings("etl_umbral", null, null, 1000, null),
                        settings("etl_dueno", null, null, null, "nadie"))));
        for (String schedule : List.of(
                "0 25 * * *",
                "0 0 2 ? * MO",
                "61 * * * *",
                "0 0 0 32 * *",
                "cron(0 2 * * * *)",
                "cron(0 2 * *)",
                "rate(1 hours)",
                "rate(0 hours)",
                "every 0 hours",
                "every rato",
                "mañana",
                "12",
                "-5",
                "",
                "otro:0 2 * * *",
                "spring:0 2 * * *",
                "unix:0 0 2 * * *",
                "quartz:0 2",
                "@reboot",
                "unix:@reboot",
                "unix:0 0 31 2 *",
                "0 5-1 * * *",
                "*/0 * * * *",
                "0 0 2 * * 2",
                "CRON(0 2 * * ? *)",
                "0 0 0 L-40 * *",
                "0 0 0 ? * MON#6",
                "fixed-rate:nada",
                "fixed-rate:0")) {
            problems.addAll(refused(List.of(), List.of(monitor("etl_x", schedule, null))));
        }
        assertThat(problems).hasSizeGreaterThan(30);
        return problems;
    }

    private static List<Problem> refused(List<DiscoveredJob> jobs, List<MonitorDeclaration> declarations) {
        try {
            registry(ScheduledJobs.ALL, 50, jobs, declarations);
            return List.of();
        } catch (MonitorConfigurationException ex) {
            return ex.problems();
        }
    }

    private static ApplicationMonitorRegistry excludingRegistry() {
        Schedule hourly = Schedules.spring("0 0 * * * *", CronsCommandLineTests.CARACAS);
        return registry(
                ScheduledJobs.DECLARED,
                50,
                List.of(new DiscoveredJob("com.x.Otro.cadaHora", "otro", null, hourly, null, true, null)),
                List.of());
    }

    /** With every reason for which a monitor is local only, or is not told exactly. */
    private static ApplicationMonitorRegistry fullRegistry() {
        return registry(
                ScheduledJobs.ALL,
                4,
                List.of(
                        job("cadaSegundo", "* * * * * *", null),
                        job("viernes13", "0 0 0 13 * FRI", null),
                        job("segundo30", "30 0 2 * * *", null),
                        job("nunca", "0 0 0 31 2 *", null),
                        job("unaVez", null, "it runs once"),
                        job("disparador", null, "its trigger leaves out what the calendar 'feriados' says"),
                        job("termina", null, "its trigger ends at 2027-01-01T00:00:00Z"),
                        job("ilegible", null, "its schedule cannot be told: 'x' is no hour"),
                        job(
                                "lote",
                                null,
                                "Spring Batch does not know when it is due; give a monitor with method 'batch.x' a"
                                        + " schedule")),
                List.of(
                        monitor("etl_ventas", "0 2 * * *", null),
                        monitor("etl_ñandú", "0 2 * * *", null),
                        monitor("etl_perdido", "0 2 * * *", "com.x.Nadie.nada"),
                        monitor("etl_a", "0 2 * * *", null),
                        monitor("etl_b", "0 2 * * *", null),
                        monitor("etl_sin", null, null)));
    }

    private static DiscoveredJob job(String method, @Nullable String cron, @Nullable String note) {
        Schedule schedule = cron == null ? null : Schedules.spring(cron, CronsCommandLineTests.CARACAS);
        return new DiscoveredJob("com.x.Trabajos." + method, "trabajos", null, schedule, note, true, null);
    }

    private static ApplicationMonitorRegistry registry(
            ScheduledJobs scheduled, int seats, List<DiscoveredJob> jobs, List<MonitorDeclaration> declarations) {
        ApplicationMonitorRegistry registry = new ApplicationMonitorRegistry(
                new RegistrySettings(
                        null,
                        scheduled,
                        List.of("com.x.Excluido.**"),
                        CronsCommandLineTests.CARACAS,
                        MonitorSettings.DEFAULTS,
                        seats,
                        1000,
                        declarations),
                List.of(),
                CronsCommandLineTests.NOON);
        jobs.forEach(registry::register);
        registry.settle();
        return registry;
    }

    private static MonitorDeclaration monitor(String name, @Nullable String schedule, @Nullable String method) {
        return declaration(name, schedule, method, null, null, null, null);
    }

    private static MonitorDeclaration settings(
            String name,
            @Nullable Duration margin,
            @Nullable Duration maxRuntime,
            @Nullable Integer threshold,
            @Nullable String owner) {
        return declaration(name, "0 4 * * *", null, margin, maxRuntime, threshold, owner);
    }

    private static MonitorDeclaration declaration(
            String name,
            @Nullable String schedule,
            @Nullable String method,
            @Nullable Duration margin,
            @Nullable Duration maxRuntime,
            @Nullable Integer threshold,
            @Nullable String owner) {
        return new MonitorDeclaration(
                name,
                "fluxion.crons.monitors." + name,
                schedule,
                null,
                margin,
                maxRuntime,
                threshold,
                null,
                owner,
                null,
                null,
                method,
                false,
                List.of());
    }

    private static Supplier<ProvisioningSettings> missing(String what) {
        return () -> {
            throw new IllegalArgumentException("fluxion.crons.provision.token " + what);
        };
    }

    private static StoredMonitors silentStore() {
        Class<?> type = ai.fluxion.crons.store.MonitorStore.class;
        Object store =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    throw new IllegalStateException("FATAL: clave incorrecta");
                });
        return new StoredMonitors(
                (ai.fluxion.crons.store.MonitorStore) store, "production", 100, CronsCommandLineTests.NOON);
    }

    private static CommandContext context(
            ApplicationMonitorRegistry registry,
            List<Problem> problems,
            @Nullable StoredMonitors states,
            @Nullable String dsn,
            Supplier<ProvisioningSettings> provisioning) {
        return new CommandContext(
                registry,
                problems,
                Map.of(),
                "production",
                CronsCommandLineTests.CARACAS,
                4,
                Duration.ofSeconds(5),
                states,
                CronsCommandLine.text(SPANISH, "states.memory"),
                new CommandContext.Ingest(dsn, true, null),
                provisioning,
                CronsCommandLineTests.NOON,
                SPANISH,
                new CommandContext.Streams(
                        new ByteArrayInputStream(new byte[0]),
                        new CronsCommandLineTests.Captured(),
                        new CronsCommandLineTests.Captured(),
                        false));
    }
}
