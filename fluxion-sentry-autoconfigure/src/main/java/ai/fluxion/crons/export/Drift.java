package ai.fluxion.crons.export;

/**
 * One thing in which infrastructure and application disagree.
 *
 * @param monitor the monitor's slug, or the name in the file where no monitor is meant
 * @param aspect {@code schedule}, {@code timezone}, {@code max-runtime}, {@code disabled}, or {@code unknown}
 * @param elsewhere what the file says
 * @param here what the application says
 * @param explanation what comes of it
 * @since 0.1.0
 */
public record Drift(String monitor, String aspect, String elsewhere, String here, String explanation) {}
