package ai.fluxion.crons.store;

/**
 * What a state belongs to.
 *
 * @param environment the environment's name
 * @param slug the monitor's slug, which has the key of a keyed one in it
 * @since 0.1.0
 */
public record MonitorKey(String environment, String slug) {

    @Override
    public int hashCode() {
        // The environment is the same for almost all of them.
        return this.slug.hashCode();
    }
}
