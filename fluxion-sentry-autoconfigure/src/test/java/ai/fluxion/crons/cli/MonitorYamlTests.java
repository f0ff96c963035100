package ai.fluxion.crons.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class MonitorYamlTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sentry:\n  dsn: x\n",
                "fluxion:\n",
                "fluxion:\n  # nada\n",
                "fluxion:\n  crons:\n    enabled: true\nsentry: {dsn: x}\n",
                "fluxion:\n    crons:\n        monitors:\n            a:\n                schedule: x\n",
                "fluxion:\n  crons:\n    monitors:\n      a: {schedule: x}\n\n---\nspring.config.activate.on-profile: demo\n",
                "a: 1\n---\nfluxion:\n  crons:\n    monitors:\n      etl_x: {schedule: x}\n",
            })
    void aMonitorIsAddedWhateverIsThere(String before) {
        String after = new MonitorYaml(before).with("etl_x", "0 2 * * *", "UTC", 5, 60);

        assertThat(after.lines()).containsAll(before.strip().lines().toList());
        Object first = new Yaml().loadAll(after).iterator().next();
        assertThat(first.toString())
                .contains("etl_x={schedule=0 2 * * *, timezone=UTC, checkin-margin=5m, max-runtime=60m}");
    }

    @Test
    void aNameWithOtherSignsKeepsThem() {
        assertThat(new MonitorYaml("").with("etl año", "0 2 * * *", null, 5, 60))
                .contains("\"[etl año]\":");
    }

    @Test
    void aZoneThatYamlWouldTakeForANumberIsAText() {
        String written = new MonitorYaml("").with("etl_x", "0 2 * * *", "+10:00", 5, 60);
        assertThat(new Yaml().<Object>load(written).toString()).contains("timezone=+10:00,");
    }

    @Test
    void theLinesEndAsTheyDid() {
        String written = new MonitorYaml("a: 1\r\n# nada\r\n").with("etl_x", "0 2 * * *", null, 5, 60);
        assertThat(written).startsWith("a: 1\r\n# nada\r\n").endsWith("\r\n");
        assertThat(written.replace("\r\n", "")).doesNotContain("\n");
    }

    @Test
    void aMonitorThatIsThereIsRefused() {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> new MonitorYaml("fluxion:\n  crons:\n    monitors:\n      etl_x: {schedule: y}\n")
                        .with("ETL-x", "0 2 * * *", null, 5, 60))
                .withMessageContaining("etl_x");
    }

    @Test
    void aFileThatWritesItInAnotherWayIsLeftAloneAndTheLinesAreTold() {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> new MonitorYaml("fluxion: {crons: {monitors: {a: {schedule: y}}}}\n")
                        .with("etl_x", "0 2 * * *", null, 5, 60))
                .withMessageContaining("Add by hand");
    }
}
