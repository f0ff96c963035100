package ai.fluxion.sample.etl;

import ai.fluxion.crons.MonitorRun;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A run that remembers what it was told. */
public class RunGrabado implements MonitorRun {

    public final Queue<Long> progress = new ConcurrentLinkedQueue<>(); // told by several threads
    public final Map<String, String> tags = new ConcurrentHashMap<>();
    public final Map<String, Object> contexts = new ConcurrentHashMap<>();
    public final Map<String, Number> metrics = new ConcurrentHashMap<>();
    public final Queue<String> steps = new ConcurrentLinkedQueue<>();
    public final Queue<String> failures = new ConcurrentLinkedQueue<>();

    @Override
    public String name() {
        return "grabado";
    }

    @Override
    public @Nullable String key() {
        return null;
    }

    @Override
    public MonitorRun tag(String name, @Nullable Object value) {
        if (value != null) {
            tags.put(name, value.toString());
        }
        return this;
    }

    @Override
    public MonitorRun context(String name, @Nullable Object value) {
        if (value != null) {
            contexts.put(name, value);
        }
        return this;
    }

    @Override
    public MonitorRun metric(String name, Number value) {
        metrics.put(name, value);
        return this;
    }

    @Override
    public Step step(String name) {
        steps.add(name);
        return new Step() {
            @Override
            public void fail() {
                failures.add("step " + name);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void progress(long done) {
        progress.add(done);
    }

    @Override
    public void fail(String reason) {
        failures.add(reason);
    }

    @Override
    public void fail(Throwable failure) {
        failures.add(failure.toString());
    }

    @Override
    public void ok() {}

    @Override
    public void close() {}
}
