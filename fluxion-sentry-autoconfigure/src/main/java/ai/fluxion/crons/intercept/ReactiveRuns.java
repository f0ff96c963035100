package ai.fluxion.crons.intercept;

import ai.fluxion.crons.engine.ActiveRun;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ReactiveAdapter;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;

/** Publishers each subscription of which is a run. Needs Reactor; {@link ReactiveTypes} says so before. */
final class ReactiveRuns {

    private ReactiveRuns() {}

    /** The publisher with a run around each subscription; what is none stays as it is. */
    static Object around(Object publisher, Supplier<@Nullable ActiveRun> open) {
        if (publisher instanceof Mono<?> mono) {
            return new MonitoredMono<>(mono, open);
        }
        if (publisher instanceof Flux<?> flux) {
            return new MonitoredFlux<>(flux, open);
        }
        ReactiveAdapter adapter = ReactiveTypes.adapter(publisher.getClass());
        return adapter == null
                ? publisher
                : adapter.fromPublisher(new MonitoredFlux<>(Flux.from(adapter.toPublisher(publisher)), open));
    }

    private static final class MonitoredMono<T> extends MonoOperator<T, T> {

        private final Supplier<@Nullable ActiveRun> open;

        MonitoredMono(Mono<T> source, Supplier<@Nullable ActiveRun> open) {
            super(source);
            this.open = open;
        }

        @Override
        public void subscribe(CoreSubscriber<? super T> actual) {
            ActiveRun run = this.open.get();
            if (run == null) {
                this.source.subscribe(actual);
                return;
            }
            try {
                Mono.from(this.source)
                        .doOnError(run::end)
                        .doOnSuccess(value -> run.end(null))
                        .doOnCancel(run::cancel)
                        .subscribe(actual);
            } catch (Throwable fatal) {
                run.end(fatal);
                throw fatal;
            } finally {
                run.detach();
            }
        }
    }

    private static final class MonitoredFlux<T> extends FluxOperator<T, T> {

        private final Supplier<@Nullable ActiveRun> open;

        MonitoredFlux(Flux<T> source, Supplier<@Nullable ActiveRun> open) {
            super(source);
            this.open = open;
        }

        @Override
        public void subscribe(CoreSubscriber<? super T> actual) {
            ActiveRun run = this.open.get();
            if (run == null) {
                this.source.subscribe(actual);
                return;
            }
            try {
                Flux.from(this.source)
                        .doOnError(run::end)
                        .doOnComplete(() -> run.end(null))
                        .doOnCancel(run::cancel)
                        .subscribe(actual);
            } catch (Throwable fatal) {
                run.end(fatal);
                throw fatal;
            } finally {
                run.detach();
            }
        }
    }
}
