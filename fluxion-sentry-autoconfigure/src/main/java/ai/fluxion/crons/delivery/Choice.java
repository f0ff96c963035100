package ai.fluxion.crons.delivery;

import ai.fluxion.crons.delivery.Tally.Fate;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The next of a lane to leave. */
final class Choice {

    private final Lane lane;

    private final Moment now;

    private final BiConsumer<Entry, Fate> discard;

    private long pause = Long.MAX_VALUE;

    /** @param discard told of what is not to leave at all */
    Choice(Lane lane, Moment now, BiConsumer<Entry, Fate> discard) {
        this.lane = lane;
        this.now = now;
        this.discard = discard;
    }

    /** How long nothing can come of it; {@link Long#MAX_VALUE} if nothing waits. */
    long pause() {
        return this.pause;
    }

    @Nullable Entry close() {
        for (Entry close = this.lane.firstClose(); close != null; close = this.lane.firstClose()) {
            if (isGone(close)) {
                continue;
            }
            boolean news = this.lane.isNews(close, this.now);
            if (!news && !this.lane.budget.permits(false, this.now)) {
                this.discard.accept(close, Fate.THINNED);
                continue;
            }
            return unlessItMustWait(close, news);
        }
        return null;
    }

    @Nullable Entry start() {
        for (Entry start = this.lane.firstStart(); start != null; start = this.lane.firstStart()) {
            if (!isGone(start)) {
                return unlessItMustWait(start, false);
            }
        }
        return null;
    }

    private boolean isGone(Entry entry) {
        if (!entry.isTrueAt(this.now)) {
            this.discard.accept(entry, entry.refusals > 0 ? Fate.FAILED : Fate.EXPIRED);
            return true;
        }
        if (entry.refusals > 0 && this.lane.isOvertaken(entry)) {
            this.discard.accept(entry, Fate.FAILED);
            return true;
        }
        return false;
    }

    private @Nullable Entry unlessItMustWait(Entry entry, boolean news) {
        if (entry.refusals > 0 && !this.now.reached(entry.notBefore)) {
            this.pause = entry.notBefore - this.now.nanos();
            return null;
        }
        if (!this.lane.budget.permits(news, this.now)) {
            this.pause = this.lane.budget.opensAt(news) - this.now.nanos();
            return null;
        }
        return entry;
    }
}
