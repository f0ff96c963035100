package ai.fluxion.sample.etl.cluster;

import org.quartz.JobPersistenceException;
import org.springframework.scheduling.quartz.LocalDataSourceJobStore;

/**
 * Quartz in PostgreSQL: each call to it is one transaction. Spring's own job store takes part in the caller's; without
 * one each statement is its own, so that Quartz's locks hold nobody off (two replicas that start store the same trigger)
 * and a replica that dies can leave half a trigger, which no replica can fire and none gets past.
 *
 * @since 0.1.0
 */
public final class AlmacenDeQuartz extends LocalDataSourceJobStore {

    /** Made by Quartz, from its name in {@code application-cluster.yml}. */
    public AlmacenDeQuartz() {}

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // as in the method that it overrides
    protected Object executeInLock(String lockName, TransactionCallback txCallback) throws JobPersistenceException {
        return executeInNonManagedTXLock(lockName, txCallback, null);
    }
}
