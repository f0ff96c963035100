package ai.fluxion.sample.etl.ventas;

import ai.fluxion.sample.etl.duckdb.DuckDb;
import ai.fluxion.sample.etl.postgres.Postgres;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
class VentasConfiguration {

    @Bean
    @Profile("!cluster")
    Lotes lotesEnDuckDb(DuckDb duckDb) {
        return (tienda, ejecucion, ahora) -> new LoteDuckDb(duckDb, tienda, ejecucion, ahora);
    }

    @Bean
    @Profile("cluster")
    Lotes lotesEnPostgres(Postgres postgres) {
        return (tienda, ejecucion, ahora) -> new LotePostgres(postgres, tienda, ejecucion, ahora);
    }
}
