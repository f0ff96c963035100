package ai.fluxion.crons.intercept;

import static ai.fluxion.crons.intercept.ScheduledMethodsTest.SCHEDULING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.MonitorRun;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.AsyncAnnotationAdvisor;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.Scheduled;

/** A scheduled method that another thread does, whichever annotation says so. */
@ExtendWith(OutputCaptureExtension.class)
class HandOverTests {

    @ParameterizedTest
    @ValueSource(classes = {ByMethod.class, ByClass.class, ByParent.class, Composed.class})
    void itsRunsAreWhatTheOtherThreadDoes(Class<?> job) {
        runsOf(job, Asynchronous.class);
    }

    @Test
    void soAreThoseOfAnAnnotationThatTheApplicationChose() {
        runsOf(ByItsOwnAnnotation.class, AsynchronousByItsOwn.class);
    }

    @Test
    void scheduledTwiceItIsOneRunForEachTime() {
        SCHEDULING
                .withUserConfiguration(Asynchronous.class)
                .withBean(Twice.class)
                .run(context -> {
                    RecordingEngine engine = context.getBean(RecordingEngine.class);
                    await().until(() -> engine.endedRunsOf("run").size() > 4);
                    assertThat(((Advised) context.getBean(Twice.class)).getAdvisors())
                            .filteredOn(advisor -> advisor.getAdvice() instanceof MonitoredCallAdvice)
                            .hasSize(1);
                });
    }

    /** The proxy does not see it: the scheduler's thread does it itself. */
    @Test
    void aFinalMethodIsNotHandedOver() {
        SCHEDULING
                .withUserConfiguration(Asynchronous.class)
                .withBean(Final.class)
                .run(context -> {
                    RecordingEngine engine = context.getBean(RecordingEngine.class);
                    await().until(() -> engine.endedRunsOf("run").size() > 2);
                    assertThat(engine.endedRunsOf("run"))
                            .allMatch(run -> run.outcome().equals("ok"));
                });
    }

    @Test
    void behindAProxyThatIsFrozenItRunsUnmonitoredAndIsNamed(CapturedOutput output) {
        SCHEDULING.withUserConfiguration(Frozen.class).run(context -> {
            Counted job = context.getBean(Counted.class);
            await().until(() -> job.runs() > 2);
            assertThat(context.getBean(RecordingEngine.class).endedRunsOf("run"))
                    .isEmpty();
            assertThat(output)
                    .containsOnlyOnce("Not monitored, since another thread does it, behind a proxy that is frozen: "
                            + Counted.class.getName() + ".run");
        });
    }

    private static void runsOf(Class<?> job, Class<?> configuration) {
        SCHEDULING.withUserConfiguration(configuration).withBean(job).run(context -> {
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            await().until(() -> engine.endedRunsOf("run").size() > 2);
            assertThat(engine.endedRunsOf("run")).allSatisfy(run -> {
                assertThat(run.outcome()).isEqualTo("java.lang.IllegalStateException: de verdad");
                assertThat(run.openedBy.getName()).startsWith("task-");
                assertThat(run.facts).containsEntry("own", true);
            });
            assertThat(engine.job("run").schedule()).isNotNull();
        });
    }

    private static void work() {
        MonitorRun.current().tag("own", true);
        throw new IllegalStateException("de verdad");
    }

    static class Executor {

        @Bean
        SimpleAsyncTaskExecutor taskExecutor() {
            return new SimpleAsyncTaskExecutor("task-");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class Asynchronous extends Executor {}

    @Configuration(proxyBeanMethods = false)
    @EnableAsync(annotation = Elsewhere.class)
    static class AsynchronousByItsOwn extends Executor {}

    @Configuration(proxyBeanMethods = false)
    static class Frozen {

        @Bean
        Counted counted() {
            ProxyFactory factory = new ProxyFactory(new Counted());
            factory.setProxyTargetClass(true);
            factory.addAdvisor(new AsyncAnnotationAdvisor(new SimpleAsyncTaskExecutor("task-"), null));
            factory.setFrozen(true);
            return (Counted) factory.getProxy();
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Elsewhere {}

    @Retention(RetentionPolicy.RUNTIME)
    @Async
    @Scheduled(fixedRate = 20)
    @interface InBackground {}

    static class ByMethod {

        @Async
        @Scheduled(fixedRate = 20)
        public void run() {
            work();
        }
    }

    @Async
    static class ByClass {

        @Scheduled(fixedRate = 20)
        public void run() {
            work();
        }
    }

    static class ByParent extends ByClass {}

    static class Composed {

        @InBackground
        public void run() {
            work();
        }
    }

    static class ByItsOwnAnnotation {

        @Elsewhere
        @Scheduled(fixedRate = 20)
        public void run() {
            work();
        }
    }

    static class Twice {

        @Async
        @Scheduled(fixedRate = 20)
        @Scheduled(fixedRate = 30)
        public void run() {}
    }

    static class Final {

        @Async
        @Scheduled(fixedRate = 20)
        public final void run() {}
    }

    static class Counted {

        private final AtomicInteger runs = new AtomicInteger();

        @Async
        @Scheduled(fixedRate = 20)
        public void run() {
            this.runs.incrementAndGet();
        }

        public int runs() {
            return this.runs.get();
        }
    }
}
