package ai.fluxion.sample.etl.tienda;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The stores of the chain, {@code etl.tiendas}: the only place where one is added.
 *
 * @param tiendas in the order in which sweeps begin them
 * @since 0.1.0
 */
@Validated
@ConfigurationProperties("etl")
public record Tiendas(@Valid @NotEmpty List<Tienda> tiendas) {

    public Tiendas {
        tiendas = tiendas == null ? List.of() : List.copyOf(tiendas);
        Map<String, String> ids = new HashMap<>();
        for (Tienda tienda : tiendas) {
            String otra = ids.put(monitor(tienda.id()), tienda.id());
            if (otra != null) {
                throw new IllegalArgumentException("etl.tiendas: id '" + tienda.id() + "' appears twice"
                        + (otra.equals(tienda.id()) ? "" : ", as '" + otra + "': a monitor does not tell them apart"));
            }
        }
    }

    private static String monitor(@Nullable String id) {
        return String.valueOf(id)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[_-]+", "-")
                .replaceAll("^-|-$", "");
    }

    /** Every store. */
    public List<Tienda> todas() {
        return tiendas;
    }

    /** The ids of all stores. */
    public List<String> ids() {
        return tiendas.stream().map(Tienda::id).toList();
    }

    /** The store of an id, if there is one. */
    public Optional<Tienda> buscar(String id) {
        return tiendas.stream().filter(tienda -> tienda.id().equals(id)).findFirst();
    }
}
