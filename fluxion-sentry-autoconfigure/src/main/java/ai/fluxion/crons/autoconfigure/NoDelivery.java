package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.delivery.CheckInDelivery;
import ai.fluxion.crons.delivery.CheckInMessage;
import ai.fluxion.crons.delivery.DeliveryStatistics;
import ai.fluxion.crons.delivery.DeliveryStatistics.Destination;

/**
 * Takes check-ins nowhere: there is no Sentry SDK, or it is off, or nobody said where Sentry is.
 *
 * @param destination why
 */
record NoDelivery(Destination destination) implements CheckInDelivery {

    @Override
    public void submit(CheckInMessage message) {}

    @Override
    public DeliveryStatistics statistics() {
        return DeliveryStatistics.none(this.destination);
    }
}
