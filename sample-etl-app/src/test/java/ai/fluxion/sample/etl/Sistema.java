package ai.fluxion.sample.etl;

import ai.fluxion.crons.MonitorRun;
import ai.fluxion.crons.MonitorRunHolder;
import ai.fluxion.sample.etl.simulador.Simulador;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole sample, without its clockwork: jobs run when a test says so. KLK is the simulator, over HTTP. */
public final class Sistema implements AutoCloseable {

    private final ConfigurableApplicationContext contexto;

    private Sistema(ConfigurableApplicationContext contexto) {
        this.contexto = contexto;
    }

    /** Starts it on a database in a folder. */
    public static Sistema en(Path carpeta, String... propiedades) {
        return iniciar(carpeta, WebApplicationType.NONE, List.of(), propiedades);
    }

    /** Starts it with beans of the test's, which replace its own. */
    public static Sistema en(Path carpeta, List<Class<?>> fuentes, String... propiedades) {
        return iniciar(carpeta, WebApplicationType.NONE, fuentes, propiedades);
    }

    /** Starts it with its web server, on a free port. */
    public static Sistema conWeb(Path carpeta, List<Class<?>> fuentes, String... propiedades) {
        return iniciar(carpeta, WebApplicationType.SERVLET, fuentes, propiedades);
    }

    private static Sistema iniciar(
            Path carpeta, WebApplicationType web, List<Class<?>> fuentes, String... propiedades) {
        List<String> argumentos = new ArrayList<>(List.of(
                "--etl.duckdb.archivo=" + carpeta.resolve("klk.duckdb"),
                "--etl.programacion.activa=false",
                "--klk.simulador.activo=true",
                "--klk.simulador.puerto=0",
                "--klk.pausa=0s",
                "--server.port=0",
                "--spring.main.allow-bean-definition-overriding=true",
                "--spring.main.banner-mode=off",
                "--logging.level.root=WARN"));
        for (String propiedad : propiedades) {
            String nombre = "--" + propiedad.substring(0, propiedad.indexOf('=') + 1);
            argumentos.removeIf(argumento -> argumento.startsWith(nombre)); // the test's word counts
            argumentos.add("--" + propiedad);
        }
        List<Class<?>> todas = new ArrayList<>();
        todas.add(SampleEtlApplication.class);
        todas.addAll(fuentes);
        return new Sistema(new SpringApplicationBuilder(todas.toArray(Class<?>[]::new))
                .web(web)
                .registerShutdownHook(false)
                .run(argumentos.toArray(String[]::new)));
    }

    /** A bean. */
    public <T> T bean(Class<T> tipo) {
        return contexto.getBean(tipo);
    }

    /** A property. */
    public String propiedad(String nombre) {
        return contexto.getEnvironment().getRequiredProperty(nombre);
    }

    /** The simulated KLK. */
    public Simulador klk() {
        return bean(Simulador.class);
    }

    /** The database. */
    public JdbcClient sql() {
        return bean(JdbcClient.class);
    }

    /** Runs a job as a run, and gives what that was told. */
    public <T> RunGrabado correr(Class<T> tipo, Consumer<T> trabajo) {
        RunGrabado run = new RunGrabado();
        MonitorRun antes = MonitorRunHolder.exchange(run);
        try {
            trabajo.accept(bean(tipo));
        } finally {
            MonitorRunHolder.exchange(antes);
        }
        return run;
    }

    @Override
    public void close() {
        contexto.close();
    }
}
