package ai.fluxion.crons.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Several crons of one job, which together are what one cron says. */
final class UnionSchedule extends CronSchedule {

    private final List<CronSchedule> parts;

    private UnionSchedule(List<CronSchedule> parts, CronFields fields) {
        super(
                parts.stream().map(CronSchedule::text).collect(Collectors.joining(" | ")),
                parts.get(0).dialect(),
                parts.get(0).zone(),
                fields);
        this.parts = List.copyOf(parts);
    }

    static Optional<Schedule> of(List<Schedule> schedules) {
        List<Schedule> distinct = schedules.stream()
                .filter(schedule -> !(schedule instanceof DisabledSchedule))
                .distinct()
                .toList();
        if (distinct.size() <= 1) {
            return distinct.isEmpty() ? schedules.stream().findFirst() : Optional.of(distinct.get(0));
        }
        List<CronSchedule> crons = new ArrayList<>();
        for (Schedule schedule : distinct) {
            if (!(schedule instanceof CronSchedule cron) || !isAlike(cron, distinct.get(0))) {
                return Optional.empty();
            }
            crons.add(cron);
        }
        CronFields merged = merged(crons.stream().map(CronSchedule::fields).toList());
        return Optional.ofNullable(merged)
                .<Schedule>map(fields -> new UnionSchedule(crons, fields))
                .filter(union -> union.toSentry().schedule() instanceof SentryCrontab);
    }

    private static boolean isAlike(CronSchedule schedule, Schedule first) {
        return schedule.dialect() == first.dialect() && schedule.zone().equals(first.zone());
    }

    private static @Nullable CronFields merged(List<CronFields> all) {
        List<CronFields> rest = new ArrayList<>(all);
        boolean progress = true;
        while (rest.size() > 1 && progress) {
            progress = mergeTwo(rest);
        }
        return rest.size() == 1 ? rest.get(0) : null;
    }

    private static boolean mergeTwo(List<CronFields> rest) {
        for (int i = 0; i < rest.size(); i++) {
            for (int j = i + 1; j < rest.size(); j++) {
                CronFields merged = CronUnion.of(rest.get(i), rest.get(j));
                if (merged != null) {
                    rest.remove(j);
                    rest.set(i, merged);
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    CronSchedule in(ZoneId other) {
        return new UnionSchedule(this.parts.stream().map(part -> part.in(other)).toList(), fields());
    }

    @Override
    @Nullable Instant after(Instant reference) {
        return this.parts.stream()
                .map(part -> part.next(reference))
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    @Override
    @Nullable Instant before(Instant bound) {
        return this.parts.stream()
                .map(part -> part.before(bound))
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }
}
