package ai.fluxion.crons.engine;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was declared of one monitor, the strongest word first: the configuration, then the annotation. */
record Declarations(List<MonitorDeclaration> layers) {

    static Declarations of(@Nullable MonitorDeclaration configured, @Nullable MonitorDeclaration annotated) {
        return new Declarations(
                Stream.of(configured, annotated).filter(layer -> layer != null).toList());
    }

    boolean isEmpty() {
        return this.layers.isEmpty();
    }

    /** The strongest declaration that says a thing, or {@code null}. */
    <T> @Nullable MonitorDeclaration saying(Function<MonitorDeclaration, @Nullable T> part) {
        for (MonitorDeclaration layer : this.layers) {
            if (part.apply(layer) != null) {
                return layer;
            }
        }
        return null;
    }

    <T> @Nullable T value(Function<MonitorDeclaration, @Nullable T> part) {
        MonitorDeclaration layer = saying(part);
        return layer != null ? part.apply(layer) : null;
    }

    boolean isKeyed() {
        return this.layers.stream()
                .anyMatch(layer -> layer.keyed() || !layer.keys().isEmpty());
    }

    List<String> keys() {
        if (this.layers.isEmpty()) {
            return List.of();
        }
        return this.layers.stream()
                .flatMap(layer -> layer.keys().stream())
                .distinct()
                .toList();
    }
}
