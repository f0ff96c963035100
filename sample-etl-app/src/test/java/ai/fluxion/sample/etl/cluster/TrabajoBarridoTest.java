package ai.fluxion.sample.etl.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.CronMonitor;
import ai.fluxion.sample.etl.ejecucion.Modo;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.quartz.JobExecutionContext;
import org.springframework.core.annotation.AnnotatedElementUtils;

class TrabajoBarridoTest {

    @Test
    void everyJobButRecoveriesIsAJobOfQuartz() {
        assertThat(TrabajoBarrido.TODOS)
                .containsOnlyKeys(Arrays.stream(Trabajo.values())
                        .filter(trabajo -> trabajo.modo() != Modo.RECUPERACION)
                        .toArray(Trabajo[]::new));
    }

    @Test
    void aJobOfQuartzIsTheMonitorOfItsJob() {
        TrabajoBarrido.TODOS.forEach((trabajo, tipo) -> {
            CronMonitor monitor = AnnotatedElementUtils.findMergedAnnotation(ejecutar(tipo), CronMonitor.class);
            assertThat(monitor).as("%s", trabajo).isNotNull();
            assertThat(monitor.value()).isEqualTo(trabajo.nombre());
            assertThat(monitor.checkinMargin()).isEqualTo("${etl.trabajos." + trabajo.clave() + ".margen}");
        });
    }

    private static Method ejecutar(Class<?> tipo) {
        try {
            return tipo.getMethod("execute", JobExecutionContext.class);
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }
}
