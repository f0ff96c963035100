package ai.fluxion.crons.intercept;

import ai.fluxion.crons.CronMonitor;
import ai.fluxion.crons.engine.MonitorConfigurationException;
import ai.fluxion.crons.engine.MonitorConfigurationException.Problem;
import ai.fluxion.crons.engine.MonitorDeclaration;
import ai.fluxion.crons.monitor.MonitorSlug;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.StringUtils;
import org.springframework.util.StringValueResolver;

/**
 * What the annotations of a method say of its monitor: {@link CronMonitor}, and the slug of Sentry's own
 * {@code @SentryCheckIn}, which is known by its name only, since its package differs between the SDK's modules.
 */
final class DeclarationReader {

    private final StringValueResolver resolver;

    DeclarationReader(StringValueResolver resolver) {
        this.resolver = resolver;
    }

    static boolean isMonitor(Method method) {
        return MayDeclare.MONITOR.on(method)
                && (AnnotatedElementUtils.hasAnnotation(method, CronMonitor.class) || sentryCheckIn(method) != null);
    }

    static @Nullable CronMonitor cronMonitor(Method method) {
        return MayDeclare.MONITOR.on(method)
                ? AnnotatedElementUtils.findMergedAnnotation(method, CronMonitor.class)
                : null;
    }

    /**
     * Reads a method.
     *
     * @return what is declared, or {@code null} if nothing is
     * @throws MonitorConfigurationException if an attribute cannot be read
     */
    @Nullable MonitorDeclaration read(Method method) {
        if (!MayDeclare.MONITOR.on(method)) {
            return null;
        }
        CronMonitor monitor = cronMonitor(method);
        String slug = sentrySlug(method);
        if (monitor == null) {
            return slug == null ? null : MonitorDeclaration.ofSentrys(slug, "@SentryCheckIn on " + JobNames.of(method));
        }
        String name = text(monitor.value());
        return new MonitorDeclaration(
                name != null ? name : slug,
                "@CronMonitor on " + JobNames.of(method),
                text(monitor.schedule()),
                text(monitor.timezone()),
                duration(method, "checkinMargin", monitor.checkinMargin()),
                duration(method, "maxRuntime", monitor.maxRuntime()),
                threshold(monitor.failureIssueThreshold()),
                threshold(monitor.recoveryThreshold()),
                text(monitor.owner()),
                text(monitor.description()),
                null,
                null,
                !monitor.key().isEmpty(),
                List.of(),
                slug);
    }

    private @Nullable String sentrySlug(Method method) {
        MergedAnnotation<?> checkIn = sentryCheckIn(method);
        String given = checkIn == null ? null : text(checkIn.getString(MergedAnnotation.VALUE));
        return given == null ? null : MonitorSlug.ofSentrys(given);
    }

    private static @Nullable MergedAnnotation<?> sentryCheckIn(AnnotatedElement method) {
        return MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY).stream()
                .filter(annotation -> isSentryCheckIn(annotation.getType()))
                .findFirst()
                .orElse(null);
    }

    static boolean isSentryCheckIn(Class<?> annotation) {
        String name = annotation.getName();
        return name.startsWith("io.sentry.") && name.endsWith(".SentryCheckIn");
    }

    private @Nullable Duration duration(Method method, String attribute, String value) {
        String text = text(value);
        if (text == null) {
            return null;
        }
        try {
            return DurationStyle.detectAndParse(text, ChronoUnit.MINUTES);
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            throw refused(
                    method,
                    attribute,
                    text,
                    "it is no duration",
                    "Write a duration (15m, 3h, PT90M) or a whole number of minutes.");
        }
    }

    private static @Nullable Integer threshold(int value) {
        return value == 0 ? null : value;
    }

    private @Nullable String text(String value) {
        String resolved = value.isEmpty() ? value : this.resolver.resolveStringValue(value);
        return StringUtils.hasText(resolved) ? resolved.strip() : null;
    }

    static MonitorConfigurationException refused(
            Method method, String attribute, String value, String reason, String remedy) {
        String where = "@CronMonitor(%s) on %s".formatted(attribute, JobNames.of(method));
        return new MonitorConfigurationException(List.of(new Problem(where, value, reason, remedy)));
    }
}
