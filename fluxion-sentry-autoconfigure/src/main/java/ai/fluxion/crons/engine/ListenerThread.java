package ai.fluxion.crons.engine;

import ai.fluxion.crons.delivery.DaemonThreads;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorEffect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners what happened, by one private thread that comes with the first news. Safe for concurrent use. */
final class ListenerThread {

    private static final Logger logger = LoggerFactory.getLogger(ListenerThread.class);

    private static final int CAPACITY = 100_000;

    private final List<MonitorListener> listeners;

    private final AtomicLong dropped = new AtomicLong();

    private final ThreadFactory threads;

    private volatile ThreadPoolExecutor thread;

    ListenerThread(List<MonitorListener> listeners) {
        this(listeners, DaemonThreads.named("events"));
    }

    ListenerThread(List<MonitorListener> listeners, ThreadFactory threads) {
        this.listeners = List.copyOf(listeners);
        this.threads = threads;
        this.thread = newThread();
    }

    private ThreadPoolExecutor newThread() {
        ThreadPoolExecutor created =
                new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(CAPACITY), this.threads);
        created.allowCoreThreadTimeOut(true);
        return created;
    }

    /** Tells again, after a stop. */
    void start() {
        if (this.thread.isShutdown()) {
            this.thread = newThread();
        }
    }

    /** Hands over what happened to a monitor. Neither blocks nor throws. */
    void tell(MonitorDefinition monitor, List<MonitorEffect> effects) {
        if (!effects.isEmpty() && !this.listeners.isEmpty()) {
            add(() -> effects.forEach(effect -> each(listener -> tell(listener, monitor, effect))));
        }
    }

    /** Hands over any other news. */
    void tell(Call call) {
        add(() -> each(call));
    }

    private void add(Runnable news) {
        ThreadPoolExecutor telling = this.thread;
        if (telling.isShutdown()) {
            return;
        }
        if (!telling.getQueue().offer(news)) {
            if (this.dropped.getAndIncrement() == 0) {
                logger.warn("A listener is slower than its monitors: news to listeners are dropped");
            }
            return;
        }
        try {
            telling.prestartCoreThread();
        } catch (OutOfMemoryError ex) {
            // No thread to be had; the next news tries again, and has this told before it.
        }
    }

    /** Tells what is there for a while, and then no more. Does not interrupt a listener: what it is at is the application's. */
    void stop(Duration timeout) {
        ThreadPoolExecutor stopped = this.thread;
        stopped.shutdown();
        try {
            stopped.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        stopped.getQueue().clear();
    }

    private void each(Call call) {
        for (MonitorListener listener : this.listeners) {
            try {
                call.to(listener);
            } catch (Throwable ex) {
                logger.warn(listener.getClass().getName() + " failed; monitoring goes on", ex);
            }
        }
    }

    private static void tell(MonitorListener listener, MonitorDefinition monitor, MonitorEffect effect) {
        if (effect instanceof MonitorEffect.Recorded one) {
            listener.recorded(monitor, one.checkIn());
        } else if (effect instanceof MonitorEffect.Missed one) {
            listener.missed(monitor, one.checkIn());
        } else if (effect instanceof MonitorEffect.TimedOut one) {
            listener.timedOut(monitor, one.checkIn());
        } else if (effect instanceof MonitorEffect.IncidentOpened one) {
            listener.incidentOpened(monitor, one.incident(), one.checkIn());
        } else if (effect instanceof MonitorEffect.IncidentResolved one) {
            listener.incidentResolved(monitor, one.incident(), one.checkIn());
        } else if (effect instanceof MonitorEffect.NeverReported one) {
            listener.neverReported(monitor, one.checkIn());
        }
    }

    /** Says something to a listener. */
    @FunctionalInterface
    interface Call {

        void to(MonitorListener listener);
    }
}
