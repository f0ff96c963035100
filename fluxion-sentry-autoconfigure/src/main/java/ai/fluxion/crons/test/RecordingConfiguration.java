package ai.fluxion.crons.test;

import ai.fluxion.crons.engine.MonitorRegistry;
import ai.fluxion.crons.engine.StateKeeper;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts a recorder in the place of what delivers, and a clock in the place of the system's. */
@Configuration(proxyBeanMethods = false)
class RecordingConfiguration {

    @Bean
    RecordedCheckIns fluxionCronsRecordedCheckIns(
            @Qualifier("fluxionCronsClock") MovableClock clock,
            ObjectProvider<StateKeeper> states,
            ObjectProvider<MonitorRegistry> monitors) {
        return new RecordedCheckIns(clock, states, monitors);
    }

    /** Not handed to an application that asks for a clock. */
    @Bean(defaultCandidate = false)
    MovableClock fluxionCronsClock() {
        return new MovableClock();
    }
}
