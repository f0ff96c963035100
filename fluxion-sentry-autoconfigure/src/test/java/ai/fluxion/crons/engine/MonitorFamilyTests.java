package ai.fluxion.crons.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorSlug;
import ai.fluxion.crons.monitor.Monitors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonitorFamilyTests {

    private final List<List<String>> told = new ArrayList<>();

    @Test
    void whoHearsOfAChangeSeesTheKeyThatRunsForTheFirstTime() {
        MonitorFamily family = family(true);

        family.definition("tienda-01");

        assertThat(this.told).containsExactly(List.of("etl-tienda-01"));
    }

    @Test
    void whoHearsOfAChangeSeesTheKeyThatReportedElsewhere() {
        MonitorFamily family = family(true);

        assertThat(family.adopt("etl-tienda-02", "tienda-02")).isNotNull();

        assertThat(this.told).containsExactly(List.of("etl-tienda-02"));
    }

    @Test
    void whoHearsOfAChangeSeesTheRunWithoutAKey() {
        MonitorFamily family = family(true);

        family.definition(null);

        assertThat(this.told).containsExactly(List.of("etl"));
    }

    @Test
    void whoHearsOfAChangeSeesTheSeatThatIsTaken() {
        MonitorFamily family = family(false);

        family.replaceAll(definition -> definition.withSent(false));

        assertThat(this.told).containsExactly(List.of("etl local"));
    }

    private MonitorFamily family(boolean keyed) {
        MonitorFamily[] family = new MonitorFamily[1];
        family[0] = new MonitorFamily(
                Monitors.declared("etl", null),
                keyed,
                false,
                key -> MonitorSlug.of("etl", null, key),
                10,
                new Seats(10),
                () -> this.told.add(family[0].definitions().stream()
                        .map(MonitorFamilyTests::spoken)
                        .toList()));
        return family[0];
    }

    private static String spoken(MonitorDefinition definition) {
        return definition.sent() ? definition.slug() : definition.slug() + " local";
    }
}
