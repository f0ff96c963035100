package ai.fluxion.crons.intercept;

import static ai.fluxion.crons.intercept.ScheduledMethodsTest.SCHEDULING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.CronMonitor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.scheduling.annotation.Scheduled;

/** Kinds of methods times kinds of beans: as many runs as executions, each with its outcome. */
class MethodMatrixTest {

    static final Map<String, AtomicInteger> EXECUTIONS = new ConcurrentHashMap<>();

    @Test
    void everyExecutionOfEveryKindIsOneRun() {
        EXECUTIONS.clear();
        List<String> methods = List.of(
                "publicMethod",
                "protectedMethod",
                "packageMethod",
                "privateMethod",
                "finalMethod",
                "staticMethod",
                "inFinalClass",
                "inRecord",
                "behindJdkProxy",
                "behindCglibProxy",
                "inFullConfiguration",
                "inLiteConfiguration",
                "ofScopedBean",
                "inherited",
                "defaultMethod");
        SCHEDULING.withUserConfiguration(Full.class, Lite.class).run(context -> {
            assertThat(context).hasNotFailed();
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            await().until(() -> methods.stream()
                    .allMatch(method -> engine.endedRunsOf(method).size() > 1));
            context.close();
            for (String method : methods) {
                assertThat(engine.runsOf(method))
                        .as(method)
                        .hasSize(EXECUTIONS.get(method).get())
                        .allMatch(run -> run.outcome().equals("java.lang.IllegalStateException: " + method))
                        .allMatch(run -> run.ends == 1);
            }
        });
    }

    private static void executed(String method) {
        EXECUTIONS.computeIfAbsent(method, name -> new AtomicInteger()).incrementAndGet();
        throw new IllegalStateException(method);
    }

    @Configuration
    static class Full {

        @Scheduled(fixedRate = 40)
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

        @Scheduled(fixedRate = 40)
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

        @Scheduled(fixedRate = 40)
        public void publicMethod() {
            executed("publicMethod");
        }

        @Scheduled(fixedRate = 40)
        protected void protectedMethod() {
            executed("protectedMethod");
        }

        @Scheduled(fixedRate = 40)
        void packageMethod() {
            executed("packageMethod");
        }

        @Scheduled(fixedRate = 40)
        @CronMonitor("privado")
        private void privateMethod() {
            executed("privateMethod");
        }

        @Scheduled(fixedRate = 40)
        public final void finalMethod() {
            executed("finalMethod");
        }

        @Scheduled(fixedRate = 40)
        static void staticMethod() {
            executed("staticMethod");
        }
    }

    static final class Sealed {

        @Scheduled(fixedRate = 40)
        @CronMonitor("cerrado")
        void inFinalClass() {
            executed("inFinalClass");
        }
    }

    record Dato(int n) {

        @Scheduled(fixedRate = 40)
        void inRecord() {
            executed("inRecord");
        }
    }

    interface Contract {

        void behindJdkProxy();
    }

    static class Implementation implements Contract {

        @Override
        @Scheduled(fixedRate = 40)
        public void behindJdkProxy() {
            executed("behindJdkProxy");
        }
    }

    static class Open {

        @Scheduled(fixedRate = 40)
        public void behindCglibProxy() {
            executed("behindCglibProxy");
        }
    }

    static class Scoped {

        @Scheduled(fixedRate = 40)
        public void ofScopedBean() {
            executed("ofScopedBean");
        }
    }

    abstract static class Parent implements WithDefault {

        @Scheduled(fixedRate = 40)
        public void inherited() {
            executed("inherited");
        }
    }

    interface WithDefault {

        @Scheduled(fixedRate = 40)
        default void defaultMethod() {
            executed("defaultMethod");
        }
    }

    static class Child extends Parent {}
}
