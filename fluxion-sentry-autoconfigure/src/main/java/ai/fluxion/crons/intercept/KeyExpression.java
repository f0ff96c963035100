package ai.fluxion.crons.intercept;

import ai.fluxion.crons.CronMonitor;
import ai.fluxion.crons.engine.MonitorConfigurationException;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.context.expression.MethodBasedEvaluationContext;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.util.StringUtils;

/**
 * The key of a {@code @CronMonitor} over a call's arguments: {@code #tiendaId}, {@code #p0}. Read once. A key that cannot
 * be told costs the run its key, never the job its run.
 */
final class KeyExpression {

    private static final Logger logger = LoggerFactory.getLogger(KeyExpression.class);

    private static final ParameterNameDiscoverer PARAMETER_NAMES = new DefaultParameterNameDiscoverer();

    private static final SpelExpressionParser PARSER = new SpelExpressionParser();

    private static final Object[] NO_ARGUMENTS = {};

    private final Method method;

    private final @Nullable Expression expression;

    private final BeanFactory beans;

    private final AtomicBoolean complained = new AtomicBoolean();

    private KeyExpression(Method method, @Nullable Expression expression, BeanFactory beans) {
        this.method = method;
        this.expression = expression;
        this.beans = beans;
    }

    /** @throws MonitorConfigurationException if the expression cannot be read */
    static KeyExpression of(Method method, BeanFactory beans) {
        CronMonitor monitor = DeclarationReader.cronMonitor(method);
        String text = monitor == null ? "" : monitor.key();
        try {
            return new KeyExpression(method, StringUtils.hasText(text) ? PARSER.parseExpression(text) : null, beans);
        } catch (ParseException | IllegalStateException unreadable) {
            throw DeclarationReader.refused(
                    method,
                    "key",
                    text,
                    "it is no SpEL expression",
                    "Write an expression over the arguments: #tiendaId or #p0.");
        }
    }

    @Nullable String withoutArguments() {
        return of(null, NO_ARGUMENTS);
    }

    @Nullable String of(@Nullable Object target, @Nullable Object[] arguments) {
        if (this.expression == null) {
            return null;
        }
        try {
            MethodBasedEvaluationContext context =
                    new MethodBasedEvaluationContext(rootOf(target), this.method, arguments, PARAMETER_NAMES);
            context.setBeanResolver(new BeanFactoryResolver(this.beans));
            Object key = this.expression.getValue(context);
            if (key != null) {
                return key.toString();
            }
            complain("it is null", null);
        } catch (Exception | LinkageError | StackOverflowError failure) {
            // What the expression calls is the application's, and throws as it is what it likes.
            complain(failure.getClass().getSimpleName(), failure);
        }
        return null;
    }

    /** Spring's signature forbids null, SpEL's does not. */
    @SuppressWarnings("NullAway")
    private static Object rootOf(@Nullable Object target) {
        return target;
    }

    private void complain(String why, @Nullable Throwable failure) {
        if (this.complained.compareAndSet(false, true)) {
            logger.warn(
                    "The key of @CronMonitor on {} could not be told: {}. Such runs go to the monitor without a key.",
                    JobNames.of(this.method),
                    why,
                    failure);
        }
    }
}
