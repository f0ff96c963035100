package ai.fluxion.sample.etl.ejemplos;

import ai.fluxion.crons.CronMonitors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** 5. Métricas y pasos: la corrida termina en Sentry como transacción, con sus spans y sus medidas. */
@Component("ejemploMetricas")
@ConditionalOnProperty(name = "etl.ejemplo", havingValue = "metricas")
class Metricas implements Ejemplo {

    private final CronMonitors monitors;

    Metricas(CronMonitors monitors) {
        this.monitors = monitors;
    }

    @Override
    public void correr() {
        monitors.run("ejemplo_metricas", run -> {
            try (var paso = run.step("extraer")) {
                run.metric("registros_extraidos", 1200);
            }
            try (var paso = run.step("cargar")) {
                run.metric("registros_cargados", 1198);
            }
        });
    }
}
