package ai.fluxion.crons.schedule;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;

/** What a person should know of a translation, in English, or in Spanish where it is asked for. */
final class Remarks {

    private static final int DAY = 24;

    private final Locale locale;

    private final boolean spanish;

    private Remarks(Locale locale) {
        this.locale = locale;
        this.spanish = locale.getLanguage().equals("es");
    }

    static Remarks in(Locale locale) {
        return new Remarks(locale);
    }

    Locale locale() {
        return this.locale;
    }

    String neverFires() {
        return say(
                "It never fires: Sentry would lose every check-in that carries such a schedule.",
                "Nunca corre: Sentry perdería cada check-in que lleve un horario así.");
    }

    String someYears() {
        return say(
                "It fires in some years only, and a crontab knows no years: it is monitored locally only.",
                "Solo corre en algunos años, y un crontab no sabe de años: se vigila solo localmente.");
    }

    String longestGap(String refusal, SentryInterval interval) {
        return say("%s Sentry is told its longest gap, %s.", "%s A Sentry se le dice su hueco más largo, %s.")
                .formatted(refusal, words(interval));
    }

    String unknownZone(ZoneId zone) {
        return say(
                        "Sentry does not know the zone %s: name one of the tz database, such as America/Caracas.",
                        "Sentry no conoce la zona %s: nombre una de la base tz, como America/Caracas.")
                .formatted(zone);
    }

    String severalTimesAMinute() {
        return say(
                "It runs several times a minute, and Sentry sees whole minutes: check-ins are thinned out.",
                "Corre varias veces por minuto, y Sentry ve minutos enteros: se envían menos check-ins.");
    }

    String secondsIntoTheMinute(int seconds) {
        return say(
                        "It runs %d seconds into the minute, and Sentry drops the seconds: give it a margin of 2 minutes or more.",
                        "Corre en el segundo %d del minuto, y Sentry quita los segundos: déle un margen de 2 minutos o más.")
                .formatted(seconds);
    }

    String changingClocks(ZoneId zone) {
        return say(
                        "It runs in an hour that the clocks of %s skip or repeat, where Sentry's slots are not the"
                                + " scheduler's: about one false MISSED a year. Another minute or hour avoids it.",
                        "Corre en una hora que los relojes de %s saltan o repiten, donde Sentry no espera lo mismo que el"
                                + " planificador: más o menos un MISSED falso al año. Otro minuto u otra hora lo evita.")
                .formatted(zone);
    }

    String disabled() {
        return say("It is disabled.", "Está desactivado.");
    }

    String once() {
        return say("It runs once: it is monitored locally only.", "Corre una sola vez: se vigila solo localmente.");
    }

    String wholeMinutes(SentryInterval told, Duration period) {
        return say(
                        "Sentry counts whole minutes: it is told %s for %s.",
                        "Sentry cuenta minutos enteros: se le dice %s por %s.")
                .formatted(words(told), period);
    }

    String eitherDay(String who, MonthDays days, WeekDays weekdays) {
        return say(
                        "%s fires only when both %s match; a crontab fires on either.",
                        "%s corre solo cuando coinciden %s; un crontab corre con cualquiera de los dos.")
                .formatted(who, Description.bothDays(days, weekdays, this.locale));
    }

    String noDaysBeforeTheLast(int days) {
        return say(
                        "A crontab has no days counted back from the last (L-%d).",
                        "Un crontab no tiene días contados desde el último hacia atrás (L-%d).")
                .formatted(days);
    }

    String noNearestWeekday() {
        return say(
                "A crontab has no weekday nearest to a day (W).",
                "Un crontab no tiene el día laborable más cercano a un día (W).");
    }

    /** {@code 427 days and 1 hour} for Sentry's 10249 hours. */
    private String words(SentryInterval interval) {
        int days = interval.amount() / DAY;
        int hours = interval.amount() % DAY;
        return interval.unit() == SentryInterval.Unit.HOUR && days > 1 && hours > 0
                ? say("%s and %s", "%s y %s")
                        .formatted(amount(days, SentryInterval.Unit.DAY), amount(hours, SentryInterval.Unit.HOUR))
                : amount(interval.amount(), interval.unit());
    }

    private String amount(int amount, SentryInterval.Unit unit) {
        return this.spanish
                ? SpanishWords.amount(amount, unit)
                : SentryInterval.of(amount, unit).words();
    }

    private String say(String english, String inSpanish) {
        return this.spanish ? inSpanish : english;
    }
}
