package ai.fluxion.crons.intercept;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.core.KotlinDetector;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.ClassUtils;

/** Which methods return what somebody subscribes to later. Names no class of Reactor, which may be absent. */
final class ReactiveTypes {

    private static final boolean PRESENT =
            ClassUtils.isPresent("reactor.core.publisher.MonoOperator", ReactiveTypes.class.getClassLoader());

    private ReactiveTypes() {}

    static boolean isReactive(Method method) {
        return PRESENT && (KotlinDetector.isSuspendingFunction(method) || adapter(method.getReturnType()) != null);
    }

    static @Nullable ReactiveAdapter adapter(Class<?> type) {
        ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(type);
        return adapter != null && adapter.getDescriptor().isDeferred() ? adapter : null;
    }
}
