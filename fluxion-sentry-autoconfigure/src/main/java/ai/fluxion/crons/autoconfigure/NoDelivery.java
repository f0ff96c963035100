package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.delivery.CheckInDelivery;
import ai.fluxion.crons.delivery.CheckInMessage;
import ai.fluxion.crons.delivery.DeliveryStatistics;
import ai.fluxion.crons.delivery.DeliveryStatistics.Destination;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Takes check-ins nowhere: there is no Sentry SDK, or it is off, or nobody said where Sentry is.
 *
 * @param destination why
 */
record NoDelivery(Destination destination) implements CheckInDelivery, SmartInitializingSingleton {

    private static final Logger logger = LoggerFactory.getLogger(NoDelivery.class);

    @Override
    public void submit(CheckInMessage message) {}

    @Override
    public DeliveryStatistics statistics() {
        return DeliveryStatistics.none(this.destination);
    }

    /** Where somebody said where Sentry is, or that it is wanted, silence would be a surprise. */
    @Override
    public void afterSingletonsInstantiated() {
        if (this.destination == Destination.DISABLED) {
            logger.warn(
                    "The Sentry SDK is off (sentry.enabled) or not on the class path: neither check-ins nor errors of"
                            + " runs are sent. Jobs and the local view are not affected.");
        }
    }
}
