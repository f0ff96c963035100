package ai.fluxion.sample.etl.cluster;

import ai.fluxion.sample.etl.ejecucion.EtlProperties;
import ai.fluxion.sample.etl.ejecucion.Modo;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.tienda.Tiendas;
import java.util.TimeZone;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Tells Quartz the jobs, before it starts: a sweep for each schedule, and for each store and job one that waits to be
 * asked. What Quartz knows already stays as it is, so that a replica that starts moves no slot of the others'.
 */
@Component
@Profile("cluster")
@ConditionalOnProperty(name = "etl.programacion.activa", matchIfMissing = true)
class Programacion implements InitializingBean {

    private static final String GRUPO = "barridos";

    private final Scheduler quartz;
    private final EtlProperties propiedades;
    private final Tiendas tiendas;

    Programacion(Scheduler quartz, EtlProperties propiedades, Tiendas tiendas) {
        this.quartz = quartz;
        this.propiedades = propiedades;
        this.tiendas = tiendas;
    }

    @Override
    public void afterPropertiesSet() throws SchedulerException {
        for (Trabajo trabajo : Trabajo.values()) {
            Class<? extends Job> tipo =
                    trabajo.modo() == Modo.RECUPERACION ? TrabajoRecuperacion.class : TrabajoTienda.class;
            for (Tienda tienda : tiendas.todas()) {
                quartz.addJob(trabajo(tipo, Tarea.trabajoDe(trabajo, tienda)), true);
            }
            Class<? extends Job> barrido = TrabajoBarrido.TODOS.get(trabajo);
            if (barrido != null) {
                programar(trabajo, trabajo(barrido, new JobKey(trabajo.nombre(), GRUPO)));
            }
        }
    }

    private static JobDetail trabajo(Class<? extends Job> tipo, JobKey clave) {
        return JobBuilder.newJob(tipo)
                .withIdentity(clave)
                .storeDurably()
                .requestRecovery()
                .build();
    }

    private void programar(Trabajo trabajo, JobDetail detalle) throws SchedulerException {
        if (!propiedades.agenda(trabajo).activa()) {
            quartz.deleteJob(detalle.getKey());
            return;
        }
        quartz.addJob(detalle, true);
        CronTrigger nuevo = disparador(trabajo, detalle);
        Trigger viejo = quartz.getTrigger(nuevo.getKey());
        if (viejo == null) {
            try {
                quartz.scheduleJob(nuevo);
            } catch (ObjectAlreadyExistsException e) {
                return; // another replica starts, too
            }
        } else if (!(viejo instanceof CronTrigger cron)
                || !cron.getCronExpression().equals(nuevo.getCronExpression())
                || !cron.getTimeZone().equals(nuevo.getTimeZone())) {
            quartz.rescheduleJob(nuevo.getKey(), nuevo);
        } else if (quartz.getTriggerState(nuevo.getKey()) == Trigger.TriggerState.ERROR) {
            quartz.resetTriggerFromErrorState(nuevo.getKey()); // some replica could not make the job: this one may
        }
    }

    private CronTrigger disparador(Trabajo trabajo, JobDetail detalle) {
        // A slot that nobody was there for is run when somebody is.
        CronScheduleBuilder horario = CronScheduleBuilder.cronSchedule(
                        CronDeQuartz.de(propiedades.programa(trabajo).cron()))
                .inTimeZone(TimeZone.getTimeZone(propiedades.zona()))
                .withMisfireHandlingInstructionFireAndProceed();
        return TriggerBuilder.newTrigger()
                .withIdentity(new TriggerKey(trabajo.nombre(), GRUPO))
                .forJob(detalle)
                .withSchedule(horario)
                .build();
    }
}
