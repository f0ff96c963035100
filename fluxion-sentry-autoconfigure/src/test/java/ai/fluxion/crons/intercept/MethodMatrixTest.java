package ai.fluxion.crons.intercept;

import static ai.fluxion.crons.intercept.ScheduledMethodsTest.SCHEDULING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.CronMonitor;
import ai.fluxion.crons.autoconfigure.CronsAutoConfiguration;
import ai.fluxion.crons.autoconfigure.ScheduledInterceptionAutoConfiguration;
import ai.fluxion.crons.autoconfigure.SentryDeliveryAutoConfiguration;
import ai.fluxion.crons.testing.EnvelopeReceiver;
import com.fasterxml.jackson.databind.JsonNode;
import io.sentry.Sentry;
import io.sentry.spring.boot.jakarta.SentryAutoConfiguration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;

/** Kinds of methods times kinds of beans: as many runs as executions, each with its outcome. */
class MethodMatrixTest {

    static final Map<String, AtomicInteger> EXECUTIONS = new ConcurrentHashMap<>();

    private static final String EVERY = "${matrix.every:40}";

    private static final List<String> METHODS = List.of(
            "publicMethod",
            "protectedMethod",
            "packageMethod",
            "privateMethod",
            "finalMethod",
            "staticMethod",
            "reactiveMethod",
            "inFinalClass",
            "inRecord",
            "behindJdkProxy",
            "behindCglibProxy",
            "inFullConfiguration",
            "inLiteConfiguration",
            "ofScopedBean",
            "inherited",
            "defaultMethod");

    @BeforeEach
    void forget() {
        EXECUTIONS.clear();
    }

    @Test
    void everyExecutionOfEveryKindIsOneRun() {
        SCHEDULING.withUserConfiguration(Full.class, Lite.class).run(context -> {
            assertThat(context).hasNotFailed();
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            await().until(() -> METHODS.stream()
                    .allMatch(method -> engine.endedRunsOf(method).size() > 1));
            context.close();
            for (String method : METHODS) {
                assertThat(engine.runsOf(method))
                        .as(method)
                        .hasSize(EXECUTIONS.get(method).get())
                        .allMatch(run -> run.outcome().equals("java.lang.IllegalStateException: " + method))
                        .allMatch(run -> run.ends == 1);
            }
        });
    }

    @Test
    void everyExecutionOfEveryKindReachesSentryAsOneRun() {
        try (EnvelopeReceiver receiver = EnvelopeReceiver.start()) {
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(
                            PropertyPlaceholderAutoConfiguration.class,
                            TaskSchedulingAutoConfiguration.class,
                            ScheduledInterceptionAutoConfiguration.class,
                            SentryAutoConfiguration.class,
                            SentryDeliveryAutoConfiguration.class,
                            CronsAutoConfiguration.class))
                    .withUserConfiguration(Scheduling.class, Full.class, Lite.class)
                    .withPropertyValues("sentry.dsn=" + receiver.dsn(), "matrix.every=3600000")
                    .run(context -> await().untilAsserted(() -> assertThat(receiver.checkIns().stream()
                                    .filter(checkIn ->
                                            !checkIn.path("status").asText().equals("in_progress")))
                            .hasSameSizeAs(METHODS)));
            assertThat(EXECUTIONS.values()).hasSameSizeAs(METHODS).allMatch(executions -> executions.get() == 1);
            Map<String, List<JsonNode>> byId = receiver.checkIns().stream()
                    .collect(Collectors.groupingBy(
                            checkIn -> checkIn.path("check_in_id").asText()));
            assertThat(byId).hasSameSizeAs(METHODS);
            assertThat(byId.values()).allSatisfy(run -> {
                assertThat(run.get(run.size() - 1).path("status").asText()).isEqualTo("error");
                assertThat(run).anyMatch(checkIn -> checkIn.has("monitor_config"));
            });
            assertThat(receiver.events()).hasSameSizeAs(METHODS);
        } finally {
            Sentry.close();
        }
    }

    private static void executed(String method) {
        EXECUTIONS.computeIfAbsent(method, name -> new AtomicInteger()).incrementAndGet();
        throw new IllegalStateException(method);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Scheduling {}

    @Configuration
    static class Full {

        @Scheduled(fixedRateString = EVERY)
        public void inFullConfiguration() {
            executed("inFullConfiguration");
        }

        @Bean
        Plain plain() {
            return new Plain();
        }

        @Bean
        Sealed sealed() {
            return new Sealed();
        }

        @Bean
        Dato dato() {
            return new Dato(1);
        }

        @Bean
        Contract jdkProxied() {
            return (Contract) new ProxyFactory(new Implementation()).getProxy();
        }

        @Bean
        Open cglibProxied() {
            ProxyFactory factory = new ProxyFactory(new Open());
            factory.setProxyTargetClass(true);
            return (Open) factory.getProxy();
        }

        @Bean
        Child child() {
            return new Child();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Lite {

        @Scheduled(fixedRateString = EVERY)
        public void inLiteConfiguration() {
            executed("inLiteConfiguration");
        }

        @Bean
        @Scope(value = "singleton", proxyMode = ScopedProxyMode.TARGET_CLASS)
        Scoped scoped() {
            return new Scoped();
        }
    }

    static class Plain {

        @Scheduled(fixedRateString = EVERY)
        public void publicMethod() {
            executed("publicMethod");
        }

        @Scheduled(fixedRateString = EVERY)
        protected void protectedMethod() {
            executed("protectedMethod");
        }

        @Scheduled(fixedRateString = EVERY)
        void packageMethod() {
            executed("packageMethod");
        }

        @Scheduled(fixedRateString = EVERY)
        @CronMonitor("privado")
        private void privateMethod() {
            executed("privateMethod");
        }

        @Scheduled(fixedRateString = EVERY)
        public final void finalMethod() {
            executed("finalMethod");
        }

        @Scheduled(fixedRateString = EVERY)
        Mono<Object> reactiveMethod() {
            return Mono.fromRunnable(() -> executed("reactiveMethod"));
        }

        @Scheduled(fixedRateString = EVERY)
        static void staticMethod() {
            executed("staticMethod");
        }
    }

    static final class Sealed {

        @Scheduled(fixedRateString = EVERY)
        @CronMonitor("cerrado")
        void inFinalClass() {
            executed("inFinalClass");
        }
    }

    record Dato(int n) {

        @Scheduled(fixedRateString = EVERY)
        void inRecord() {
            executed("inRecord");
        }
    }

    interface Contract {

        void behindJdkProxy();
    }

    static class Implementation implements Contract {

        @Override
        @Scheduled(fixedRateString = EVERY)
        public void behindJdkProxy() {
            executed("behindJdkProxy");
        }
    }

    static class Open {

        @Scheduled(fixedRateString = EVERY)
        public void behindCglibProxy() {
            executed("behindCglibProxy");
        }
    }

    static class Scoped {

        @Scheduled(fixedRateString = EVERY)
        public void ofScopedBean() {
            executed("ofScopedBean");
        }
    }

    abstract static class Parent implements WithDefault {

        @Scheduled(fixedRateString = EVERY)
        public void inherited() {
            executed("inherited");
        }
    }

    interface WithDefault {

        @Scheduled(fixedRateString = EVERY)
        default void defaultMethod() {
            executed("defaultMethod");
        }
    }

    static class Child extends Parent {}
}
