package ai.fluxion.crons.intercept;

import io.micrometer.observation.ObservationRegistry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.config.CronTask;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.FixedRateTask;
import org.springframework.scheduling.config.OneTimeTask;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.scheduling.support.CronTrigger;
import org.springframework.util.function.SingletonSupplier;

/**
 * The registrar of our processor: where a reactive method's task passes, it learns which job it is, and while it
 * subscribes it observes with a registry that tells us of each subscription.
 */
final class MonitoringTaskRegistrar extends ScheduledTaskRegistrar {

    private final SingletonSupplier<RunObservations> observing =
            SingletonSupplier.of(() -> new RunObservations(context -> null));

    private final ThreadLocal<@Nullable Supplier<ReactiveExecutions>> expected = new ThreadLocal<>();

    /** The next task that this thread registers is a reactive method's. */
    void expectReactive(Supplier<ReactiveExecutions> executions) {
        this.expected.set(executions);
    }

    void expectNothing() {
        this.expected.remove();
    }

    /** What the user gave. */
    ObservationRegistry observations() {
        ObservationRegistry users = super.getObservationRegistry();
        return users != null ? users : ObservationRegistry.NOOP;
    }

    @Override
    public ObservationRegistry getObservationRegistry() {
        ReactiveExecutions.Subscribing subscribing = ReactiveExecutions.subscribing();
        return subscribing == null
                ? observations()
                : this.observing.obtain().registryFor(observations(), subscribing.sampleContext());
    }

    @Override
    public @Nullable ScheduledTask scheduleCronTask(CronTask task) {
        ReactiveExecutions reactive = expected();
        return super.scheduleCronTask(
                reactive == null
                        ? task
                        : new CronTask(reactive.around(task.getRunnable()), (CronTrigger) task.getTrigger()));
    }

    @Override
    public @Nullable ScheduledTask scheduleFixedRateTask(FixedRateTask task) {
        ReactiveExecutions reactive = expected();
        return super.scheduleFixedRateTask(
                reactive == null
                        ? task
                        : new FixedRateTask(
                                reactive.around(task.getRunnable()),
                                task.getIntervalDuration(),
                                task.getInitialDelayDuration()));
    }

    @Override
    public @Nullable ScheduledTask scheduleFixedDelayTask(FixedDelayTask task) {
        ReactiveExecutions reactive = expected();
        return super.scheduleFixedDelayTask(
                reactive == null
                        ? task
                        : new FixedDelayTask(
                                reactive.around(task.getRunnable()),
                                task.getIntervalDuration(),
                                task.getInitialDelayDuration()));
    }

    @Override
    public @Nullable ScheduledTask scheduleOneTimeTask(OneTimeTask task) {
        ReactiveExecutions reactive = expected();
        return super.scheduleOneTimeTask(
                reactive == null
                        ? task
                        : new OneTimeTask(reactive.around(task.getRunnable()), task.getInitialDelayDuration()));
    }

    private @Nullable ReactiveExecutions expected() {
        Supplier<ReactiveExecutions> supplier = this.expected.get();
        return supplier == null ? null : supplier.get();
    }
}
