package ai.fluxion.crons.intercept;

import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.springframework.util.ClassUtils;

/** What jobs are called: {@code package.Class.method}, as their source says it. */
final class JobNames {

    private JobNames() {}

    /** @param type the bean's, which may be a proxy's */
    static String of(Class<?> type, Method method) {
        return ClassUtils.getUserClass(type).getName() + "." + nameOf(method);
    }

    /** The method where it is declared, for messages. */
    static String of(Method method) {
        return of(method.getDeclaringClass(), method);
    }

    /** Kotlin's compiler adds the name of the build's module to that of an internal function. */
    private static String nameOf(Method method) {
        String name = method.getName();
        int module = name.lastIndexOf('$');
        return module > 0 && isKotlins(method.getDeclaringClass()) ? name.substring(0, module) : name;
    }

    private static boolean isKotlins(Class<?> type) {
        return Stream.of(type.getDeclaredAnnotations())
                .anyMatch(one -> one.annotationType().getName().equals("kotlin.Metadata"));
    }
}
