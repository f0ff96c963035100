package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.delivery.CheckInDelivery;
import ai.fluxion.crons.delivery.CheckInMessage;
import ai.fluxion.crons.delivery.DeliveryStatistics;
import ai.fluxion.crons.delivery.DeliveryStatistics.Destination;

/** Takes check-ins nowhere, where there is no Sentry SDK. */
final class NoDelivery implements CheckInDelivery {

    @Override
    public void submit(CheckInMessage message) {}

    @Override
    public DeliveryStatistics statistics() {
        return DeliveryStatistics.none(Destination.DISABLED);
    }
}
