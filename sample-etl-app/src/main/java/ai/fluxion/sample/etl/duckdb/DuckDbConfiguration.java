package ai.fluxion.sample.etl.duckdb;

import ai.fluxion.sample.etl.consultas.ConsultasLentas;
import ai.fluxion.sample.etl.consultas.Cronometro;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

@Configuration(proxyBeanMethods = false)
@Profile("!cluster")
class DuckDbConfiguration {

    @Bean
    DuckDb duckDb(DuckDbProperties propiedades) {
        DuckDb duckDb = new DuckDb(propiedades);
        DatabasePopulatorUtils.execute(new ResourceDatabasePopulator(new ClassPathResource("esquema.sql")), duckDb);
        return duckDb;
    }

    @Bean
    JdbcClient jdbcClient(DataSource dataSource, DuckDbProperties propiedades) {
        return JdbcClient.create(
                new ConsultasLentas(dataSource, new Cronometro("duckdb", propiedades.consultaLenta())));
    }
}
