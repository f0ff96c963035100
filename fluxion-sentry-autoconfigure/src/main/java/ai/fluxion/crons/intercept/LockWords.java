package ai.fluxion.crons.intercept;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a lock says to the running thread: acquired or refused. A job's check-in opens on "acquired"; "refused" makes it a
 * skipped slot. Safe for concurrent use; throws nothing.
 *
 * @since 0.1.0
 */
public final class LockWords {

    private static final ThreadLocal<Deque<Held>> HELD = ThreadLocal.withInitial(ArrayDeque::new);

    private final InterceptedJobs jobs;

    /** @param jobs those that locks speak to */
    public LockWords(InterceptedJobs jobs) {
        this.jobs = jobs;
    }

    /**
     * The calling thread holds the lock now.
     *
     * @return what is to be called when the lock is given back, on any thread
     */
    public Runnable acquired(String lock) {
        Held held = new Held(lock);
        HELD.get().push(held);
        JobExecution execution = JobExecution.awaiting(lock);
        if (execution != null) {
            execution.open();
        }
        return held;
    }

    /** Somebody else holds the lock. What the calling thread was about to do does not happen. */
    public void refused(String lock) {
        JobExecution execution = JobExecution.awaiting(lock);
        if (execution != null) {
            execution.skip();
        } else if (!JobExecution.isUnderway()) {
            this.jobs.skipLockedByScheduler(lock);
        }
    }

    static boolean isHeld(JobLock lock) {
        Deque<Held> held = HELD.get();
        held.removeIf(one -> one.released);
        boolean holds = held.stream().anyMatch(one -> lock.isNamed(one.lock));
        if (held.isEmpty()) {
            HELD.remove();
        }
        return holds;
    }

    /** A lock may be given back by another thread than the one that holds it. */
    private static final class Held implements Runnable {

        private final String lock;

        private final Thread holder = Thread.currentThread();

        private volatile boolean released;

        Held(String lock) {
            this.lock = lock;
        }

        @Override
        public void run() {
            this.released = true;
            if (Thread.currentThread() == this.holder) {
                Deque<Held> held = HELD.get();
                held.remove(this);
                if (held.isEmpty()) {
                    HELD.remove();
                }
            }
        }
    }
}
