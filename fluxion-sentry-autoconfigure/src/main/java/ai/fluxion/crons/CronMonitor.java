package ai.fluxion.crons;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a monitor, or refines the monitor of a {@code @Scheduled} one. Every attribute left out falls back to
 * what {@code @Scheduled} says, then to the defaults under {@code fluxion.crons}; a property
 * {@code fluxion.crons.monitors.<name>.*} overrides it. On a {@code @Scheduled} method what is monitored is the scheduled
 * execution; on any other bean method, each call through the bean.
 *
 * <p>Texts may contain placeholders ({@code ${...}}).
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface CronMonitor {

    /** The monitor's name, as in {@code etl_ventas_tienda}; empty: {@code class-method}. */
    String value() default "";

    /** A SpEL expression over the method's arguments ({@code #tiendaId}) for one monitor a key; empty: no key. */
    String key() default "";

    /** When it is due, in any dialect; empty: what {@code @Scheduled} says. */
    String schedule() default "";

    /** The zone of {@link #schedule()}; empty: {@code fluxion.crons.timezone}. */
    String timezone() default "";

    /** How late a run may begin: {@code 15m}, or a bare number of minutes. */
    String checkinMargin() default "";

    /** How long a run may take: {@code 3h}, or a bare number of minutes. */
    String maxRuntime() default "";

    /** Failures in a row that open an incident; 0: the default. */
    int failureIssueThreshold() default 0;

    /** Successes in a row that resolve an incident; 0: the default. */
    int recoveryThreshold() default 0;

    /** {@code team:<slug or id>} or {@code user:<id>}. */
    String owner() default "";

    /** What it does, for people. */
    String description() default "";
}
