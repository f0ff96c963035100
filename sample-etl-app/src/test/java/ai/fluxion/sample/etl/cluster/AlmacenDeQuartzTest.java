package ai.fluxion.sample.etl.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.sample.etl.ejecucion.EtlProperties;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.tienda.Tiendas;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.matchers.GroupMatcher;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;

/** Replicas that tell Quartz the same jobs at once, or half of them. */
class AlmacenDeQuartzTest {

    private static final JobKey BARRIDO = new JobKey(Trabajo.VENTAS_HISTORICO.nombre(), "barridos");
    private static final List<Tienda> TIENDAS = List.of(new Tienda("tienda_01", "TIENDA 1", "SUC001", "ALM1"));

    @SuppressWarnings("NullAway.Init")
    private static EmbeddedPostgres postgres;

    @SuppressWarnings("NullAway.Init")
    private static JdbcClient sql;

    @SuppressWarnings("NullAway.Init")
    private SchedulerFactoryBean una;

    @SuppressWarnings("NullAway.Init")
    private SchedulerFactoryBean otra;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        sql = JdbcClient.create(postgres.getPostgresDatabase());
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void twoReplicasOfAnEmptyDatabase() throws Exception {
        DatabasePopulatorUtils.execute(
                new ResourceDatabasePopulator(
                        new ClassPathResource("org/quartz/impl/jdbcjobstore/tables_postgres.sql")),
                postgres.getPostgresDatabase());
        una = replica("una");
        otra = replica("otra");
    }

    @AfterEach
    void shutDown() throws SchedulerException {
        una.destroy();
        otra.destroy();
    }

    @RepeatedTest(8)
    void replicasThatStartAtOnceTellQuartzEachJobOnce() throws Exception {
        CyclicBarrier alaVez = new CyclicBarrier(2);
        ExecutorService hilos = Executors.newFixedThreadPool(2);
        try {
            List<Future<Void>> ambas = hilos.invokeAll(List.of(programar(una, alaVez), programar(otra, alaVez)));
            for (Future<Void> cada : ambas) {
                cada.get();
            }
        } finally {
            hilos.shutdown();
        }

        assertThat(scheduler(una).getTriggerKeys(GroupMatcher.anyGroup()))
                .extracting("name")
                .containsExactlyInAnyOrderElementsOf(TrabajoBarrido.TODOS.keySet().stream()
                        .map(Trabajo::nombre)
                        .toList());
    }

    @Test
    void aReplicaThatDiesBetweenTwoStatementsLeavesNoHalfTrigger() throws Exception {
        // What Quartz writes after a trigger's first row is refused, as if it had never been sent.
        sql.sql("ALTER TABLE qrtz_cron_triggers ADD CONSTRAINT nada CHECK (false)")
                .update();

        assertThatThrownBy(() -> programacion(una).afterPropertiesSet()).isInstanceOf(SchedulerException.class);

        assertThat(sql.sql("SELECT trigger_name FROM qrtz_triggers")
                        .query(String.class)
                        .list())
                .isEmpty();
        sql.sql("ALTER TABLE qrtz_cron_triggers DROP CONSTRAINT nada").update();
        programacion(otra).afterPropertiesSet();
        assertThat(scheduler(otra).getTriggerKeys(GroupMatcher.anyGroup())).hasSize(TrabajoBarrido.TODOS.size());
    }

    @Test
    void aSweepThatAReplicaIsGivenWhileItStopsIsLeftToTheOthersAndKeepsItsSchedule() throws Exception {
        programacion(una).afterPropertiesSet();
        Scheduler quartz = scheduler(una);
        CountDownLatch dado = new CountDownLatch(1);
        quartz.setJobFactory((disparo, scheduler) -> {
            scheduler.standby(); // what Spring does first when it stops; then it destroys the beans
            dado.countDown();
            throw new SchedulerException("the beans that the job needs are gone");
        });
        quartz.start();
        quartz.triggerJob(BARRIDO);
        dado.await();
        quartz.shutdown(true);

        assertThat(estados())
                .as("with an error it would never run again, on no replica")
                .doesNotContain("ERROR");
        assertThat(sql.sql("SELECT requests_recovery FROM qrtz_fired_triggers WHERE state = 'EXECUTING'")
                        .query(Boolean.class)
                        .list())
                .as("what others find, and run")
                .containsExactly(true);
    }

    @Test
    void aScheduleThatCameToNothingIsAScheduleAgainAfterTheNextStart() throws Exception {
        programacion(una).afterPropertiesSet();
        sql.sql("UPDATE qrtz_triggers SET trigger_state = 'ERROR'").update();

        programacion(otra).afterPropertiesSet();

        assertThat(estados()).containsOnly("WAITING").hasSize(TrabajoBarrido.TODOS.size());
    }

    private static List<String> estados() {
        return sql.sql("SELECT trigger_state FROM qrtz_triggers")
                .query(String.class)
                .list();
    }

    private static Callable<Void> programar(SchedulerFactoryBean replica, CyclicBarrier alaVez) {
        return () -> {
            Programacion programacion = programacion(replica);
            alaVez.await();
            programacion.afterPropertiesSet();
            return null;
        };
    }

    private static Programacion programacion(SchedulerFactoryBean replica) {
        Map<String, EtlProperties.Programa> programas = new HashMap<>();
        for (Trabajo trabajo : TrabajoBarrido.TODOS.keySet()) {
            programas.put(
                    trabajo.clave(),
                    new EtlProperties.Programa("0 0 4 * * *", Duration.ofMinutes(5), Duration.ofHours(1)));
        }
        return new Programacion(
                scheduler(replica),
                new EtlProperties(ZoneId.of("America/Caracas"), "2.0", 1, 0, Duration.ofDays(1), programas),
                new Tiendas(TIENDAS));
    }

    private static Scheduler scheduler(SchedulerFactoryBean replica) {
        Scheduler scheduler = replica.getObject();
        assertThat(scheduler).isNotNull();
        return scheduler;
    }

    /** As Boot makes it, from the profile's own properties; its threads are not started. */
    private static SchedulerFactoryBean replica(String nombre) throws Exception {
        YamlPropertiesFactoryBean perfil = new YamlPropertiesFactoryBean();
        perfil.setResources(new ClassPathResource("application-cluster.yml"));
        Properties propiedades = new Properties();
        String prefijo = "spring.quartz.properties.";
        perfil.getObject().forEach((clave, valor) -> {
            if (clave.toString().startsWith(prefijo)) {
                propiedades.setProperty(clave.toString().substring(prefijo.length()), valor.toString());
            }
        });
        propiedades.setProperty("org.quartz.scheduler.instanceId", nombre);
        SchedulerFactoryBean quartz = new SchedulerFactoryBean();
        quartz.setDataSource(postgres.getPostgresDatabase());
        quartz.setQuartzProperties(propiedades);
        quartz.setExposeSchedulerInRepository(false);
        quartz.afterPropertiesSet();
        return quartz;
    }
}
