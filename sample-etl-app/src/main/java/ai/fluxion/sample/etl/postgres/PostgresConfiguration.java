package ai.fluxion.sample.etl.postgres;

import ai.fluxion.sample.etl.consultas.ConsultasLentas;
import ai.fluxion.sample.etl.consultas.Cronometro;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ScriptUtils;

@Configuration(proxyBeanMethods = false)
@Profile("cluster")
class PostgresConfiguration {

    /** Any number that no other program takes: replicas make the tables one after the other. */
    private static final long CERROJO_DEL_ESQUEMA = 7_205_114_903L;

    /** It begins by dropping what is there. */
    private static final String TABLAS_DE_QUARTZ = "org/quartz/impl/jdbcjobstore/tables_postgres.sql";

    @Bean
    Cronometro cronometro(@Value("${etl.postgres.consulta-lenta:1s}") Duration consultaLenta) {
        return new Cronometro("postgresql", consultaLenta);
    }

    @Bean
    Postgres postgres(DataSource dataSource, Cronometro cronometro) throws SQLException {
        try (Connection conexion = dataSource.getConnection();
                Statement orden = conexion.createStatement()) {
            orden.execute("SELECT pg_advisory_lock(" + CERROJO_DEL_ESQUEMA + ")");
            try {
                ScriptUtils.executeSqlScript(conexion, new ClassPathResource("esquema.sql"));
                ScriptUtils.executeSqlScript(conexion, new ClassPathResource("cluster/esquema.sql"));
                if (!hayQuartz(orden)) {
                    enteras(conexion, new ClassPathResource(TABLAS_DE_QUARTZ));
                }
            } finally {
                orden.execute("SELECT pg_advisory_unlock(" + CERROJO_DEL_ESQUEMA + ")");
            }
        }
        return new Postgres(dataSource, cronometro);
    }

    /** All of it, or nothing: a replica that dies meanwhile leaves no half, that the next one would take for all. */
    private static void enteras(Connection conexion, ClassPathResource tablas) throws SQLException {
        conexion.setAutoCommit(false);
        try {
            ScriptUtils.executeSqlScript(conexion, tablas);
            conexion.commit();
        } catch (SQLException | RuntimeException e) {
            conexion.rollback();
            throw e;
        } finally {
            conexion.setAutoCommit(true);
        }
    }

    private static boolean hayQuartz(Statement orden) throws SQLException {
        try (ResultSet fila = orden.executeQuery("SELECT to_regclass('qrtz_locks') IS NOT NULL")) {
            fila.next();
            return fila.getBoolean(1);
        }
    }

    @Bean
    JdbcClient jdbcClient(DataSource dataSource, Postgres conTablas, Cronometro cronometro) {
        return JdbcClient.create(new ConsultasLentas(dataSource, cronometro));
    }
}
