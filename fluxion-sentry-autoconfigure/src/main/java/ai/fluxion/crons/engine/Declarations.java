package ai.fluxion.crons.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What was declared of one monitor, the strongest word first: the configuration, then the annotation. */
record Declarations(List<MonitorDeclaration> layers) {

    static Declarations of(@Nullable MonitorDeclaration configured, @Nullable MonitorDeclaration annotated) {
        List<MonitorDeclaration> layers = new ArrayList<>(2);
        if (configured != null) {
            layers.add(configured);
        }
        if (annotated != null) {
            layers.add(annotated);
        }
        return new Declarations(layers);
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
        for (MonitorDeclaration layer : this.layers) {
            if (layer.keyed() || !layer.keys().isEmpty()) {
                return true;
            }
        }
        return false;
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
