package ai.fluxion.crons.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.CronMonitor;
import io.sentry.spring.jakarta.checkin.SentryCheckIn;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.Scheduled;

/** What saves the search for annotations must not save a find. */
class MayDeclareTests {

    @ParameterizedTest
    @ValueSource(
            strings = {"declared", "sentrys", "composed", "composedTwice", "inherited", "promised", "sentrysInherited"})
    void aMethodOnWhichThereIsAMonitorIsFound(String method) {
        assertThat(methods(method)).isNotEmpty().allMatch(DeclarationReader::isMonitor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "scheduled", "async"})
    void aMethodOnWhichThereIsNoneIsNot(String method) {
        assertThat(methods(method)).isNotEmpty().noneMatch(DeclarationReader::isMonitor);
    }

    private static Stream<java.lang.reflect.Method> methods(String name) {
        return Arrays.stream(Jobs.class.getMethods())
                .filter(method -> method.getName().equals(name) && !method.isBridge());
    }

    @Retention(RetentionPolicy.RUNTIME)
    @CronMonitor("nightly")
    @interface Nightly {}

    @Retention(RetentionPolicy.RUNTIME)
    @Nightly
    @interface NightlyLoad {}

    interface Promise {

        @CronMonitor("promised")
        void promised();
    }

    interface Kept extends Promise {}

    static class Base implements Kept {

        @CronMonitor("inherited")
        public void inherited() {}

        @Override
        public void promised() {}

        @SentryCheckIn("inherited")
        public void sentrysInherited() {}
    }

    static class Jobs extends Base {

        @CronMonitor("declared")
        public void declared() {}

        @SentryCheckIn("sentrys")
        public void sentrys() {}

        @Nightly
        public void composed() {}

        @NightlyLoad
        public void composedTwice() {}

        @Override
        public void inherited() {}

        @Override
        public void promised() {}

        @Override
        public void sentrysInherited() {}

        public void plain() {}

        @Scheduled(cron = "0 0 2 * * *")
        public void scheduled() {}

        @Async
        public void async() {}
    }
}
