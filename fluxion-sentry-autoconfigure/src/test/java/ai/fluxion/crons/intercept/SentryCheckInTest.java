package ai.fluxion.crons.intercept;

import static ai.fluxion.crons.intercept.ScheduledMethodsTest.SCHEDULING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.sentry.CheckIn;
import io.sentry.IScopes;
import io.sentry.spring.jakarta.checkin.SentryCheckIn;
import io.sentry.spring.jakarta.checkin.SentryCheckInAdvice;
import io.sentry.spring.jakarta.checkin.SentryCheckInPointcutConfiguration;
import org.aopalliance.aop.Advice;
import org.junit.jupiter.api.Test;
import org.mockito.Answers;
import org.springframework.aop.Advisor;
import org.springframework.aop.Pointcut;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.scheduling.annotation.Scheduled;

public class SentryCheckInTest {

    @Test
    void aMethodOfSentrysReportsOnceByUsWithItsSlug() {
        SCHEDULING.withUserConfiguration(Sdk.class, Jobs.class).run(context -> {
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            context.getBean(Jobs.class).called();
            await().until(() -> engine.endedRunsOf("scheduled").size() > 1);
            assertThat(engine.endedRunsOf("scheduled"))
                    .allMatch(run -> run.name().equals("mi-slug"))
                    .allMatch(run -> run.outcome().equals("java.lang.IllegalStateException: sin ventas"));
            assertThat(engine.endedRunsOf("called"))
                    .extracting(RecordingEngine.Run::name)
                    .containsExactly("otro-slug");
            verify(context.getBean(Sdk.class).scopes, never()).captureCheckIn(any(CheckIn.class));
        });
    }

    @Test
    void whatWeDoNotReportTheSdkReportsAsBefore() {
        SCHEDULING.withUserConfiguration(Sdk.class, Jobs.class).run(context -> {
            context.getBean(RecordingEngine.class).active = job -> false;
            context.getBean(Jobs.class).called();
            verify(context.getBean(Sdk.class).scopes, atLeastOnce()).captureCheckIn(any(CheckIn.class));
        });
    }

    @Test
    void withoutAspectsTheReportIsTheSame() {
        SCHEDULING
                .withClassLoader(new FilteredClassLoader("org.aspectj"))
                .withUserConfiguration(Jobs.class)
                .run(context -> {
                    RecordingEngine engine = context.getBean(RecordingEngine.class);
                    context.getBean(Jobs.class).called();
                    await().until(() -> engine.endedRunsOf("scheduled").size() > 1);
                    assertThat(engine.endedRunsOf("called")).hasSize(1);
                });
    }

    /** Public, since the proxy of another class loader is to see it. */
    public static class Jobs {

        @Scheduled(fixedRate = 20)
        @SentryCheckIn("mi-slug")
        public void scheduled() {
            throw new IllegalStateException("sin ventas");
        }

        @SentryCheckIn("otro-slug")
        public void called() {}
    }

    /** As the SDK's auto-configuration has it, with scopes to look at. */
    @Configuration(proxyBeanMethods = false)
    @Import(SentryCheckInPointcutConfiguration.class)
    static class Sdk {

        final IScopes scopes = mock(IScopes.class, Answers.RETURNS_DEEP_STUBS);

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        Advice sentryCheckInAdvice() {
            return new SentryCheckInAdvice(this.scopes);
        }

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        Advisor sentryCheckInAdvisor(
                @Qualifier("sentryCheckInPointcut") Pointcut pointcut,
                @Qualifier("sentryCheckInAdvice") Advice advice) {
            return new DefaultPointcutAdvisor(pointcut, advice);
        }
    }
}
