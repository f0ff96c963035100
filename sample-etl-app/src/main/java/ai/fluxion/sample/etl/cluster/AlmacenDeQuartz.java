package ai.fluxion.sample.etl.cluster;

import org.quartz.JobDetail;
import org.quartz.JobPersistenceException;
import org.quartz.Trigger.CompletedExecutionInstruction;
import org.quartz.spi.OperableTrigger;
import org.springframework.scheduling.quartz.LocalDataSourceJobStore;

/**
 * Quartz in PostgreSQL: each call to it is one transaction. Spring's own job store takes part in the caller's; without
 * one each statement is its own, so that Quartz's locks hold nobody off (two replicas that start store the same trigger)
 * and a replica that dies can leave half a trigger, which no replica can fire and none gets past.
 *
 * @since 0.1.0
 */
public final class AlmacenDeQuartz extends LocalDataSourceJobStore {

    private volatile boolean parado;

    /** Made by Quartz, from its name in {@code application-cluster.yml}. */
    public AlmacenDeQuartz() {}

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // as in the method that it overrides
    protected Object executeInLock(String lockName, TransactionCallback txCallback) throws JobPersistenceException {
        return executeInNonManagedTXLock(lockName, txCallback, null);
    }

    @Override
    public void schedulerPaused() {
        parado = true;
        super.schedulerPaused();
    }

    @Override
    public void schedulerResumed() {
        super.schedulerResumed();
        parado = false;
    }

    /**
     * What a replica is given in the moment in which it stops it cannot begin any more. Quartz would blame the job, and no
     * replica would ever run its schedule again; instead the others find it, as they find what a dead replica has left.
     */
    @Override
    public void triggeredJobComplete(OperableTrigger disparador, JobDetail trabajo, CompletedExecutionInstruction que) {
        if (!(parado && que == CompletedExecutionInstruction.SET_ALL_JOB_TRIGGERS_ERROR)) {
            super.triggeredJobComplete(disparador, trabajo, que);
        }
    }
}
