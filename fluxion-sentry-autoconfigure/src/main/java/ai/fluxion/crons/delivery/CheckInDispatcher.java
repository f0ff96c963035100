package ai.fluxion.crons.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands check-ins over from the threads of jobs to a sender, on one thread of its own that the first check-in starts. A
 * job's thread appends to a queue and goes on. Bounded: what has no room is counted, not kept.
 *
 * @since 0.1.0
 */
public final class CheckInDispatcher implements CheckInDelivery, AutoCloseable {

    /** So many may wait for this thread before a job's thread sorts them in itself. */
    private static final int INBOX = 8_192;

    /**
     * How long check-ins may gather after some came, until the thread looks again by itself. While jobs go on running none
     * of them wakes it: that would cost the job more than the rest of its check-in.
     */
    private static final Duration GATHER = Duration.ofMillis(5);

    private final CheckInSender sender;

    private final Clock clock;

    private final LongSupplier ticker;

    private final OutageLog log = new OutageLog();

    private final Queue<CheckInMessage> inbox = new ConcurrentLinkedQueue<>();

    private final AtomicInteger inboxSize = new AtomicInteger();

    private final Queue<Result> results = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean parked = new AtomicBoolean();

    /** Guards the outbox; held for computing only, never while something waits for the network. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Outbox outbox;

    private final Attempts attempts;

    private volatile @Nullable Thread worker;

    private volatile boolean closed;

    private final Flushes flushes = new Flushes();

    private long madeBefore;

    private final Gathering gathering = new Gathering(GATHER, INBOX);

    /** For how long check-ins may gather: not at all if none came since the turn before. */
    private long gather;

    /**
     * A dispatcher on the system's ticker.
     *
     * @param sender where check-ins go
     * @param capacity how many may wait, at least 1
     * @param timeout how long Sentry may take to answer
     * @param clock by which news is true or not
     */
    public CheckInDispatcher(CheckInSender sender, int capacity, Duration timeout, Clock clock) {
        this(sender, capacity, timeout, clock, System::nanoTime);
    }

    CheckInDispatcher(CheckInSender sender, int capacity, Duration timeout, Clock clock, LongSupplier ticker) {
        this.sender = sender;
        this.clock = clock;
        this.ticker = ticker;
        this.outbox =
                new Outbox(capacity, new Gate(() -> ThreadLocalRandom.current().nextDouble()));
        // A sender gives up by itself; this is for what keeps it from that, like an answer of a byte every second.
        long patience = timeout.multipliedBy(3).toNanos();
        this.attempts = new Attempts(this.outbox, sender, this.log, patience);
    }

    @Override
    public void submit(CheckInMessage message) {
        this.inbox.add(message);
        if (this.inboxSize.incrementAndGet() >= INBOX) {
            sortIn();
        }
        if (!this.closed) {
            wake();
        }
    }

    @Override
    public DeliveryStatistics statistics() {
        this.lock.lock();
        try {
            takeIn();
            return this.outbox.statistics(this.sender.destination());
        } finally {
            this.lock.unlock();
        }
    }

    @Override
    public void flush(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        Thread thread = this.worker;
        if (thread != null && !this.closed) {
            CountDownLatch done = hurry(this.ticker.getAsLong() + atMost.toNanos());
            LockSupport.unpark(thread);
            try {
                done.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        }
        this.sender.drain(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }

    /** Ends it without waiting for anything: what is still here is dropped. Again: nothing. */
    @Override
    public void close() {
        if (this.closed) {
            return;
        }
        this.closed = true;
        DeliveryStatistics last = statistics();
        Thread thread = this.worker;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
        this.sender.close();
        this.log.ended(last);
    }

    private CountDownLatch hurry(long deadline) {
        this.lock.lock();
        try {
            takeIn();
            this.outbox.gate().hurry(now());
            return this.flushes.add(deadline);
        } finally {
            this.lock.unlock();
        }
    }

    /** A burst is sorted in by those who make it, so that it coalesces instead of piling up. */
    private void sortIn() {
        if (this.lock.tryLock()) {
            try {
                takeIn();
            } finally {
                this.lock.unlock();
            }
        }
    }

    private void wake() {
        Thread thread = this.worker;
        if (thread == null) {
            start();
        } else if (this.parked.get() && this.parked.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
    }

    private void start() {
        this.lock.lock();
        try {
            if (this.worker == null && !this.closed) {
                Thread thread = DaemonThreads.named("delivery").newThread(this::work);
                thread.start();
                this.worker = thread;
            }
        } catch (OutOfMemoryError ex) {
            // No thread to be had; the next check-in tries again.
            this.log.failed(ex);
        } finally {
            this.lock.unlock();
        }
    }

    private void work() {
        while (!this.closed) {
            try {
                park(turn());
            } catch (Throwable ex) {
                // A transport in Kotlin declares nothing; and no other thread would come.
                this.log.failed(ex);
                park(Attempts.SWEEP);
            }
        }
    }

    private void park(long pause) {
        if (this.gather > 0 && pause > 0 && this.results.isEmpty() && !this.closed) {
            LockSupport.parkNanos(this, Math.min(pause, this.gather));
            return;
        }
        this.parked.set(true);
        if (pause > 0 && this.inbox.isEmpty() && this.results.isEmpty() && !this.closed) {
            LockSupport.parkNanos(this, pause);
        }
        this.parked.set(false);
    }

    /** Does what can be done now, and tells for how long there is nothing more. */
    private long turn() {
        List<Dispatch> overdue;
        List<Dispatch> batch;
        long pause;
        this.lock.lock();
        try {
            takeIn();
            Moment now = now();
            this.log.destination(this.sender.destination(), this.outbox);
            overdue = this.attempts.overdue(now);
            batch = this.attempts.begin(now);
            this.log.observe(this.outbox, now);
            pause = this.attempts.pause(now, this.flushes);
            long made = this.outbox.tally().all();
            long nanos = this.gathering.next(made - this.madeBefore, now.nanos());
            this.gather = made > this.madeBefore ? nanos : 0;
            this.madeBefore = made;
        } finally {
            this.lock.unlock();
        }
        overdue.forEach(dispatch -> dispatch.abandonment.run());
        batch.forEach(this::send);
        this.log.flush();
        return pause;
    }

    private void send(Dispatch dispatch) {
        try {
            dispatch.abandonment = this.sender.send(dispatch.message, result -> {
                this.results.add(new Result(dispatch, result));
                // Also while check-ins gather: its place is free for the next. By no thread of a job.
                LockSupport.unpark(this.worker);
            });
        } catch (Exception | LinkageError ex) {
            this.results.add(new Result(dispatch, SendResult.lost(ex.toString())));
        }
    }

    private void takeIn() {
        Moment now = now();
        for (Result result = this.results.poll(); result != null; result = this.results.poll()) {
            this.log.result(result.result());
            this.outbox.settle(result.dispatch(), result.result(), now);
        }
        for (CheckInMessage message = this.inbox.poll(); message != null; message = this.inbox.poll()) {
            this.inboxSize.decrementAndGet();
            this.outbox.accept(message, now);
        }
        if (this.closed) {
            this.outbox.giveUp();
        }
    }

    private Moment now() {
        return Moment.of(this.ticker, this.clock);
    }

    private record Result(Dispatch dispatch, SendResult result) {}
}
