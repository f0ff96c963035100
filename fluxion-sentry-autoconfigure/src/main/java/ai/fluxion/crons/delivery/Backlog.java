package ai.fluxion.crons.delivery;

import ai.fluxion.crons.delivery.Entry.Worth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that waits, of all monitors, by what it is worth and then by its age: what is lost first stands first. */
final class Backlog {

    private final List<Set<Entry>> byWorth = Stream.of(Worth.values())
            .<Set<Entry>>map(worth -> new LinkedHashSet<>())
            .toList();

    void add(Entry entry) {
        of(entry.worth).add(entry);
    }

    void remove(Entry entry) {
        of(entry.worth).remove(entry);
    }

    /** Another worth; the entry is the youngest of its kind then. */
    void rank(Entry entry, Worth worth) {
        remove(entry);
        entry.worth = worth;
        add(entry);
    }

    int size() {
        int sum = 0;
        for (Set<Entry> entries : this.byWorth) {
            sum += entries.size();
        }
        return sum;
    }

    /** What is to go where there is no room; {@code null} if nothing waits. */
    @Nullable Entry cheapest() {
        for (Set<Entry> entries : this.byWorth) {
            if (!entries.isEmpty()) {
                return entries.iterator().next();
            }
        }
        return null;
    }

    /** A copy of what waits and is like this, the cheapest first. */
    List<Entry> where(Predicate<Entry> like) {
        List<Entry> found = new ArrayList<>();
        this.byWorth.forEach(entries -> entries.stream().filter(like).forEach(found::add));
        return found;
    }

    private Set<Entry> of(Worth worth) {
        return this.byWorth.get(worth.ordinal());
    }
}
