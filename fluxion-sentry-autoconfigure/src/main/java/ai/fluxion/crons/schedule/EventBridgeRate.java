package ai.fluxion.crons.schedule;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** EventBridge's {@code rate(6 hours)}. */
final class EventBridgeRate {

    private static final Pattern RATE = Pattern.compile("rate\\(\\s*(\\d+)\\s+(minute|hour|day)(s?)\\s*\\)");

    private EventBridgeRate() {}

    static Schedule read(CronText text) {
        Matcher rate = RATE.matcher(text.text());
        if (!rate.matches()) {
            throw text.refuse(
                    "this is no rate of EventBridge",
                    "Write rate(1 hour), or rate(6 hours) with minutes, hours or days.");
        }
        CronText number = text.piece(rate.start(1), rate.end(1));
        long value = number.text().length() > 6 ? Long.MAX_VALUE : Long.parseLong(number.text());
        if (value < 1 || value > 999_999) {
            throw number.refuse("EventBridge has no such rate", "Write a number from 1 to 999999.");
        }
        if ((value == 1) == rate.group(3).equals("s")) {
            throw text.piece(rate.start(2), rate.end(3))
                    .refuse(
                            "EventBridge wants the singular for 1 and the plural otherwise",
                            "Write rate(1 %s) or rate(6 %1$ss).".formatted(rate.group(2)));
        }
        Duration unit =
                switch (rate.group(2)) {
                    case "minute" -> Duration.ofMinutes(1);
                    case "hour" -> Duration.ofHours(1);
                    default -> Duration.ofDays(1);
                };
        return new PeriodSchedule(text.text(), Dialect.EVENTBRIDGE, unit.multipliedBy(value));
    }
}
