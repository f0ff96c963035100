package ai.fluxion.sample.etl.tienda;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        Set<String> ids = new HashSet<>();
        for (Tienda tienda : tiendas) {
            if (!ids.add(tienda.id())) {
                throw new IllegalArgumentException("etl.tiendas: id '" + tienda.id() + "' appears twice");
            }
        }
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
