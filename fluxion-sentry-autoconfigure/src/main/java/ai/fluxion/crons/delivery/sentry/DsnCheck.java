package ai.fluxion.crons.delivery.sentry;

import io.sentry.RequestDetailsResolver;
import io.sentry.SentryOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Switches the SDK off where its DSN is none. The SDK itself would end the start of the application, and with it every
 * job, for a typing error in an environment variable.
 *
 * @since 0.1.0
 */
public final class DsnCheck {

    private static final Logger logger = LoggerFactory.getLogger(DsnCheck.class);

    private DsnCheck() {}

    /** Looks at options that the SDK is about to start with. */
    public static void apply(SentryOptions options) {
        String dsn = options.getDsn();
        if (options.isEnabled() && dsn != null && !dsn.isEmpty() && !isReadable(dsn)) {
            logger.warn("sentry.dsn cannot be read as a DSN (https://<key>@<host>/<project>): Sentry is off, neither"
                    + " check-ins nor errors are sent. Jobs and the local view are not affected.");
            options.setEnabled(false);
        }
    }

    /** Whether a DSN is one. */
    public static boolean isReadable(String dsn) {
        try {
            new RequestDetailsResolver(dsn, null).resolve();
            return true;
        } catch (IllegalArgumentException ex) {
            // Its message may quote what should stay secret.
            return false;
        }
    }
}
