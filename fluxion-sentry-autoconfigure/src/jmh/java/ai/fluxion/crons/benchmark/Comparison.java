package ai.fluxion.crons.benchmark;

import ai.fluxion.crons.CronMonitors;
import ai.fluxion.crons.autoconfigure.CronsAutoConfiguration;
import ai.fluxion.crons.autoconfigure.SentryDeliveryAutoConfiguration;
import ai.fluxion.crons.delivery.CheckInDelivery;
import ai.fluxion.crons.testing.EnvelopeReceiver;
import io.sentry.ITransportFactory;
import io.sentry.ScopesAdapter;
import io.sentry.spring.boot.jakarta.SentryAutoConfiguration;
import io.sentry.spring.jakarta.checkin.SentryCheckIn;
import io.sentry.spring.jakarta.checkin.SentryCheckInAdvice;
import io.sentry.transport.NoOpTransport;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.aopalliance.aop.Advice;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What both sides of the comparison are measured with: an application, a job of the SDK's, waiting, and a row of the table. */
final class Comparison {

    private static final String ROW = "%-52s %18s %18s %8s%n";

    /** A job of the SDK's. */
    public static class SdkJob {

        @SentryCheckIn("sdk-job")
        public void run() {}
    }

    private Comparison() {}

    static void head() {
        System.out.printf("%n" + ROW, "", "@SentryCheckIn", "fluxion", "ratio");
    }

    static void row(String what, double sdk) {
        System.out.printf(ROW, what, String.format(Locale.ROOT, "%.0f", sdk), "-", "-");
    }

    static void row(String what, double sdk, double ours) {
        System.out.printf(
                ROW,
                what,
                String.format(Locale.ROOT, "%.0f", sdk),
                String.format(Locale.ROOT, "%.0f", ours),
                sdk == 0 ? "-" : String.format(Locale.ROOT, "%.2f", ours / sdk));
    }

    static void with(EnvelopeReceiver receiver, boolean http, Consumer<CronMonitors> work) {
        ApplicationContextRunner application = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        CronsAutoConfiguration.class,
                        SentryDeliveryAutoConfiguration.class,
                        SentryAutoConfiguration.class))
                .withPropertyValues(
                        "sentry.dsn=" + receiver.dsn(),
                        "fluxion.crons.monitors.job.schedule=0 0 2 * * *",
                        "fluxion.crons.max-monitors=10000",
                        "fluxion.crons.max-keys=10000");
        if (!http) {
            application = application.withBean(
                    ITransportFactory.class, () -> (options, request) -> NoOpTransport.getInstance());
        }
        application.run(context -> {
            work.accept(context.getBean(CronMonitors.class));
            context.getBean(CheckInDelivery.class).statistics();
        });
    }

    static SdkJob sdkJob() {
        ProxyFactory proxy = new ProxyFactory(new SdkJob());
        proxy.addAdvice((Advice) new SentryCheckInAdvice(ScopesAdapter.getInstance()));
        proxy.setProxyTargetClass(true);
        return (SdkJob) proxy.getProxy();
    }

    /** Runs that told their end. The SDK's are all of one monitor. */
    static long ends(EnvelopeReceiver receiver) {
        Set<String> ends = new HashSet<>();
        receiver.checkIns().stream()
                .filter(checkIn -> checkIn.path("status").asText().equals("ok"))
                .forEach(checkIn -> ends.add(checkIn.path("check_in_id").asText()));
        return ends.size();
    }

    /** Waits for a number, and tells when it grew last. */
    static long await(LongSupplier number, long target, long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long last = System.nanoTime();
        long before = -1;
        while (before < target && System.nanoTime() < end) {
            long now = number.getAsLong();
            if (now > before) {
                before = now;
                last = System.nanoTime();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return last;
    }

}
