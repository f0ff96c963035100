package ai.fluxion.crons.delivery.sentry;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An application context's use of the SDK, which is one for the whole JVM: the start of another context closes it for a
 * moment, the end of one for good. To be made before the context starts the SDK. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class SdkUse implements AutoCloseable {

    private static final Set<SdkUse> ALL = ConcurrentHashMap.newKeySet();

    private volatile boolean shared;

    /** Begins one. */
    public SdkUse() {
        synchronized (ALL) {
            this.shared = !ALL.isEmpty();
            ALL.forEach(other -> other.shared = true);
            ALL.add(this);
        }
    }

    /** Whether there has been another one at the same time: then that the SDK is closed is no word of this context's. */
    boolean isShared() {
        return this.shared;
    }

    /** The context ends. Again: nothing. */
    @Override
    public void close() {
        ALL.remove(this);
    }
}
