package ai.fluxion.crons;

import org.jspecify.annotations.Nullable;

/** What {@link MonitorRun#current()} is outside of a run. */
final class NoRun implements MonitorRun, MonitorRun.Step {

    static final NoRun INSTANCE = new NoRun();

    private NoRun() {}

    @Override
    public String name() {
        return "";
    }

    @Override
    public @Nullable String key() {
        return null;
    }

    @Override
    public MonitorRun tag(String name, @Nullable Object value) {
        return this;
    }

    @Override
    public MonitorRun context(String name, @Nullable Object value) {
        return this;
    }

    @Override
    public MonitorRun metric(String name, Number value) {
        return this;
    }

    @Override
    public Step step(String name) {
        return this;
    }

    @Override
    public void progress(long done) {}

    @Override
    public void fail(String reason) {}

    @Override
    public void fail(Throwable failure) {}

    @Override
    public void fail() {}

    @Override
    public void ok() {}

    @Override
    public void close() {}
}
