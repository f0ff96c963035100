package ai.fluxion.crons.export;

import java.time.Duration;

/**
 * What a template says besides the monitor.
 *
 * @param cluster the ECS cluster
 * @param taskDefinition the ECS task definition's family
 * @param region the AWS region
 * @param account the AWS account, 12 digits
 * @param image the container's image
 * @param shutdownTimeout how long the process takes to settle its run when it is stopped; platforms wait longer
 * @since 0.1.0
 */
public record TemplateSettings(
        String cluster, String taskDefinition, String region, String account, String image, Duration shutdownTimeout) {

    /** The names of the KLK system; the account is the one of AWS's own documentation. */
    public static final TemplateSettings DEFAULTS = new TemplateSettings(
            "fluxion", "fluxion-etl", "us-east-1", "123456789012", "fluxion-etl:latest", Duration.ofSeconds(5));

    private static final long MAX_STOP_SECONDS = 120;

    public TemplateSettings {
        if (!account.matches("[0-9]{12}")) {
            throw new IllegalArgumentException("An AWS account has 12 digits, '%s' has not".formatted(account));
        }
    }

    /** Above the shutdown timeout, so that the last check-in leaves; ECS knows no more than two minutes. */
    long stopSeconds() {
        return Math.min(MAX_STOP_SECONDS, Math.max(30, this.shutdownTimeout.toSeconds() * 2 + 10));
    }

    String arn(String service, String resource) {
        return "arn:aws:%s:%s:%s:%s".formatted(service, this.region, this.account, resource);
    }

    String role(String name) {
        return "arn:aws:iam::%s:role/%s".formatted(this.account, name);
    }

    String secret() {
        return arn("secretsmanager", "secret:" + this.taskDefinition + "/sentry-dsn");
    }
}
