package ai.fluxion.crons.intercept;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.Schedules;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils.MethodFilter;

/**
 * The methods of a class whose calls are runs: those that carry {@code @CronMonitor} or Sentry's {@code @SentryCheckIn}
 * and are not scheduled.
 */
final class CallableMonitors {

    private CallableMonitors() {}

    static List<Method> of(Class<?> type) {
        return isWorthALook(type)
                ? new ArrayList<>(
                        MethodIntrospector.selectMethods(type, (MethodFilter) method -> isRunPerCall(method, type)))
                : List.of();
    }

    private static boolean isRunPerCall(Method method, Class<?> type) {
        return !isScheduled(method) && DeclarationReader.isMonitor(method) && !isQuartzs(method, type);
    }

    /** What Quartz executes is a run by its listener already; by name, since Quartz may not be there. */
    private static boolean isQuartzs(Method method, Class<?> type) {
        return method.getName().startsWith("execute")
                && ClassUtils.getAllInterfacesForClassAsSet(type).stream()
                        .anyMatch(contract -> contract.getName().equals("org.quartz.Job"));
    }

    /** Asked of every bean, and so without a search through overridden methods. */
    private static boolean isWorthALook(Class<?> type) {
        for (Class<?> current = type; isApplications(current); current = current.getSuperclass()) {
            for (Method method : current.getDeclaredMethods()) {
                if (MayDeclare.MONITOR.directlyOn(method)) {
                    return true;
                }
            }
            for (Class<?> contract : current.getInterfaces()) {
                if (isApplications(contract) && isWorthALook(contract)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isApplications(@Nullable Class<?> type) {
        return type != null
                && !type.getName().startsWith("java.")
                && !type.getName().startsWith("org.springframework.");
    }

    private static boolean isScheduled(AnnotatedElement method) {
        return AnnotatedElementUtils.hasAnnotation(method, Scheduled.class)
                || AnnotatedElementUtils.hasAnnotation(method, Schedules.class);
    }
}
