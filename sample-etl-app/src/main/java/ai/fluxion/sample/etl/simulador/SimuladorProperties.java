package ai.fluxion.sample.etl.simulador;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The KLK simulator.
 *
 * @param activo whether it runs
 * @param puerto where it listens, on loopback; 0: a free port
 * @param semilla the same seed, the same bytes
 * @param lineasPorDia about how many invoice lines a store sells a day
 * @param articulos how many articles a store has
 * @param rarezas how many of a million invoice lines have one of KLK's oddities (a missing array, an unreadable hour)
 * @param dataset a {@code csv.gz} of sales to serve instead of invented ones; {@code null}: none
 * @param demora how long each answer is held back
 * @param fallas faults that are on from the start
 * @since 0.1.0
 */
@ConfigurationProperties("klk.simulador")
public record SimuladorProperties(
        @DefaultValue("false") boolean activo,
        @DefaultValue("0") int puerto,
        @DefaultValue("20251117") long semilla,
        @DefaultValue("8000") int lineasPorDia,
        @DefaultValue("4000") int articulos,
        @DefaultValue("300") int rarezas,
        @Nullable Path dataset,
        @DefaultValue("0s") Duration demora,
        @DefaultValue List<Falla> fallas) {

    public SimuladorProperties {
        if (lineasPorDia < 0) {
            throw new IllegalArgumentException("klk.simulador.lineas-por-dia: " + lineasPorDia + " is negative");
        }
        if (articulos < 1) {
            throw new IllegalArgumentException("klk.simulador.articulos: " + articulos + " is not positive");
        }
        if (rarezas < 0 || rarezas > 1_000_000) {
            throw new IllegalArgumentException("klk.simulador.rarezas: " + rarezas + " is not within a million");
        }
    }
}
