package ai.fluxion.crons.intercept;

import ai.fluxion.crons.CronMonitor;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.function.Predicate;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * Whether a search for annotations through overridden methods and annotations of annotations could find one at all. Asked
 * of every job and of every annotated method of every bean, where the search itself is what a start can feel; what an
 * annotation leads to is remembered by its class. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class MayDeclare {

    /** {@code @CronMonitor}, or Sentry's {@code @SentryCheckIn}. */
    static final MayDeclare MONITOR =
            new MayDeclare(type -> type == CronMonitor.class || DeclarationReader.isSentryCheckIn(type));

    private final ClassValue<Boolean> leads;

    /**
     * @param wanted the annotations that are searched for
     */
    public MayDeclare(Predicate<Class<?>> wanted) {
        this.leads = new ClassValue<>() {

            @Override
            protected Boolean computeValue(Class<?> annotation) {
                return wanted.test(annotation)
                        || MergedAnnotations.from(annotation).stream()
                                .map(MergedAnnotation::getType)
                                .anyMatch(wanted);
            }
        };
    }

    /** Whether it may be on a method or on one that it overrides. */
    public boolean on(Method method) {
        Class<?> type = method.getDeclaringClass();
        boolean mayOverride =
                type.isInterface() || type.getSuperclass() != Object.class || type.getInterfaces().length > 0;
        return mayOverride || directlyOn(method);
    }

    /** Whether it may be on an element itself. */
    boolean directlyOn(AnnotatedElement element) {
        for (Annotation annotation : element.getDeclaredAnnotations()) {
            if (this.leads.get(annotation.annotationType())) {
                return true;
            }
        }
        return false;
    }
}
