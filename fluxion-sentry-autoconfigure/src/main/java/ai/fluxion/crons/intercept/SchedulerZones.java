package ai.fluxion.crons.intercept;

import java.time.ZoneId;
import java.util.function.Function;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.config.TaskSchedulerRouter;

/** The zone in which a scheduler reads a cron that names none: its clock's, looked up as Spring looks up the scheduler. */
record SchedulerZones(BeanFactory beans) implements Function<String, ZoneId> {

    @Override
    public ZoneId apply(String qualifier) {
        try {
            return scheduler(qualifier).getClock().getZone();
        } catch (BeansException noSchedulerOfItsOwn) {
            return ZoneId.systemDefault();
        }
    }

    private TaskScheduler scheduler(String qualifier) {
        if (!qualifier.isEmpty()) {
            return BeanFactoryAnnotationUtils.qualifiedBeanOfType(this.beans, TaskScheduler.class, qualifier);
        }
        TaskScheduler unique = this.beans.getBeanProvider(TaskScheduler.class).getIfUnique();
        return unique != null
                ? unique
                : this.beans.getBean(TaskSchedulerRouter.DEFAULT_TASK_SCHEDULER_BEAN_NAME, TaskScheduler.class);
    }
}
