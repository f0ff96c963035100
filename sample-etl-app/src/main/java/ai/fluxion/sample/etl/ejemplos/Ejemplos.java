package ai.fluxion.sample.etl.ejemplos;

import ai.fluxion.crons.CronMonitor;
import ai.fluxion.crons.CronMonitors;
import ai.fluxion.crons.MonitorKeys;
import ai.fluxion.crons.MonitorRun;
import ai.fluxion.crons.monitor.CheckInStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Los diez. Cada clase es lo que alguien escribiría en su aplicación. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("etl.ejemplo")
class Ejemplos {

    private static final Logger logger = LoggerFactory.getLogger(Ejemplos.class);

    static final List<String> TIENDAS = List.of("tienda_01", "tienda_08", "tienda_17");

    /** Corre el ejemplo al arrancar; lo que falla se ve en su monitor, no tumba la aplicación. */
    @Bean
    ApplicationRunner corredorDeEjemplos(Ejemplo ejemplo) {
        return arguments -> {
            try {
                ejemplo.correr();
            } catch (Exception ex) {
                logger.info("El ejemplo terminó con {}", ex.toString());
            }
        };
    }

    /** Un pedazo de código con nombre. */
    @Bean
    @ConditionalOnProperty(name = "etl.ejemplo", havingValue = "simple")
    Ejemplo simple(CronMonitors monitors) {
        return () -> monitors.run("ejemplo_simple", run -> logger.info("procesando"));
    }

    @Bean
    @ConditionalOnProperty(name = "etl.ejemplo", havingValue = "anotacion")
    Anotado anotado() {
        return new Anotado();
    }

    /** Un método anotado de un bean: cada llamada es una corrida. */
    @Bean
    @ConditionalOnProperty(name = "etl.ejemplo", havingValue = "anotacion")
    Ejemplo anotacion(Anotado anotado) {
        return anotado::procesar;
    }

    /** Un monitor por tienda; una que falla no detiene a las demás. */
    @Bean
    @ConditionalOnProperty(name = "etl.ejemplo", havingValue = "por-tienda")
    Ejemplo porTienda(CronMonitors monitors) {
        return () -> {
            for (String tienda : TIENDAS) {
                monitors.run("ejemplo_tienda", tienda, run -> run.tag("tienda", tienda));
            }
        };
    }

    @Bean
    @ConditionalOnProperty(name = "etl.ejemplo", havingValue = "anotacion-por-tienda")
    AnotadoPorTienda anotadoPorTienda() {
        return new AnotadoPorTienda();
    }

    /** Lo mismo con una anotación: la clave sale del argumento. */
    @Bean
    @ConditionalOnProperty(name = "etl.ejemplo", havingValue = "anotacion-por-tienda")
    Ejemplo anotacionPorTienda(AnotadoPorTienda anotado) {
        return () -> TIENDAS.forEach(anotado::cargar);
    }

    /** Métricas y pasos: la corrida termina como transacción en Sentry. */
    @Bean
    @ConditionalOnProperty(name = "etl.ejemplo", havingValue = "metricas")
    Ejemplo metricas(CronMonitors monitors) {
        return () -> monitors.run("ejemplo_metricas", run -> {
            try (var paso = run.step("extraer")) {
                run.metric("registros_extraidos", 1200);
            }
            try (var paso = run.step("cargar")) {
                run.metric("registros_cargados", 1198);
            }
        });
    }

    @Bean
    @ConditionalOnProperty(name = "etl.ejemplo", havingValue = "horario")
    ConHorario conHorario() {
        return new ConHorario();
    }

    /** Un horario propio, para lo que otro planifica (un ESB, una persona). */
    @Bean
    @ConditionalOnProperty(name = "etl.ejemplo", havingValue = "horario")
    Ejemplo horario(ConHorario conHorario) {
        return conHorario::procesar;
    }

    /** Falla con una excepción, que sigue su camino. */
    @Bean
    @ConditionalOnProperty(name = "etl.ejemplo", havingValue = "falla")
    Ejemplo falla(CronMonitors monitors) {
        return () -> monitors.run("ejemplo_falla", run -> {
            throw new IllegalStateException("KLK no contesta");
        });
    }

    /** Muchas tiendas a la vez, y un barrido que dice cuáles fallaron. */
    @Bean
    @ConditionalOnProperty(name = "etl.ejemplo", havingValue = "paralelo")
    Ejemplo paralelo(CronMonitors monitors) {
        return () -> monitors.run("ejemplo_barrido", barrido -> barrer(monitors, barrido));
    }

    private static void barrer(CronMonitors monitors, MonitorRun barrido) throws InterruptedException {
        ExecutorService hilos = Executors.newFixedThreadPool(TIENDAS.size());
        try {
            List<Future<Boolean>> resultados = hilos.invokeAll(TIENDAS.stream()
                    .<java.util.concurrent.Callable<Boolean>>map(tienda -> () -> cargar(monitors, tienda))
                    .toList());
            long fallidas = resultados.stream().filter(Ejemplos::fallo).count();
            if (fallidas > 0) {
                barrido.fail("%d de %d".formatted(fallidas, TIENDAS.size()));
            }
        } finally {
            hilos.shutdown();
        }
    }

    private static boolean cargar(CronMonitors monitors, String tienda) {
        try {
            monitors.run("ejemplo_paralelo", tienda, run -> {
                if (tienda.equals("tienda_08")) {
                    throw new IllegalStateException("timeout");
                }
            });
            return true;
        } catch (IllegalStateException ex) {
            return false;
        }
    }

    private static boolean fallo(Future<Boolean> resultado) {
        try {
            return !resultado.get();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return true;
        } catch (java.util.concurrent.ExecutionException ex) {
            return true;
        }
    }

    /** Las tiendas salen de una lista configurada en un solo lugar. */
    @Bean
    @ConditionalOnProperty(name = "etl.ejemplo", havingValue = "lista")
    MonitorKeys clavesDelEjemplo() {
        return monitor -> monitor.equals("ejemplo_lista") ? TIENDAS : List.of();
    }

    @Bean
    @ConditionalOnProperty(name = "etl.ejemplo", havingValue = "lista")
    DeLista deLista() {
        return new DeLista();
    }

    @Bean
    @ConditionalOnProperty(name = "etl.ejemplo", havingValue = "lista")
    Ejemplo lista(DeLista deLista) {
        return () -> TIENDAS.forEach(deLista::cargar);
    }

    /** Un check-in a mano. */
    @Bean
    @ConditionalOnProperty(name = "etl.ejemplo", havingValue = "manual")
    Ejemplo manual(CronMonitors monitors) {
        return () -> monitors.checkIn("ejemplo_manual", CheckInStatus.OK, Duration.ofSeconds(60));
    }

    static class Anotado {

        @CronMonitor("ejemplo_anotacion")
        public void procesar() {
            logger.info("procesando");
        }
    }

    static class AnotadoPorTienda {

        @CronMonitor(value = "ejemplo_anotacion_tienda", key = "#tienda")
        public void cargar(String tienda) {
            MonitorRun.current().tag("tienda", tienda);
        }
    }

    static class ConHorario {

        @CronMonitor(
                value = "ejemplo_horario",
                schedule = "cron(0 */6 * * ? *)",
                timezone = "America/Caracas",
                checkinMargin = "15m",
                maxRuntime = "1h")
        public void procesar() {
            logger.info("procesando");
        }
    }

    static class DeLista {

        @CronMonitor(value = "ejemplo_lista", key = "#tienda", schedule = "every 6 hours")
        public void cargar(String tienda) {
            logger.info("cargando {}", tienda);
        }
    }
}
