package ai.fluxion.crons.provision;

/**
 * A monitor as Sentry has it.
 *
 * @param slug its slug
 * @param name its name in Sentry
 * @param schedule the crontab, or the interval as in {@code 6 hour}
 * @param timezone the zone of a crontab
 * @param status {@code active} or {@code disabled}
 * @param muted whether its alerts are held back
 * @param ours whether this application made it by provisioning
 * @since 0.1.0
 */
public record RemoteMonitor(
        String slug, String name, String schedule, String timezone, String status, boolean muted, boolean ours) {}
