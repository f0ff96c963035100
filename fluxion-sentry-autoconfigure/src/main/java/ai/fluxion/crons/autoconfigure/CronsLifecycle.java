package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.engine.CronsEngine;
import java.util.concurrent.Executor;
import org.springframework.beans.factory.BeanNameAware;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.util.ClassUtils;

/**
 * Settles the monitors and starts when all beans are there and no scheduler has started, and stops after all of them have:
 * a run that ends while they stop still reports. When the context closes, runs may go on for as long as their schedulers
 * wait for them, which some do only when they are destroyed; so it ends after they are.
 */
final class CronsLifecycle implements SmartLifecycle, BeanNameAware, DisposableBean {

    /** Below every scheduler's phase (Spring's is {@code MAX_VALUE / 2}, Quartz's {@code MAX_VALUE}). */
    static final int PHASE = 10_000;

    private static final String QUARTZ = "org.quartz.Scheduler";

    private final CronsEngine engine;

    private final ConfigurableApplicationContext context;

    private String name = "";

    private volatile boolean running;

    private boolean ending;

    CronsLifecycle(CronsEngine engine, ConfigurableApplicationContext context) {
        this.engine = engine;
        this.context = context;
    }

    @Override
    public void setBeanName(String name) {
        this.name = name;
    }

    @Override
    public void start() {
        beDestroyedAfterRuns();
        this.engine.start();
        this.running = true;
    }

    private void beDestroyedAfterRuns() {
        outlive(TaskRunAutoConfiguration.BEAN_NAME);
        outlive(Executor.class);
        outlive(TaskScheduler.class);
        ClassLoader loader = this.context.getClassLoader();
        if (ClassUtils.isPresent(QUARTZ, loader)) {
            outlive(ClassUtils.resolveClassName(QUARTZ, loader));
        }
    }

    private void outlive(Class<?> type) {
        ConfigurableListableBeanFactory beans = this.context.getBeanFactory();
        for (String scheduler : beans.getBeanNamesForType(type, false, false)) {
            outlive(scheduler);
        }
    }

    private void outlive(String bean) {
        ConfigurableListableBeanFactory beans = this.context.getBeanFactory();
        if (beans.containsSingleton(bean)) {
            beans.registerDependentBean(this.name, bean);
        }
    }

    @Override
    public void stop() {
        this.running = false;
        this.ending = this.context.isClosed();
        if (this.ending) {
            this.engine.beginEnd();
        } else {
            this.engine.stop();
        }
    }

    /** A start that fails late stops nothing, and only destroys. */
    @Override
    public void destroy() {
        if (this.running) {
            this.running = false;
            this.engine.stop();
        } else if (this.ending) {
            this.engine.end();
        }
    }

    @Override
    public boolean isRunning() {
        return this.running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
