package ai.fluxion.crons.delivery;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** Those who wait until nothing more goes out in their time. Safe for concurrent use. */
final class Flushes {

    private final Queue<Flush> waiting = new ConcurrentLinkedQueue<>();

    /**
     * Somebody waits.
     *
     * @param deadline until when, in the dispatcher's nanoseconds
     * @return open until they need not wait any longer
     */
    CountDownLatch add(long deadline) {
        Flush flush = new Flush(deadline, new CountDownLatch(1));
        this.waiting.add(flush);
        return flush.done;
    }

    /**
     * Nothing is on its way: ends the waiting of those whose time is up before more goes out.
     *
     * @param untilNext how long until then, in nanoseconds
     */
    void end(long untilNext, Moment now) {
        this.waiting.removeIf(flush -> {
            boolean ends = untilNext >= flush.deadline - now.nanos();
            if (ends) {
                flush.done.countDown();
            }
            return ends;
        });
    }

    private record Flush(long deadline, CountDownLatch done) {}
}
