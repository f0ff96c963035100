package ai.fluxion.crons.export;

import ai.fluxion.crons.monitor.MonitorDefinition;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;

/** A CronJob that never overlaps itself, starts within the margin, and ends by the maximum runtime. */
final class KubernetesTemplate {

    private static final String CRON_JOB =
            """
            apiVersion: batch/v1
            kind: CronJob
            metadata:
              name: %s
              labels:
                app.kubernetes.io/name: %s
            spec:
              schedule: %s
              timeZone: %s
              concurrencyPolicy: Forbid
              startingDeadlineSeconds: %s
              successfulJobsHistoryLimit: 1
              failedJobsHistoryLimit: 3
              jobTemplate:
                spec:
                  activeDeadlineSeconds: %s
                  backoffLimit: 0
                  template:
                    spec:
                      restartPolicy: Never
                      terminationGracePeriodSeconds: %s
                      containers:
                        - name: %s
                          image: %s
                          env:
                            - name: FLUXION_CRONS_TASK_MONITOR
                              value: %s
                            - name: SPRING_MAIN_WEB_APPLICATION_TYPE
                              value: "none"
                            - name: SENTRY_DSN
                              valueFrom:
                                secretKeyRef:
                                  name: %s
                                  key: sentry-dsn
            """;

    private KubernetesTemplate() {}

    static String render(MonitorDefinition definition, TemplateSettings settings, Instant now) {
        ExternalExpression expression = ExternalExpression.kubernetes(definition, now);
        ZoneId zone = Objects.requireNonNull(expression.zone());
        String task = JsonText.quoted(settings.taskDefinition());
        return CRON_JOB.formatted(
                // YAML reads off, 1e3 and 2026-11-23 as something else.
                JsonText.quoted(definition.slug().replace('_', '-')),
                task,
                JsonText.quoted(expression.text()),
                JsonText.quoted(zone.getId().equals("Z") ? "Etc/UTC" : zone.getId()),
                definition.settings().checkinMargin().toSeconds(),
                definition.settings().maxRuntime().toSeconds(),
                settings.stopSeconds(),
                task,
                JsonText.quoted(settings.image()),
                JsonText.quoted(definition.name()),
                task);
    }
}
