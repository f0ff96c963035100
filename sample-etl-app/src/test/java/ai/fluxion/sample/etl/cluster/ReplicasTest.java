package ai.fluxion.sample.etl.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import ai.fluxion.sample.etl.Sistema;
import ai.fluxion.sample.etl.ejecucion.Ejecucion;
import ai.fluxion.sample.etl.ejecucion.Ejecuciones;
import ai.fluxion.sample.etl.ejecucion.Encargo;
import ai.fluxion.sample.etl.ejecucion.Estado;
import ai.fluxion.sample.etl.ejecucion.EtlProperties;
import ai.fluxion.sample.etl.ejecucion.FalloAjenoException;
import ai.fluxion.sample.etl.ejecucion.TipoError;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.postgres.TomadaException;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.tienda.Tiendas;
import ai.fluxion.sample.etl.trabajo.CargaAqui;
import ai.fluxion.sample.etl.tracking.Recuperador;
import ai.fluxion.sample.etl.ventana.Ventana;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.matchers.GroupMatcher;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** What replicas tell each other; and who waits for them, while none takes what is asked for: the scheduler is paused. */
class ReplicasTest {

    private static final LocalDate DIA = LocalDate.of(2026, 1, 8);

    @SuppressWarnings("NullAway.Init")
    private static Sistema sistema;

    @SuppressWarnings("NullAway.Init")
    private static Tienda tienda;

    @SuppressWarnings("NullAway.Init")
    private Scheduler quartz;

    @BeforeAll
    static void start(@TempDir Path carpeta) {
        sistema = Sistema.en(
                carpeta,
                List.of(),
                "etl.trabajos.ventas-historico.duracion-maxima=1s",
                "etl.trabajos.ventas-historico.cron=-");
        DatabasePopulatorUtils.execute(
                new ResourceDatabasePopulator(new ClassPathResource("cluster/esquema.sql")),
                sistema.bean(DataSource.class));
        tienda = sistema.bean(Tiendas.class).todas().get(0);
    }

    @AfterAll
    static void stop() {
        sistema.close();
    }

    @BeforeEach
    void aSchedulerThatIsPaused() throws SchedulerException {
        Properties propiedades = new Properties();
        propiedades.setProperty("org.quartz.scheduler.instanceName", "ReplicasTest");
        propiedades.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        propiedades.setProperty("org.quartz.threadPool.threadCount", "1");
        quartz = new StdSchedulerFactory(propiedades).getScheduler();
        for (Trabajo trabajo : List.of(Trabajo.VENTAS_HISTORICO, Trabajo.VENTAS_RECUPERACION)) {
            quartz.addJob(
                    JobBuilder.newJob(Dura.class)
                            .withIdentity(Tarea.trabajoDe(trabajo, tienda))
                            .storeDurably()
                            .build(),
                    true);
        }
        quartz.standby();
    }

    @AfterEach
    void shutDown() throws SchedulerException {
        Dura.sigue.set(false);
        quartz.shutdown(true);
        Dura.sigue.set(true);
        sistema.sql().sql("DELETE FROM etl_ejecuciones").update();
    }

    @Test
    void aRecoveryThatNoReplicaTakesIsGivenUpInTimeAndStaysAGap() throws SchedulerException {
        Encargo encargo = recuperacion();

        assertThat(recuperaciones().recuperar(encargo)).isFalse();

        Ejecucion ejecucion = ultima();
        assertThat(ejecucion.estado()).isEqualTo(Estado.FALLIDO);
        assertThat(ejecucion.errorTipo()).isEqualTo(TipoError.TIMEOUT.palabra());
        assertThat(ejecucion.errorMensaje()).isEqualTo("ninguna réplica la tomó a tiempo");
        assertThat(quartz.getTriggerKeys(GroupMatcher.anyGroup()))
                .as("nobody takes it later")
                .isEmpty();
    }

    @Test
    void aRecoveryThatAReplicaHasBegunGoesOnWhenNobodyWaitsAnyMore() throws SchedulerException {
        quartz.start();

        assertThat(recuperaciones().recuperar(recuperacion())).isFalse();

        assertThat(ultima().estado()).isEqualTo(Estado.EN_PROCESO);
        assertThat(quartz.getCurrentlyExecutingJobs()).hasSize(1);
    }

    @Test
    void aStoreThatNoReplicaTakesIsATimeout() {
        CargaEnCluster carga = new CargaEnCluster(
                quartz,
                new Tramos(sistema.sql(), Clock.systemUTC()),
                sistema.bean(EtlProperties.class),
                Clock.systemUTC());

        assertThatThrownBy(() -> carga.cargar(Trabajo.VENTAS_HISTORICO, tienda, DIA.atStartOfDay()))
                .isInstanceOf(FalloAjenoException.class)
                .hasMessageContaining("ninguna réplica terminó " + tienda.id())
                .satisfies(e -> assertThat(TipoError.de(e)).isEqualTo(TipoError.TIMEOUT));
    }

    @Test
    void whoWaitsCanBeInterrupted() throws Exception {
        RecuperacionesEnCluster recuperaciones = new RecuperacionesEnCluster(
                quartz,
                sistema.bean(Ejecuciones.class),
                new EtlProperties(sistema.bean(EtlProperties.class).zona(), "2.0", 1, 0, Duration.ofDays(1), Map.of()),
                Clock.systemUTC());
        AtomicReference<Throwable> fin = new AtomicReference<>();
        AtomicBoolean interrumpido = new AtomicBoolean();
        Thread hilo = new Thread(() -> {
            try {
                recuperaciones.recuperar(recuperacion());
            } catch (CancellationException e) {
                fin.set(e);
            }
            interrumpido.set(Thread.currentThread().isInterrupted());
        });
        hilo.start();
        await().until(() -> !quartz.getTriggerKeys(GroupMatcher.anyGroup()).isEmpty());
        hilo.interrupt();
        hilo.join();

        assertThat(fin.get()).isInstanceOf(CancellationException.class);
        assertThat(interrumpido).isTrue();
    }

    @Test
    void aStoreThatFailsIsToldToWhoWaitsForIt() throws JobExecutionException {
        Tarea tarea = tarea("2026-01-08T10:00");

        ejecutar(tarea, new SQLException("disk full"));

        assertThat(tramos().buscar(tarea)).hasValueSatisfying(hecho -> {
            assertThat(hecho.error()).isEqualTo(TipoError.DB_ERROR);
            assertThat(hecho.mensaje()).contains("disk full");
        });
    }

    @Test
    void aReplicaThatWasTakenForDeadLeavesTheWordToTheOneThatTookOver() throws JobExecutionException {
        Tarea tarea = tarea("2026-01-08T10:20");

        ejecutar(tarea, new TomadaException(13));

        assertThat(tramos().buscar(tarea)).isEmpty();
    }

    @Test
    void aRecoveryThatNobodyRunsStopsHidingItsGapAndOneThatWaitsGoesOnWaiting() {
        Ejecuciones ejecuciones = sistema.bean(Ejecuciones.class);
        long pedida = recuperaciones().solicitar(recuperacion()).id();
        // Its replica died before it could ask Quartz.
        long huerfana = ejecuciones.iniciar(recuperacion());

        recuperaciones().abandonar();
        assertThat(estado(huerfana)).as("perhaps it is being asked for now").isEqualTo(Estado.EN_PROCESO);

        recuperaciones(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2))).abandonar();
        assertThat(estado(huerfana)).isEqualTo(Estado.FALLIDO);
        assertThat(estado(pedida)).isEqualTo(Estado.EN_PROCESO);
    }

    @Test
    void aRecoveryOfAStoreThatTheReplicaDoesNotKnowFails() throws JobExecutionException {
        Ejecuciones ejecuciones = sistema.bean(Ejecuciones.class);
        long id = ejecuciones.iniciar(recuperacion());

        recuperar(ejecuciones, id, new Tiendas(List.of()));

        assertThat(ultima().estado()).isEqualTo(Estado.FALLIDO);
        assertThat(ultima().errorMensaje()).contains("no conoce la tienda tienda_01");
    }

    @Test
    void aRecoveryIsBegunAgainWhenTheDatabaseDidNotAnswer() {
        Ejecuciones sinBase = mock();
        when(sinBase.buscar(13)).thenThrow(new CannotGetJdbcConnectionException("restarting"));

        assertThatThrownBy(() -> recuperar(sinBase, 13, sistema.bean(Tiendas.class)))
                .isInstanceOfSatisfying(JobExecutionException.class, e -> assertThat(e.refireImmediately())
                        .isTrue());
    }

    @Test
    void whoWaitsLivesThroughARestartOfTheDatabase() {
        Iterator<String> respuestas = List.of("no", "no", "hecho").iterator();

        Optional<String> hecho = Espera.de(
                () -> {
                    String respuesta = respuestas.next();
                    if (respuesta.equals("no")) {
                        throw new CannotGetJdbcConnectionException("restarting");
                    }
                    return Optional.of(respuesta);
                },
                Duration.ofMinutes(1));

        assertThat(hecho).contains("hecho");
        assertThatThrownBy(() -> Espera.de(
                        () -> {
                            throw new CannotGetJdbcConnectionException("gone");
                        },
                        Duration.ZERO))
                .isInstanceOf(CannotGetJdbcConnectionException.class);
    }

    @Test
    void whatKlkSaysIsWrittenWithoutTheCharacterThatPostgresRefuses() {
        long id = sistema.bean(Ejecuciones.class).iniciar(recuperacion());
        sistema.bean(Ejecuciones.class).fallar(id, TipoError.API_ERROR, "no\0hay", Duration.ZERO);
        Tarea tarea = tarea("2026-01-08T10:40");
        tramos().fallido(tarea, TipoError.API_ERROR, "no\0hay");

        assertThat(ultima().errorMensaje()).isEqualTo("nohay");
        assertThat(tramos().buscar(tarea).orElseThrow().mensaje()).isEqualTo("nohay");
    }

    private static void recuperar(Ejecuciones ejecuciones, long id, Tiendas tiendas) throws JobExecutionException {
        JobExecutionContext contexto = mock();
        when(contexto.getMergedJobDataMap()).thenReturn(TrabajoRecuperacion.datos(recuperacion(), id));
        new TrabajoRecuperacion(sistema.bean(Recuperador.class), ejecuciones, tiendas).execute(contexto);
    }

    private static Estado estado(long id) {
        return sistema.bean(Ejecuciones.class).buscar(id).orElseThrow().estado();
    }

    @Test
    void aStoreThatAReplicaDoesNotKnowYetIsLeftToTheOthersForAWhile() throws SchedulerException {
        Tarea tarea = tarea("2026-01-08T11:00");
        Trigger disparador = TriggerBuilder.newTrigger()
                .withIdentity(tarea.disparador())
                .forJob(Tarea.trabajoDe(Trabajo.VENTAS_HISTORICO, tienda))
                .usingJobData(tarea.datos())
                .startAt(Date.from(tarea.pedida()))
                .build();
        quartz.scheduleJob(disparador);

        ejecutarSinLaTienda(tarea, disparador, tarea.pedida());

        assertThat(tramos().buscar(tarea)).isEmpty();
        Trigger otraVez = quartz.getTrigger(tarea.disparador());
        assertThat(otraVez.getStartTime()).isAfter(disparador.getStartTime());
        assertThat(otraVez.getJobDataMap()).isEqualTo(tarea.datos());
        assertThat(otraVez.getJobKey()).isEqualTo(disparador.getJobKey());

        ejecutarSinLaTienda(tarea, otraVez, tarea.pedida().plus(Duration.ofMinutes(2)));

        assertThat(tramos().buscar(tarea).orElseThrow().mensaje())
                .isEqualTo("ninguna réplica conoce la tienda " + tienda.id());
    }

    private void ejecutarSinLaTienda(Tarea tarea, Trigger disparador, Instant ahora) throws JobExecutionException {
        JobExecutionContext contexto = mock();
        when(contexto.getMergedJobDataMap()).thenReturn(tarea.datos());
        when(contexto.getTrigger()).thenReturn(disparador);
        when(contexto.getScheduler()).thenReturn(quartz);
        CargaAqui carga = mock();
        new TrabajoTienda(
                        carga,
                        sistema.bean(Ejecuciones.class),
                        new Tiendas(List.of()),
                        tramos(),
                        Clock.fixed(ahora, ZoneOffset.UTC))
                .execute(contexto);
        verifyNoInteractions(carga);
    }

    private static void ejecutar(Tarea tarea, SQLException fallo) throws JobExecutionException {
        CargaAqui carga = mock();
        when(carga.cargar(any(), any(), any())).thenThrow(new UncategorizedSQLException("load", null, fallo));
        JobExecutionContext contexto = mock();
        when(contexto.getMergedJobDataMap()).thenReturn(tarea.datos());
        new TrabajoTienda(
                        carga,
                        sistema.bean(Ejecuciones.class),
                        sistema.bean(Tiendas.class),
                        tramos(),
                        Clock.systemUTC())
                .execute(contexto);
    }

    private static Tramos tramos() {
        return new Tramos(sistema.sql(), Clock.systemUTC());
    }

    private static Tarea tarea(String slot) {
        return new Tarea(
                Trabajo.VENTAS_INCREMENTAL,
                "tienda_01",
                LocalDateTime.parse(slot),
                Instant.parse("2026-01-08T14:00:00Z"));
    }

    private RecuperacionesEnCluster recuperaciones() {
        return recuperaciones(Clock.systemUTC());
    }

    private RecuperacionesEnCluster recuperaciones(Clock reloj) {
        return new RecuperacionesEnCluster(
                quartz, sistema.bean(Ejecuciones.class), sistema.bean(EtlProperties.class), reloj);
    }

    private static Encargo recuperacion() {
        return new Encargo(Trabajo.VENTAS_RECUPERACION, tienda, Ventana.dia(DIA));
    }

    private static Ejecucion ultima() {
        long id = sistema.sql()
                .sql("SELECT max(id) FROM etl_ejecuciones")
                .query(Long.class)
                .single();
        return sistema.bean(Ejecuciones.class).buscar(id).orElseThrow();
    }

    /** A job that has been begun, and goes on. */
    @DisallowConcurrentExecution
    public static final class Dura implements Job {

        private static final AtomicBoolean sigue = new AtomicBoolean(true);

        @Override
        public void execute(JobExecutionContext contexto) {
            await().until(() -> !sigue.get());
        }
    }
}
