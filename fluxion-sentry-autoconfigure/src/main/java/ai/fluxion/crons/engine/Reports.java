package ai.fluxion.crons.engine;

import ai.fluxion.crons.delivery.DaemonThreads;
import ai.fluxion.crons.delivery.Gathering;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorEvent;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs reported and no state knows yet, in the order of the reports. A job's thread adds and goes on; a private
 * thread takes in, or before it whoever wants to know a state. Safe for concurrent use.
 */
final class Reports {

    private static final Logger logger = LoggerFactory.getLogger(Reports.class);

    /** So many may wait until the threads of jobs take them in themselves, if nobody else does. */
    private static final int MANY = 8_192;

    /** So many, and one a thread, may wait in any case. */
    private static final int MOST = 4 * MANY;

    /**
     * How long the thread lets reports gather before it looks again by itself. While jobs go on reporting none of them
     * wakes it: that would cost the job more than the rest of its run.
     */
    private static final Duration GATHER = Duration.ofMillis(10);

    private final Queue<Report> waiting = new ConcurrentLinkedQueue<>();

    private final AtomicInteger size = new AtomicInteger();

    private final AtomicBoolean called = new AtomicBoolean();

    private final ReentrantLock lock = new ReentrantLock();

    private final BiConsumer<MonitorDefinition, MonitorEvent> states;

    private final Runnable work = this::work;

    private volatile ThreadPoolExecutor thread;

    /** @param states takes one report after the other, and throws nothing */
    Reports(BiConsumer<MonitorDefinition, MonitorEvent> states) {
        this.states = states;
        this.thread = newThread();
    }

    private static ThreadPoolExecutor newThread() {
        // It outlives most pauses between runs: to start one costs more than a run should.
        ThreadPoolExecutor created = new ThreadPoolExecutor(
                1,
                1,
                5,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(),
                DaemonThreads.named("states"),
                // After the end whoever asks takes in.
                new ThreadPoolExecutor.DiscardPolicy());
        created.allowCoreThreadTimeOut(true);
        return created;
    }

    /** Takes in by itself again, after a stop. */
    void start() {
        if (this.thread.isShutdown()) {
            this.thread = newThread();
            // Whoever was called while it was stopped did not come.
            this.called.set(true);
            call();
        }
    }

    /** Hands over. Neither blocks nor throws. */
    void add(MonitorDefinition monitor, MonitorEvent event) {
        // Counted before it is there, so that what is there is counted.
        int count = this.size.incrementAndGet();
        this.waiting.add(new Report(monitor, event));
        if (count >= MOST) {
            takeIn();
        } else if (count >= MANY && this.lock.tryLock()) {
            drain();
        } else if (!this.called.get() && this.called.compareAndSet(false, true)) {
            call();
        }
    }

    /** Takes in what was added before. */
    void takeIn() {
        this.lock.lock();
        drain();
    }

    /** Takes in, and from now on only if asked. */
    void stop() {
        this.thread.shutdown();
        takeIn();
    }

    private void call() {
        try {
            this.thread.execute(this.work);
        } catch (OutOfMemoryError ex) {
            // No thread to be had; the next report tries again.
            this.called.set(false);
        }
    }

    private void work() {
        try {
            Gathering gathering = new Gathering(GATHER, MANY);
            int came;
            do {
                came = this.size.get();
                takeIn();
            } while (!this.thread.isShutdown() && hasGathered(gathering.next(came, System.nanoTime())));
        } catch (Throwable ex) {
            // For want of memory, say: the next report calls it again.
            this.called.set(false);
            logger.warn("Reports were not taken in; the next ones are", ex);
        }
    }

    private boolean hasGathered(long nanos) {
        LockSupport.parkNanos(this, nanos);
        if (this.size.get() > 0) {
            return true;
        }
        this.called.set(false);
        // What came just before saw this thread as called, and did not call it.
        return this.size.get() > 0 && this.called.compareAndSet(false, true);
    }

    private void drain() {
        try {
            // Not until it is empty: jobs that never cease to report must not hold up whoever asks.
            for (int left = this.size.get(); left > 0; left--) {
                Report report = this.waiting.poll();
                if (report == null) {
                    return;
                }
                this.size.decrementAndGet();
                this.states.accept(report.monitor(), report.event());
            }
        } finally {
            this.lock.unlock();
        }
    }

    private record Report(MonitorDefinition monitor, MonitorEvent event) {}
}
