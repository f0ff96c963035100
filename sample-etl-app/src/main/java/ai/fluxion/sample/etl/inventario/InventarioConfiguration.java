package ai.fluxion.sample.etl.inventario;

import ai.fluxion.sample.etl.duckdb.DuckDb;
import ai.fluxion.sample.etl.postgres.Postgres;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
class InventarioConfiguration {

    @Bean
    @Profile("!cluster")
    LotesArticulos articulosEnDuckDb(DuckDb duckDb) {
        return (tienda, ejecucion, ahora) -> new LoteArticulosDuckDb(duckDb, tienda, ahora);
    }

    @Bean
    @Profile("cluster")
    LotesArticulos articulosEnPostgres(Postgres postgres) {
        return (tienda, ejecucion, ahora) -> new LoteArticulosPostgres(postgres, tienda, ejecucion, ahora);
    }
}
