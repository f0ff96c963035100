package ai.fluxion.compat;

import io.sentry.spring.jakarta.checkin.SentryCheckIn;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** A job with the SDK's own annotation, as the SDK for this Spring Boot has it. */
@Component
class SentrysOwnJob {

    @Scheduled(fixedRate = 400)
    @SentryCheckIn("de-sentry")
    public void run() {}
}
