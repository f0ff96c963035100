package ai.fluxion.crons.intercept.task;

import ai.fluxion.crons.engine.ActiveRun;
import ai.fluxion.crons.engine.MonitorRegistry;
import ai.fluxion.crons.engine.RunEngine;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryInitializer;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.ExitCodeEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/**
 * Makes this process one run of a monitor. The run opens before the application's own beans come to be, and ends when the
 * context closes: well if the application became ready and nobody said an exit code other than 0 ({@code
 * SpringApplication.exit}), sent a signal or let {@code main} throw. A context that fails ends it too. The process's own exit code and the time
 * that it takes to exit stay what they are.
 *
 * @since 0.1.0
 */
public final class TaskRun
        implements BeanFactoryInitializer<ListableBeanFactory>,
                ApplicationListener<ApplicationEvent>,
                ApplicationContextAware,
                SmartLifecycle,
                DisposableBean,
                Ordered {

    private static final Logger logger = LoggerFactory.getLogger(TaskRun.class);

    private static final long PATIENCE_MILLIS = 300;

    private final String monitor;

    private final @Nullable RunEngine engine;

    private final CompletableFuture<Map<String, String>> surroundings;

    private final Runnable lastWord;

    private final int phase;

    private @Nullable ApplicationContext context;

    private volatile @Nullable ActiveRun run;

    private volatile CompletableFuture<Void> tagged = CompletableFuture.completedFuture(null);

    private volatile boolean ready;

    private volatile boolean running;

    /**
     * @param monitor the monitor's name
     * @param engine opens the run
     * @param surroundings tags that tell where the process runs; the end waits for late ones a moment only
     * @param lastWord sends what waits, within the shutdown timeout: for a context that fails before the engine has begun
     * @param phase above the engine's, which sends what waits when it stops, and takes the runs that are open then for cut off
     */
    public TaskRun(
            String monitor,
            RunEngine engine,
            CompletableFuture<Map<String, String>> surroundings,
            Runnable lastWord,
            int phase) {
        this(surroundings, monitor, engine, lastWord, phase);
    }

    private TaskRun(
            CompletableFuture<Map<String, String>> surroundings,
            String monitor,
            @Nullable RunEngine engine,
            Runnable lastWord,
            int phase) {
        this.monitor = monitor;
        this.engine = engine;
        this.surroundings = surroundings;
        this.lastWord = lastWord;
        this.phase = phase;
    }

    /** Of a process that is no run: it does nothing. */
    public static TaskRun none() {
        return new TaskRun(CompletableFuture.completedFuture(Map.of()), "", null, () -> {}, DEFAULT_PHASE);
    }

    @Override
    public void setApplicationContext(ApplicationContext applicationContext) {
        this.context = applicationContext;
    }

    /** Hears of the end before others, which it may make slow. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public void initialize(ListableBeanFactory beans) {
        if (this.engine == null) {
            return;
        }
        try {
            this.run = open(this.engine, beans);
            watch(Thread.currentThread());
        } catch (RuntimeException failure) {
            logger.warn("This process is not reported as a run of '{}'", this.monitor, failure);
        }
    }

    /** What {@code main} throws once the application is ready ends the process as well, and is told to nobody else. */
    private void watch(Thread starting) {
        Thread.UncaughtExceptionHandler others = starting.getUncaughtExceptionHandler();
        starting.setUncaughtExceptionHandler((thread, thrown) -> {
            ActiveRun open = this.run;
            if (open != null) {
                open.fail(thrown);
            }
            others.uncaughtException(thread, thrown);
        });
    }

    private ActiveRun open(RunEngine runs, BeanFactory beans) {
        ActiveRun opened = runs.open(beans.getBean(MonitorRegistry.class).named(this.monitor), null);
        this.tagged = this.surroundings.thenAccept(tags -> tags.forEach(opened::tag));
        return opened;
    }

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        if (event instanceof ExitCodeEvent exit) {
            if (exit.getExitCode() != 0) {
                fail("exit code " + exit.getExitCode());
            }
        } else if (event instanceof ApplicationFailedEvent failed) {
            end(failed.getException());
        } else if (event instanceof ApplicationReadyEvent becameReady) {
            this.ready |= becameReady.getApplicationContext() == this.context;
        } else if (event instanceof ContextClosedEvent closed && closed.getApplicationContext() == this.context) {
            close();
        }
    }

    private void close() {
        String signal = Signals.received();
        if (signal != null) {
            fail("interrupted (%s)".formatted(signal));
        } else if (!this.ready) {
            fail("the process ended before its work was done");
        }
        end(null);
    }

    @Override
    public void start() {
        this.running = true;
    }

    /** Before all was ready: something that starts later has failed to. */
    @Override
    public void stop() {
        this.running = false;
        if (!this.ready) {
            failToStart();
        }
    }

    @Override
    public boolean isRunning() {
        return this.running;
    }

    @Override
    public int getPhase() {
        return this.phase;
    }

    /** Without a word before: the context never came to be. */
    @Override
    public void destroy() {
        if (this.run != null) {
            failToStart();
            if (!this.running) {
                this.lastWord.run();
            }
        }
    }

    private void failToStart() {
        fail("the application did not start");
        end(null);
    }

    private void fail(String reason) {
        ActiveRun open = this.run;
        if (open != null) {
            open.fail(reason);
        }
    }

    private void end(@Nullable Throwable failure) {
        ActiveRun open = this.run;
        this.run = null;
        if (open != null) {
            awaitSurroundings();
            open.end(failure);
        }
    }

    /** A process may be over before its surroundings have answered. */
    private void awaitSurroundings() {
        try {
            this.tagged.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException unknown) {
            logger.debug("Where this process runs is not known", unknown);
        }
    }
}
