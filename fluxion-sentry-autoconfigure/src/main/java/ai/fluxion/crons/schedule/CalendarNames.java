package ai.fluxion.crons.schedule;

import java.util.List;

/** The English names of months and weekdays that every dialect knows. */
final class CalendarNames {

    static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

    static final List<String> FROM_MONDAY = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

    static final List<String> FROM_SUNDAY = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    private CalendarNames() {}
}
