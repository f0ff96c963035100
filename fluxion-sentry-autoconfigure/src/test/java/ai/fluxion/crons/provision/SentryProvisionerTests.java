package ai.fluxion.crons.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorDefinition.Origin;
import ai.fluxion.crons.monitor.MonitorSettings;
import ai.fluxion.crons.provision.Change.Action;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.Schedules;
import ai.fluxion.crons.testing.FakeSentry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.FilteredClassLoader;

class SentryProvisionerTests {

    private static final MonitorDefinition SWEEP = crontab("etl-ventas-diario", null, "0 */6 * * *");

    private static final MonitorDefinition STORE = crontab("etl-ventas-tienda-tienda-01", "tienda_01", "0 */6 * * *");

    private static final List<MonitorDefinition> BOTH = List.of(SWEEP, STORE);

    private final List<Long> pauses = new ArrayList<>();

    private FakeSentry sentry;

    @BeforeEach
    void start() throws IOException {
        this.sentry = new FakeSentry();
    }

    @AfterEach
    void everyCallWasAsSentryPublishesIt() {
        this.sentry.close();
        assertThat(this.sentry.problems()).isEmpty();
    }

    @Test
    void aFirstTimeMakesMonitorsAlertsAndDashboards() {
        List<Change> changes = provision(BOTH, false, false);

        assertThat(changes).allMatch(change -> change.action() == Action.CREATE);
        assertThat(this.sentry.all("monitors"))
                .extracting(monitor -> monitor.get("slug"))
                .containsExactly("etl-ventas-diario", "etl-ventas-tienda-tienda-01");
        assertThat(config("etl-ventas-diario"))
                .containsEntry("schedule", "0 */6 * * *")
                .containsEntry("timezone", "America/Caracas")
                .containsEntry("checkin_margin", 15)
                .containsEntry("max_runtime", 60);
        assertThat(this.sentry.all("dashboards"))
                .extracting(dashboard -> dashboard.get("title"))
                .containsExactly(
                        "ETL health [fluxion-crons:klk]",
                        "Gap recovery [fluxion-crons:klk]",
                        "API performance [fluxion-crons:klk]");
        assertThat(names("workflows"))
                .containsExactly(
                        "Cron monitors: missed, timeout, failure, to the page [fluxion-crons:klk/fluxion-etl/production]",
                        "Cron monitors: recovery, to the page [fluxion-crons:klk/fluxion-etl/production]",
                        "Cron monitors: missed, timeout, failure, to the channel [fluxion-crons:klk/fluxion-etl/production]",
                        "Cron monitors: recovery, to the channel [fluxion-crons:klk/fluxion-etl/production]",
                        "Errors and durations [fluxion-crons:klk/fluxion-etl/production]");
        assertThat(this.sentry.all("detectors"))
                .filteredOn(detector -> "metric_issue".equals(detector.get("type")))
                .hasSize(4);
    }

    @Test
    void aSecondTimeChangesNothing() {
        provision(BOTH, false, true);
        this.sentry.forgetCalls();

        List<Change> changes = provision(BOTH, false, true);

        assertThat(changes).allMatch(change -> change.action() == Action.NONE);
        assertThat(this.sentry.writes()).isEmpty();
    }

    @Test
    void aSweepPagesAndItsStoresOnlyWriteToTheChannel() {
        provision(BOTH, false, false);

        assertThat(workflow("failure, to the page").toString())
                .contains("etl-ventas-diario", "pagerduty")
                .doesNotContain("tienda-01", "slack");
        assertThat(workflow("failure, to the channel").toString())
                .contains("etl-ventas-diario", "etl-ventas-tienda-tienda-01", "slack")
                .doesNotContain("pagerduty");
    }

    @Test
    void aRecoveryIsBoundToTheMonitorsSinceAResolutionHasNoTags() {
        provision(BOTH, false, false);

        Map<String, Object> recovery = workflow("recovery, to the page");
        assertThat(recovery.get("detectorIds")).isEqualTo(List.of(detectorOf("etl_ventas_diario [fluxion-crons:klk]")));
        assertThat(recovery.toString()).contains("issue_resolved_trigger").doesNotContain("tagged_event");
    }

    @Test
    void aDryRunSaysWhatDiffersAndWritesNothing() {
        provision(BOTH, false, false);
        this.sentry.forgetCalls();

        List<Change> changes =
                provision(List.of(crontab("etl-ventas-diario", null, "0 */4 * * *"), STORE), true, false);

        assertThat(changes)
                .filteredOn(change -> change.action() == Action.UPDATE)
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.name()).isEqualTo("etl-ventas-diario");
                    assertThat(change.differences())
                            .containsExactly(new Difference("config.schedule", "0 */6 * * *", "0 */4 * * *"));
                });
        assertThat(this.sentry.writes()).isEmpty();
    }

    @Test
    void aDryRunOfAFirstTimeNamesEverythingThatWouldBeMade() {
        List<Change> changes = provision(BOTH, true, false);

        assertThat(changes).hasSize(2 + 5 + 4 + 3).allMatch(change -> change.action() == Action.CREATE);
        assertThat(this.sentry.writes()).isEmpty();
    }

    @Test
    void aChangedScheduleIsInSentryBeforeTheDeploy() {
        provision(BOTH, false, false);

        provision(List.of(crontab("etl-ventas-diario", null, "0 */4 * * *"), STORE), false, false);

        assertThat(config("etl-ventas-diario")).containsEntry("schedule", "0 */4 * * *");
    }

    @Test
    void pruningDeletesOnlyWhatThisApplicationMade() {
        this.sentry.monitorOfSomebody("de-otro-equipo", "0 1 * * *");
        this.sentry.workflowOfSomebody("De otro equipo");
        provision(BOTH, false, false);

        List<Change> changes = provision(List.of(SWEEP), false, true);

        assertThat(changes)
                .filteredOn(change -> change.action() == Action.DELETE)
                .extracting(Change::name)
                .containsExactly("etl-ventas-tienda-tienda-01");
        assertThat(this.sentry.all("monitors"))
                .extracting(monitor -> monitor.get("slug"))
                .containsExactly("de-otro-equipo", "etl-ventas-diario");
        assertThat(names("workflows")).contains("De otro equipo");
    }

    @Test
    void aMonitorsOwnDetectorHasItsNameAndIsNotPruned() {
        provision(BOTH, false, false);

        assertThat(provision(BOTH, false, true)).allMatch(change -> change.action() == Action.NONE);

        assertThat(this.sentry.all("detectors"))
                .filteredOn(detector -> "monitor_check_in_failure".equals(detector.get("type")))
                .hasSize(2);
    }

    @Test
    void whatTwoAtATimeMadeTwiceIsNamedAndPruned() {
        provision(BOTH, false, false);
        this.sentry.everythingTwice();

        List<Change> without = provision(BOTH, false, false);
        assertThat(without)
                .filteredOn(change -> change.action() == Action.SKIP)
                .hasSize(12)
                .allMatch(change -> String.valueOf(change.note()).contains("more than once"));
        List<Change> pruned = provision(BOTH, false, true);
        assertThat(pruned)
                .filteredOn(change -> change.action() == Action.DELETE)
                .hasSize(12);

        this.sentry.forgetCalls();
        assertThat(provision(BOTH, false, true)).allMatch(change -> change.action() == Action.NONE);
        assertThat(names("workflows")).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void withoutPruneWhatIsLeftOverIsNamedAndStays() {
        provision(BOTH, false, false);

        List<Change> changes = provision(List.of(SWEEP), false, false);

        assertThat(changes)
                .filteredOn(change -> change.action() == Action.SKIP)
                .extracting(Change::name)
                .containsExactly("etl-ventas-tienda-tienda-01");
        assertThat(this.sentry.all("monitors")).hasSize(2);
    }

    @Test
    void aMonitorThatACheckInMadeKeepsItsNameAndIsNeverPruned() {
        this.sentry.monitorOfSomebody("etl-ventas-diario", "0 1 * * *");

        provision(List.of(SWEEP), false, false);
        assertThat(config("etl-ventas-diario")).containsEntry("schedule", "0 */6 * * *");
        provision(List.of(), false, true);

        assertThat(this.sentry.all("monitors"))
                .extracting(monitor -> monitor.get("name"))
                .containsExactly("etl-ventas-diario");
    }

    @Test
    void anotherApplicationsThingsAreNotPruned() {
        provision(BOTH, false, false);

        List<Change> changes = new ArrayList<>();
        new SentryProvisioner(settings(this.sentry.url(), FakeSentry.TOKEN, "cadena", "otra"), this.pauses::add)
                .provision(List.of(), false, true, changes::add);

        assertThat(changes).noneMatch(change -> change.action() == Action.DELETE);
        assertThat(this.sentry.all("monitors")).hasSize(2);
    }

    /** A job of Spring Boot 4 without a web server has neither Jackson nor Gson. */
    @Test
    void anApplicationWithoutALibraryForJsonIsProvisionedAllTheSame() {
        MonitorDefinition quoted = new MonitorDefinition(
                "etl-ventas-diario",
                "etl \"ventas\" ñ {a, [b]}: \\diario",
                null,
                null,
                null,
                SWEEP.schedule(),
                SWEEP.sentry(),
                SWEEP.settings(),
                Origin.DECLARED,
                true,
                true);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(new FilteredClassLoader("com.fasterxml", "com.google.gson"));
        try {
            provision(List.of(quoted), false, false);
            provisioner().mute("etl-ventas-diario", true);
            assertThat(provisioner().monitors()).singleElement().satisfies(monitor -> {
                assertThat(monitor.muted()).isTrue();
                assertThat(monitor.name()).isEqualTo(quoted.name() + " [fluxion-crons:klk]");
            });
            this.sentry.forgetCalls();

            assertThat(provision(List.of(quoted), false, true)).allMatch(change -> change.action() == Action.NONE);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** Production would be watched by nobody, from the moment that staging is provisioned. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachEnvironmentHasItsAlertsAndLeavesThoseOfTheOthersAlone(boolean prune) {
        provision(BOTH, false, false);
        List<Map<String, Object>> production = alerts();

        List<Change> changes = new ArrayList<>();
        provisioner("staging", "klk").provision(BOTH, false, prune, changes::add);

        assertThat(alerts()).containsAll(production);
        assertThat(changes)
                .filteredOn(change -> change.resource().contains("alert"))
                .hasSize(5 + 4)
                .allMatch(change -> change.action() == Action.CREATE);
        assertThat(this.sentry.all("workflows"))
                .extracting(workflow -> workflow.get("environment"))
                .containsOnly("production", "staging");
        this.sentry.forgetCalls();
        provision(BOTH, false, true);
        provisioner("staging", "klk").provision(BOTH, false, true, changes::add);
        assertThat(this.sentry.writes()).isEmpty();
    }

    @Test
    void aMonitorThatAnotherEnvironmentReportsToIsNotPruned() {
        provision(BOTH, false, false);

        List<Change> changes = new ArrayList<>();
        provisioner("staging", "klk").provision(List.of(SWEEP), false, true, changes::add);

        assertThat(this.sentry.all("monitors")).hasSize(2);
        assertThat(changes)
                .filteredOn(change -> change.name().equals("etl-ventas-tienda-tienda-01"))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.action()).isEqualTo(Action.SKIP);
                    assertThat(change.note()).contains("production", "crons retire");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "cadena-de-tiendas-sistema-de-ventas-etl-diario, cadena-de-tiendas-sistema-de-ventas-etl-tiendas",
        "ventas/caracas, ventas caracas",
        "ñ, é"
    })
    void whatAnotherApplicationOfANearlyEqualNameMadeIsNotPruned(String one, String other) {
        provisioner("production", one).provision(BOTH, false, false, change -> {});

        List<Change> changes = new ArrayList<>();
        provisioner("production", other).provision(List.of(), false, true, changes::add);

        assertThat(changes).noneMatch(change -> change.action() == Action.DELETE);
        assertThat(this.sentry.all("monitors")).hasSize(2);
    }

    @Test
    void withoutANameNothingIsPruned() {
        provisioner("production", "").provision(BOTH, false, false, change -> {});
        this.sentry.forgetCalls();

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> provisioner("production", "").provision(List.of(SWEEP), false, true, change -> {}))
                .withMessageContaining("spring.application.name");

        assertThat(this.sentry.writes()).isEmpty();
    }

    /** There is one set of them: without a look at it, staging would take production's away. */
    @Test
    void dashboardsThatAnotherEnvironmentWantsAreNotPruned() {
        provision(BOTH, false, false);
        List<Change> changes = new ArrayList<>();

        new SentryProvisioner(withoutDashboards("staging"), this.pauses::add)
                .provision(BOTH, false, true, changes::add);

        assertThat(this.sentry.all("dashboards")).hasSize(3);
        assertThat(changes)
                .filteredOn(change -> change.resource().equals("dashboard"))
                .hasSize(3)
                .allMatch(change -> change.action() == Action.SKIP);
    }

    private ProvisioningSettings withoutDashboards(String environment) {
        ProvisioningSettings ours = settings(this.sentry.url(), FakeSentry.TOKEN, "cadena", environment, "klk");
        return new ProvisioningSettings(
                ours.url(),
                ours.token(),
                ours.organization(),
                ours.project(),
                ours.environment(),
                ours.application(),
                ours.page(),
                ours.channel(),
                ours.recommended(),
                false);
    }

    /** Sentry has the alerts of all projects in one list. */
    @Test
    void eachProjectHasAlertsOfItsOwn() {
        provision(BOTH, false, false);
        List<Map<String, Object>> before = this.sentry.all("workflows");
        this.sentry.anotherProject("fluxion-etl-2");

        provisionFor("fluxion-etl-2");

        assertThat(this.sentry.all("workflows")).containsAll(before).hasSize(10);
    }

    private void provisionFor(String project) {
        ProvisioningSettings ours = settings(this.sentry.url(), FakeSentry.TOKEN, "cadena", "klk");
        new SentryProvisioner(
                        new ProvisioningSettings(
                                ours.url(),
                                ours.token(),
                                ours.organization(),
                                project,
                                ours.environment(),
                                ours.application(),
                                ours.page(),
                                ours.channel(),
                                true,
                                true),
                        this.pauses::add)
                .provision(BOTH, false, true, change -> {});
    }

    @Test
    void withNobodyToTellTheAlertsAreSkippedAndThePropertyIsNamed() {
        ProvisioningSettings nobody = new ProvisioningSettings(
                this.sentry.url(),
                FakeSentry.TOKEN,
                "cadena",
                "fluxion-etl",
                "production",
                "klk",
                List.of(),
                List.of(),
                false,
                false);
        List<Change> changes = new ArrayList<>();

        new SentryProvisioner(nobody, this.pauses::add).provision(BOTH, false, false, changes::add);

        assertThat(changes)
                .filteredOn(change -> change.action() == Action.SKIP)
                .extracting(Change::note)
                .containsExactly(
                        "nobody to tell: fluxion.crons.provision.page",
                        "nobody to tell: fluxion.crons.provision.channel");
    }

    @Test
    void everyPageOfAListIsRead() {
        this.sentry.pageSize(1);
        provision(BOTH, false, false);
        this.sentry.forgetCalls();

        provision(BOTH, false, true);

        assertThat(this.sentry.writes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | fluxion.crons.provision.token",
                "302 | sends elsewhere: fluxion.crons.provision.url",
                "403 | alerts:read",
                "404 | fluxion.crons.provision.org",
                "500 | status.sentry.io",
            })
    void aRefusalSaysWhatToDo(int status, String advice) {
        if (status == 500 || status == 302) {
            assumeThat(this.sentry.isValidating()).as("no schema names it").isFalse();
        }
        int tries = status >= 500 ? 3 : 1;
        for (int i = 0; i < tries; i++) {
            this.sentry.refuseOnce(status);
        }

        assertThatExceptionOfType(SentryApiException.class)
                .isThrownBy(() -> provision(BOTH, false, false))
                .withMessageContaining(String.valueOf(status))
                .withMessageContaining(advice)
                .satisfies(ex -> assertThat(ex.status()).isEqualTo(status))
                .satisfies(ex -> assertThat(ex.getMessage()).doesNotContain(FakeSentry.TOKEN));
    }

    /** Of three hundred monitors, which? */
    @Test
    void aRefusalOfOneThingNamesIt() {
        List.of(1, 2).forEach(call -> this.sentry.answerOnce());
        this.sentry.refuseOnce(400);

        assertThatExceptionOfType(SentryApiException.class)
                .isThrownBy(() -> provision(BOTH, false, false))
                .withMessageContaining("monitor etl-ventas-tienda-tienda-01: POST monitors/: 400")
                .satisfies(ex -> assertThat(ex.status()).isEqualTo(400));

        provision(BOTH, false, false);
        assertThat(this.sentry.all("monitors")).hasSize(2);
        assertThat(names("workflows")).hasSize(5);
    }

    /** A project's last seat, a bad name: the other monitors, and who is told of them, are to be there all the same. */
    @Test
    void whatSentryDoesNotAcceptKeepsNothingElseFromBeingDone() {
        this.sentry.answerOnce();
        this.sentry.refuseOnce(400);

        List<Change> changes = refused(BOTH, false, "monitor etl-ventas-diario: POST monitors/: 400");

        assertThat(changes).filteredOn(change -> change.action() == Action.SKIP).satisfiesExactly(change -> {
            assertThat(change.resource()).isEqualTo("monitor");
            assertThat(change.name()).isEqualTo("etl-ventas-diario");
            // The line names it already.
            assertThat(change.note()).startsWith("POST monitors/: 400");
        });
        assertThat(this.sentry.all("monitors"))
                .extracting(monitor -> monitor.get("slug"))
                .containsExactly("etl-ventas-tienda-tienda-01");
        assertThat(names("workflows")).hasSize(5);
        assertThat(this.sentry.all("dashboards")).isNotEmpty();
    }

    @Test
    void allThatSentryDoesNotAcceptIsNamed() {
        this.sentry.answerOnce();
        this.sentry.refuseOnce(400);
        this.sentry.refuseOnce(400);

        refused(
                BOTH,
                false,
                "Sentry did not accept 2 of them: monitor etl-ventas-diario, monitor etl-ventas-tienda-tienda-01.");
    }

    /** What is deleted may be what the refused one was to take the place of. */
    @Test
    void nothingIsPrunedWhereSentryDidNotAcceptEverything() {
        provision(BOTH, false, false);
        this.sentry.answerOnce();
        this.sentry.refuseOnce(400);
        MonitorDefinition renamed = crontab("etl-ventas-por-tienda", null, "0 */6 * * *");

        List<Change> changes = refused(List.of(SWEEP, renamed), true, "monitor etl-ventas-por-tienda");

        assertThat(changes).noneMatch(change -> change.action() == Action.DELETE);
        assertThat(this.sentry.all("monitors")).hasSize(2);
        assertThat(provision(List.of(SWEEP, renamed), false, true))
                .filteredOn(change -> change.action() == Action.DELETE)
                .extracting(Change::name)
                .contains("etl-ventas-tienda-tienda-01");
    }

    /** A history is gone for good: not before it is known that nothing is refused. */
    @ParameterizedTest
    @ValueSource(ints = {400, 403})
    void noMonitorIsPrunedWhereAnAlertIsRefused(int status) {
        provision(BOTH, false, false);
        this.sentry.refuseNext("PUT", status);

        refused(List.of(SWEEP), true, "alert Cron monitors");

        assertThat(this.sentry.all("monitors")).hasSize(2);
    }

    @Test
    void whatSentryDoesNotDeleteKeepsNothingElseFromBeingPruned() {
        provision(BOTH, false, false);
        this.sentry.everythingTwice();
        this.sentry.refuseNext("DELETE", 400);

        List<Change> changes = refused(BOTH, true, "DELETE");

        assertThat(changes)
                .filteredOn(change -> change.action() == Action.DELETE)
                .hasSize(11);
    }

    /** @return what was told before the failure */
    private List<Change> refused(List<MonitorDefinition> definitions, boolean prune, String message) {
        List<Change> changes = new ArrayList<>();
        assertThatExceptionOfType(SentryApiException.class)
                .isThrownBy(() -> provisioner().provision(definitions, false, prune, changes::add))
                .withMessageContaining(message);
        return changes;
    }

    /** Somebody else was faster: the alerts of what is left are to be changed all the same. */
    @Test
    void whatIsGoneAlreadyDoesNotEndAPruning() {
        provision(BOTH, false, false);
        this.sentry.refuseNext("DELETE", 404);

        assertThat(provision(List.of(SWEEP), false, true))
                .extracting(Change::action, Change::resource)
                .contains(tuple(Action.DELETE, "monitor"), tuple(Action.UPDATE, "alert"));
    }

    @Test
    void tooManyRequestsAreWaitedForAsSentrySays() {
        this.sentry.refuseOnce(429);
        this.sentry.refuseOnce(429);

        provision(BOTH, false, false);

        assertThat(this.pauses).containsExactly(2L, 2L);
        assertThat(this.sentry.all("monitors")).hasSize(2);
    }

    @Test
    void tooManyRequestsForTooLongAreExplained() {
        List.of(1, 2, 3).forEach(i -> this.sentry.refuseOnce(429));

        assertThatExceptionOfType(SentryApiException.class)
                .isThrownBy(() -> provision(BOTH, false, false))
                .withMessageContaining("Too many requests");
    }

    @Test
    void aSentryThatIsNotThereIsExplained() {
        this.sentry.close();

        assertThatExceptionOfType(SentryApiException.class)
                .isThrownBy(() -> provision(BOTH, false, false))
                .withMessageContaining("fluxion.crons.provision.url");
    }

    @Test
    void aMonitorIsMutedHeardAgainAndRetired() {
        provision(List.of(SWEEP), false, false);
        SentryProvisioner provisioner = provisioner();

        provisioner.mute("etl-ventas-diario", true);
        assertThat(provisioner.monitors()).singleElement().satisfies(monitor -> {
            assertThat(monitor.muted()).isTrue();
            assertThat(monitor.ours()).isTrue();
            assertThat(monitor.schedule()).isEqualTo("0 */6 * * *");
        });
        provisioner.mute("etl-ventas-diario", false);
        assertThat(provisioner.monitors()).noneMatch(RemoteMonitor::muted);
        provisioner.retire("etl-ventas-diario");
        assertThat(provisioner.monitors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email:owners",
                "email:team:12",
                "email:user:3",
                "slack:1:#etl",
                "pagerduty:2:77",
                "discord:3:99",
                "msteams:4:19:abc@thread.skype",
                "opsgenie:5:team-1",
                "webhook:mi-servicio"
            })
    void everyKindOfTargetIsAcceptedAndStaysAsItIs(String target) {
        ProvisioningSettings settings = new ProvisioningSettings(
                this.sentry.url(),
                FakeSentry.TOKEN,
                "cadena",
                "fluxion-etl",
                "production",
                "klk",
                List.of(AlertTarget.parse(target)),
                List.of(),
                false,
                false);
        SentryProvisioner provisioner = new SentryProvisioner(settings, this.pauses::add);
        provisioner.provision(List.of(SWEEP), false, false, change -> {});
        this.sentry.forgetCalls();

        provisioner.provision(List.of(SWEEP), false, false, change -> {});

        assertThat(AlertTarget.parse(target)).hasToString(target);
        assertThat(this.sentry.writes()).isEmpty();
        // Of trouble (missed, timeout and failure are one issue in Sentry) and of its end.
        String type = "type=" + target.substring(0, target.indexOf(':'));
        assertThat(workflow("missed, timeout, failure, to the page").toString())
                .contains(type, "first_seen_event", "etl-ventas-diario");
        assertThat(workflow("recovery, to the page").toString()).contains(type, "issue_resolved_trigger");
    }

    @Test
    void theRecommendedAlertsAndTheDashboardsAskForWhatTheEtlsReport() {
        provision(BOTH, false, false);

        assertThat(this.sentry.all("detectors"))
                .filteredOn(detector -> "metric_issue".equals(detector.get("type")))
                .extracting(detector -> detector.get("name"))
                .containsExactly(
                        "ETL failures: more than 3 in 1 hour [fluxion-crons:klk/fluxion-etl/production]",
                        "Gap recovery failed [fluxion-crons:klk/fluxion-etl/production]",
                        "Slow queries: P95 over 5 s [fluxion-crons:klk/fluxion-etl/production]",
                        "Error rate over 5% [fluxion-crons:klk/fluxion-etl/production]");
        assertThat(this.sentry.all("dashboards").stream()
                        .map(dashboard -> String.valueOf(dashboard.get("widgets")))
                        .toList())
                .satisfiesExactly(
                        health -> assertThat(health)
                                .contains(
                                        "Success rate per store",
                                        "Mean duration per store",
                                        "Most frequent errors",
                                        "Registros and facturas",
                                        "tienda",
                                        "error_tipo"),
                        gaps -> assertThat(gaps)
                                .contains(
                                        "Detected against recovered",
                                        "Mean time to recover",
                                        "Stores with most gaps",
                                        "gap.detect",
                                        "gap.recover"),
                        api -> assertThat(api)
                                .contains(
                                        "p50(span.duration)",
                                        "p95(span.duration)",
                                        "p99(span.duration)",
                                        "Throughput",
                                        "Error rate"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fax:1:2", "slack:#etl", "slack:1:", "email:maria", "pagerduty:servicio:1"})
    void aTargetThatIsNoneSaysWhatToWrite(String target) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> AlertTarget.parse(target))
                .withMessageContaining("'" + target + "'");
    }

    private List<Change> provision(List<MonitorDefinition> definitions, boolean dryRun, boolean prune) {
        List<Change> changes = new ArrayList<>();
        provisioner().provision(definitions, dryRun, prune, changes::add);
        return changes;
    }

    private SentryProvisioner provisioner() {
        return new SentryProvisioner(settings(this.sentry.url(), FakeSentry.TOKEN, "cadena", "klk"), this.pauses::add);
    }

    private SentryProvisioner provisioner(String environment, String application) {
        return new SentryProvisioner(
                settings(this.sentry.url(), FakeSentry.TOKEN, "cadena", environment, application), this.pauses::add);
    }

    private List<Map<String, Object>> alerts() {
        List<Map<String, Object>> alerts = new ArrayList<>(this.sentry.all("workflows"));
        this.sentry.all("detectors").stream()
                .filter(detector -> "metric_issue".equals(detector.get("type")))
                .forEach(alerts::add);
        return alerts;
    }

    private static ProvisioningSettings settings(URI url, String token, String organization, String application) {
        return settings(url, token, organization, "production", application);
    }

    private static ProvisioningSettings settings(
            URI url, String token, String organization, String environment, String application) {
        return new ProvisioningSettings(
                url,
                token,
                organization,
                "fluxion-etl",
                environment,
                application,
                List.of(AlertTarget.parse("pagerduty:2345:123456"), AlertTarget.parse("email:owners")),
                List.of(AlertTarget.parse("slack:1:#etl-alertas")),
                true,
                true);
    }

    private Map<String, Object> workflow(String part) {
        return this.sentry.all("workflows").stream()
                .filter(workflow -> String.valueOf(workflow.get("name")).contains(part))
                .findFirst()
                .orElseThrow();
    }

    private Object detectorOf(String name) {
        return this.sentry.all("detectors").stream()
                .filter(detector -> name.equals(detector.get("name")))
                .findFirst()
                .orElseThrow()
                .get("id");
    }

    private List<String> names(String kind) {
        return this.sentry.all(kind).stream()
                .map(thing -> String.valueOf(thing.get("name")))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> config(String slug) {
        return (Map<String, Object>) this.sentry.all("monitors").stream()
                .filter(monitor -> slug.equals(monitor.get("slug")))
                .findFirst()
                .orElseThrow()
                .get("config");
    }

    private static MonitorDefinition crontab(String slug, @Nullable String key, String crontab) {
        Schedule schedule = Schedules.unix(crontab, ZoneId.of("America/Caracas"));
        return new MonitorDefinition(
                slug,
                slug.replace('-', '_'),
                key,
                null,
                null,
                schedule,
                schedule.toSentry(),
                new MonitorSettings(Duration.ofMinutes(15), Duration.ofMinutes(60), 1, 1, "team:datos"),
                Origin.DECLARED,
                true,
                true);
    }
}
