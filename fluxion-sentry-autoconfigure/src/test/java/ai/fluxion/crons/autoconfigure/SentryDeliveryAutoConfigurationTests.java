package ai.fluxion.crons.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.CronMonitors;
import ai.fluxion.crons.delivery.CheckInDelivery;
import ai.fluxion.crons.delivery.DeliveryStatistics;
import ai.fluxion.crons.delivery.DeliveryStatistics.Destination;
import ai.fluxion.crons.engine.MonitorListener;
import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.testing.EnvelopeReceiver;
import ai.fluxion.crons.testing.Fault;
import com.fasterxml.jackson.databind.JsonNode;
import io.sentry.Breadcrumb;
import io.sentry.ILogger;
import io.sentry.Sentry;
import io.sentry.Sentry.OptionsConfiguration;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.SentryOptions;
import io.sentry.protocol.Request;
import io.sentry.spring.boot.jakarta.SentryAutoConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

@ExtendWith(OutputCaptureExtension.class)
class SentryDeliveryAutoConfigurationTests {

    private final EnvelopeReceiver receiver = EnvelopeReceiver.start();

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    CronsAutoConfiguration.class, SentryDeliveryAutoConfiguration.class, SentryAutoConfiguration.class))
            .withPropertyValues("fluxion.crons.monitors.etl_ventas.schedule=0 0 2 * * *");

    private final ApplicationContextRunner connected =
            this.application.withPropertyValues("sentry.dsn=" + this.receiver.dsn());

    @AfterEach
    void stop() {
        this.receiver.close();
        Sentry.close();
    }

    @Test
    void aRunReachesSentryWithConfigCloseErrorAndOneTrace() {
        this.connected.run(context -> {
            CronMonitors monitors = context.getBean(CronMonitors.class);
            RuntimeException failure = new IllegalStateException("KLK");
            assertThat(catchThrowable(() -> monitors.run("etl_ventas", run -> {
                        run.metric("registros", 3);
                        await().until(() -> !this.receiver.checkIns().isEmpty());
                        throw failure;
                    })))
                    .isSameAs(failure);
            await().until(() -> this.receiver.checkIns().size() == 2);
        });

        List<JsonNode> checkIns = this.receiver.checkIns("etl-ventas");
        assertThat(checkIns).extracting(c -> c.path("status").asText()).containsExactly("in_progress", "error");
        assertThat(checkIns).extracting(c -> c.has("monitor_config")).containsExactly(true, false);
        assertThat(checkIns.get(0).path("check_in_id"))
                .isEqualTo(checkIns.get(1).path("check_in_id"));
        assertThat(checkIns.get(0).path("environment").asText()).isEqualTo("production");
        String trace = checkIns.get(0).at("/contexts/trace/trace_id").asText();
        // The end of the application waits for what the SDK itself sends.
        assertThat(this.receiver.events()).hasSize(1);
        assertThat(this.receiver.transactions()).hasSize(1);
        assertThat(this.receiver.events().get(0).at("/contexts/trace/trace_id").asText())
                .isEqualTo(trace);
        assertThat(this.receiver
                        .transactions()
                        .get(0)
                        .at("/contexts/trace/trace_id")
                        .asText())
                .isEqualTo(trace);
    }

    /** On a virtual thread the list of modules can stop all jobs for good; elsewhere it is not worth a slower start. */
    @ParameterizedTest
    @CsvSource({"true,true,1", "true,false,0", "false,true,0"})
    void theStartListsTheModulesForTheErrorsOfVirtualThreads(boolean virtual, boolean errors, int listed) {
        Queue<Thread> readers = new ConcurrentLinkedQueue<>();
        this.connected
                .withBean(
                        Sentry.OptionsConfiguration.class,
                        () -> (Sentry.OptionsConfiguration<SentryOptions>) options -> options.setModulesLoader(() -> {
                            readers.add(Thread.currentThread());
                            return Map.of();
                        }))
                .withPropertyValues(
                        "spring.threads.virtual.enabled=" + virtual, "fluxion.crons.capture-exceptions=" + errors)
                .run(context -> assertThat(readers).hasSize(listed).allSatisfy(reader -> assertThat(reader)
                        .isSameAs(Thread.currentThread())));
    }

    /** As before and after a checkpoint, or where somebody pauses the schedulers. */
    @Test
    void anApplicationThatIsStoppedAndStartedAgainGoesOnReportingAndTelling() {
        Queue<String> told = new ConcurrentLinkedQueue<>();
        MonitorListener listener = new MonitorListener() {

            @Override
            public void recorded(MonitorDefinition monitor, CheckIn checkIn) {
                if (checkIn.status() == CheckInStatus.OK) {
                    told.add(monitor.slug());
                }
            }
        };
        this.connected.withBean(MonitorListener.class, () -> listener).run(context -> {
            CronMonitors monitors = context.getBean(CronMonitors.class);
            for (int round = 1; round <= 3; round++) {
                // A monitor each: what one reports again so soon is thinned.
                monitors.run("etl_" + round, run -> {});
                int count = round;
                await().until(() -> outcomes() == count);
                await().until(() -> told.size() == count);
                context.getSourceApplicationContext().stop();
                context.getSourceApplicationContext().start();
            }
            assertThat(told).containsExactly("etl-1", "etl-2", "etl-3");
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().equals("fluxion-crons-heartbeat"))
                    .hasSizeLessThanOrEqualTo(1);
        });
    }

    private long outcomes() {
        return this.receiver.checkIns().stream()
                .filter(one -> one.path("status").asText().equals("ok"))
                .count();
    }

    @Test
    void theEndOfTheApplicationSendsWhatWaits() {
        this.receiver.fault(Fault.latency(Duration.ofMillis(200)));
        this.connected.run(context -> {
            for (int run = 0; run < 20; run++) {
                context.getBean(CronMonitors.class).run("m" + run, body -> {});
            }
        });
        // Monitors without schedule are ad hoc; each one's outcome is there.
        assertThat(this.receiver.checkIns())
                .filteredOn(c -> c.path("status").asText().equals("ok"))
                .hasSize(20);
    }

    @Test
    void aHangingSentryHoldsTheEndNoLongerThanConfigured() {
        this.receiver.fault(Fault.hang());
        long[] began = new long[1];
        this.connected
                .withPropertyValues("fluxion.crons.delivery.shutdown-timeout=1s")
                .run(context -> {
                    context.getBean(CronMonitors.class).run("etl_ventas", run -> {});
                    Sentry.captureMessage("stuck as well");
                    await().until(() -> this.receiver.requests() >= 2);
                    began[0] = System.nanoTime();
                });

        assertThat(Duration.ofNanos(System.nanoTime() - began[0]))
                .isLessThan(Duration.ofMillis(1500).plusMillis(slackOfALoadedMachine()));
    }

    @Test
    void timeoutsThatTheUserSetStay() {
        this.connected
                .withPropertyValues("sentry.shutdown-timeout-millis=1234", "sentry.flush-timeout-millis=2345")
                .run(context -> {
                    context.getBean(CheckInDelivery.class).flush(Duration.ofSeconds(1));
                    assertThat(Sentry.getCurrentScopes().getOptions().getShutdownTimeoutMillis())
                            .isEqualTo(1234);
                    assertThat(Sentry.getCurrentScopes().getOptions().getFlushTimeoutMillis())
                            .isEqualTo(2345);
                });
    }

    @Test
    void theShutdownHookOfTheSdkIsHeldToTheShutdownTimeout() {
        this.connected.run(
                context -> assertThat(Sentry.getCurrentScopes().getOptions().getFlushTimeoutMillis())
                        .isEqualTo(5000));
    }

    @Test
    void withoutDsnEverythingStaysHere() {
        this.application.run(context -> {
            context.getBean(CronMonitors.class).run("etl_ventas", run -> {});
            assertThat(context.getBean(CheckInDelivery.class).statistics().destination())
                    .isEqualTo(Destination.NO_DSN);
        });
    }

    @Test
    void withAnSdkThatIsOffEverythingStaysHere() {
        this.connected.withPropertyValues("sentry.enabled=false").run(context -> {
            context.getBean(CronMonitors.class).run("etl_ventas", run -> {});
            assertThat(context.getBean(CheckInDelivery.class).statistics().destination())
                    .isEqualTo(Destination.DISABLED);
        });
        assertThat(this.receiver.requests()).isZero();
    }

    @Test
    void aDsnThatIsNoneStopsNothing(CapturedOutput output) {
        this.application
                .withPropertyValues("sentry.dsn=htps://s3cretkey@nowhere")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    context.getBean(CronMonitors.class).run("etl_ventas", run -> {});
                    assertThat(context.getBean(CheckInDelivery.class)
                                    .statistics()
                                    .destination())
                            .isEqualTo(Destination.NO_DSN);
                });
        assertThat(output.getAll().lines().filter(line -> line.contains("WARN")))
                .singleElement()
                .asString()
                .contains("sentry.dsn cannot be read as a DSN");
        assertThat(output).doesNotContain("s3cretkey");
    }

    @Test
    void withoutTheSdkEverythingStaysHere() {
        new ApplicationContextRunner()
                .withClassLoader(new FilteredClassLoader("io.sentry"))
                .withConfiguration(
                        AutoConfigurations.of(CronsAutoConfiguration.class, SentryDeliveryAutoConfiguration.class))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(CheckInDelivery.class)
                                    .statistics()
                                    .destination())
                            .isEqualTo(Destination.DISABLED);
                });
    }

    @Test
    void whenTheUserClosesSentryThatIsSaidOnceAndJobsGoOn(CapturedOutput output) {
        this.connected.run(context -> {
            Sentry.close();
            for (int run = 0; run < 3; run++) {
                context.getBean(CronMonitors.class).run("etl_ventas", body -> {});
            }
            await().untilAsserted(() -> {
                DeliveryStatistics counts =
                        context.getBean(CheckInDelivery.class).statistics();
                assertThat(counts.dropped()).isPositive();
                assertThat(counts.pending()).isZero();
            });
            assertThat(context.getBean(CheckInDelivery.class).statistics().destination())
                    .isEqualTo(Destination.DISABLED);
        });
        assertThat(output.getAll().lines().filter(line -> line.contains("check-ins are no longer sent")))
                .hasSize(1);
        assertThat(this.receiver.checkIns()).isEmpty();
    }

    /** The SDK is one for the whole JVM, and a context that ends closes it. */
    @Test
    void whatAnotherContextOfThisProcessClosesIsNotClosedHere(CapturedOutput output) {
        this.connected.run(first -> {
            this.connected.run(second -> second.getBean(CronMonitors.class).run("etl_ventas", body -> {}));
            this.receiver.clear();

            first.getBean(CronMonitors.class).run("etl_ventas", body -> {});
            assertThatIllegalStateException()
                    .isThrownBy(() -> first.getBean(CronMonitors.class).run("etl_ventas", body -> {
                        throw new IllegalStateException("falla");
                    }));

            await().untilAsserted(() -> assertThat(this.receiver.checkIns())
                    .extracting(checkIn -> checkIn.path("status").asText())
                    .contains("ok", "error"));
        });
        assertThat(output).doesNotContain("no longer sent");
        assertThat(Sentry.isEnabled()).isFalse();
    }

    /** The context that goes on has the delivery, and the one that ends has none of its own. */
    @Test
    void whatAChildContextClosesIsNotClosedInItsParent(CapturedOutput output) {
        this.connected.run(parent -> {
            this.connected.withParent(parent).run(child -> assertThat(child.getBean(CheckInDelivery.class))
                    .isSameAs(parent.getBean(CheckInDelivery.class)));

            parent.getBean(CronMonitors.class).run("etl_ventas", body -> {});

            await().untilAsserted(() -> assertThat(this.receiver.checkIns())
                    .extracting(checkIn -> checkIn.path("status").asText())
                    .endsWith("ok"));
        });
        assertThat(output).doesNotContain("no longer sent");
    }

    @Test
    void aContextWithoutMonitoringDropsNothingOfOneWithIt(CapturedOutput output) {
        this.connected.run(first -> {
            this.connected
                    .withPropertyValues("fluxion.crons.enabled=false")
                    .run(second -> assertThat(second).hasNotFailed().doesNotHaveBean(CheckInDelivery.class));
            this.receiver.clear();

            first.getBean(CronMonitors.class).run("etl_ventas", body -> {});

            await().untilAsserted(() -> assertThat(this.receiver.checkIns())
                    .extracting(checkIn -> checkIn.path("status").asText())
                    .endsWith("ok"));
        });
        assertThat(output).doesNotContain("no longer sent");
    }

    /** To begin anew the SDK closes for a moment, for all. */
    @Test
    void whatAnotherContextBeginsDropsNothingHere(CapturedOutput output) {
        this.connected.run(first -> {
            List<Boolean> enabled = new ArrayList<>();
            OptionsConfiguration<SentryOptions> beginning = options -> {
                options.setDebug(true);
                options.setLogger(new Beginning(() -> {
                    enabled.add(Sentry.isEnabled());
                    first.getBean(CronMonitors.class).run("etl_ventas", body -> {});
                    await().untilAsserted(() -> assertThat(first.getBean(CheckInDelivery.class)
                                    .statistics()
                                    .delivered())
                            .isPositive());
                }));
            };

            this.connected
                    .withBean("beginning", OptionsConfiguration.class, () -> beginning)
                    .run(second -> {
                        assertThat(second).hasNotFailed();
                        assertThat(enabled).containsExactly(false);
                    });
        });
        assertThat(output).doesNotContain("no longer sent");
    }

    /** Calls while the SDK begins. */
    private record Beginning(Runnable callback) implements ILogger {

        @Override
        public void log(SentryLevel level, String message, Object... arguments) {
            if (message.startsWith("Initializing SDK")) {
                this.callback.run();
            }
        }

        @Override
        public void log(SentryLevel level, String message, Throwable thrown) {}

        @Override
        public void log(SentryLevel level, Throwable thrown, String message, Object... arguments) {}

        @Override
        public boolean isEnabled(SentryLevel level) {
            return true;
        }
    }

    /** What listens to the refresh may throw when jobs run already; Spring stops nothing then, it only destroys. */
    @Test
    void aRunThatAFailedStartCutsOffIsTold() {
        this.connected
                .withPropertyValues(
                        "fluxion.crons.delivery.interrupted=error", "fluxion.crons.delivery.shutdown-timeout=1s")
                .withBean(FailsWithARunOpen.class)
                .run(context -> assertThat(context).hasFailed());

        assertThat(this.receiver.checkIns("etl-ventas"))
                .extracting(checkIn -> checkIn.path("status").asText())
                .containsExactly("in_progress", "error");
    }

    static final class FailsWithARunOpen implements ApplicationListener<ContextRefreshedEvent> {

        private final CronMonitors monitors;

        private final CountDownLatch open = new CountDownLatch(1);

        FailsWithARunOpen(CronMonitors monitors) {
            this.monitors = monitors;
        }

        @Override
        public void onApplicationEvent(ContextRefreshedEvent event) {
            Thread job = new Thread(() -> this.monitors.run("etl_ventas", run -> {
                this.open.countDown();
                while (true) {
                    LockSupport.park(this);
                }
            }));
            job.setDaemon(true);
            job.start();
            await().until(() -> this.open.getCount() == 0);
            throw new IllegalStateException("falla el arranque");
        }
    }

    @Test
    void credentialsNeverLeaveEvenWithPersonalData() {
        this.connected.withPropertyValues("sentry.send-default-pii=true").run(context -> {
            SentryEvent event = new SentryEvent(new IllegalStateException());
            Request request = new Request();
            request.setCookies("SESSION=s3cret");
            request.setHeaders(Map.of(
                    "Authorization", "Bearer s3cret",
                    "X-API-Key", "s3cret",
                    "cookie", "s3cret",
                    "Proxy-Authorization", "s3cret",
                    "Accept", "text/html"));
            event.setRequest(request);
            Breadcrumb breadcrumb = new Breadcrumb();
            breadcrumb.setData("http.response.header.set-cookie", "s3cret");
            Sentry.addBreadcrumb(breadcrumb);
            Sentry.captureEvent(event);
            await().until(() -> !this.receiver.events().isEmpty());
        });
        assertThat(this.receiver.envelopes())
                .noneMatch(envelope -> envelope.text().contains("s3cret"));
        assertThat(this.receiver.events().get(0).at("/request/headers/Accept").asText())
                .isEqualTo("text/html");
    }

    @Test
    void anApplicationMayBringItsOwnDelivery() {
        CheckInDelivery own = new NoDelivery(Destination.DISABLED);
        this.connected.withBean(CheckInDelivery.class, () -> own).run(context -> assertThat(
                        context.getBean(CheckInDelivery.class))
                .isSameAs(own));
    }

    /** The bound is the process's; a build that shares its two cores with others needs some room. */
    private static long slackOfALoadedMachine() {
        return 1000;
    }
}
