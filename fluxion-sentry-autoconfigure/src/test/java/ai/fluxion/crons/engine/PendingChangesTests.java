package ai.fluxion.crons.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.monitor.Evaluation;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorState;
import ai.fluxion.crons.monitor.Monitors;
import ai.fluxion.crons.store.MonitorKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class PendingChangesTests {

    private final PendingChanges pending = new PendingChanges();

    @Test
    void anOutageThatOutlastsTheMemoryDropsTheOldestAndSaysSoOnce(CapturedOutput output) throws Exception {
        for (int i = 0; i < PendingChanges.CAPACITY + 500; i++) {
            this.pending.add(change("monitor-" + i));
        }
        assertThat(this.pending.size()).isEqualTo(PendingChanges.CAPACITY);
        assertThat(this.pending.unfinished()).isEqualTo(PendingChanges.CAPACITY);
        assertThat(this.pending.contains(key("monitor-499"))).isFalse();
        assertThat(this.pending.contains(key("monitor-500"))).isTrue();
        assertThat(this.pending.take(Duration.ZERO).key()).isEqualTo(key("monitor-500"));
        assertThat(this.pending.takeDropped()).isEqualTo(500);
        assertThat(this.pending.takeDropped()).isZero();
        assertThat(output).containsOnlyOnce("the oldest are dropped from now on");
    }

    @Test
    void whatWasTakenIsUnfinishedUntilItIsWrittenAndComesFirstIfItIsPutBack() throws Exception {
        this.pending.add(change("one"));
        this.pending.add(change("two"));
        PendingChange one = this.pending.take(Duration.ZERO);
        assertThat(this.pending.unfinished()).isEqualTo(2);
        this.pending.putBack(one);
        assertThat(this.pending.take(Duration.ZERO)).isSameAs(one);
        this.pending.finished();
        assertThat(this.pending.contains(key("one"))).isFalse();
        assertThat(this.pending.unfinished()).isOne();
    }

    @Test
    void whoIsWokenBeforeItWaitsDoesNotWait() throws Exception {
        this.pending.wake();
        assertThat(this.pending.take(Duration.ofHours(1))).isNull();

        this.pending.add(change("one"));
        this.pending.add(change("two"));
        assertThat(this.pending.take(Duration.ofHours(1)).key()).isEqualTo(key("one"));
        assertThat(this.pending.take(Duration.ofHours(1)).key()).isEqualTo(key("two"));
    }

    private static PendingChange change(String slug) {
        MonitorDefinition monitor = Monitors.discovered(slug, null);
        return new PendingChange(
                key(slug), monitor, null, (state, known) -> Evaluation.unchanged(MonitorState.INITIAL), List.of());
    }

    private static MonitorKey key(String slug) {
        return new MonitorKey("production", slug);
    }
}
