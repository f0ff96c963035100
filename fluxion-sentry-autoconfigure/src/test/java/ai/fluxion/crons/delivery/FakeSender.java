package ai.fluxion.crons.delivery;

import ai.fluxion.crons.delivery.DeliveryStatistics.Destination;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A sender that does as it is told. */
final class FakeSender implements CheckInSender {

    final List<CheckInMessage> sent = Collections.synchronizedList(new ArrayList<>());

    final AtomicInteger abandoned = new AtomicInteger();

    volatile Destination destination = Destination.ENABLED;

    /** {@code null} is no answer. */
    volatile Function<CheckInMessage, @Nullable SendResult> behaviour = message -> SendResult.accepted();

    volatile boolean closed;

    @Override
    public int window() {
        return 4;
    }

    @Override
    public Destination destination() {
        return this.destination;
    }

    @Override
    public Runnable send(CheckInMessage message, Consumer<SendResult> result) {
        this.sent.add(message);
        SendResult answer = this.behaviour.apply(message);
        if (answer != null) {
            result.accept(answer);
        }
        return this.abandoned::incrementAndGet;
    }

    @Override
    public void close() {
        this.closed = true;
    }
}
