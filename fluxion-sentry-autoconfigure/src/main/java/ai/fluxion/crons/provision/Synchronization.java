package ai.fluxion.crons.provision;

import ai.fluxion.crons.provision.Change.Action;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Brings things of one Sentry to what is wanted of them, or only says what that would take. */
final class Synchronization {

    private static final String LEFT_OVER =
            "made by this application, which does not have it any more; --prune deletes it";

    private static final String MADE_TWICE =
            "made more than once by this application, as by two commands at a time; --prune deletes it";

    private static final String KEPT =
            "made by this application, and of no use any more; kept, since Sentry did not accept everything";

    private static final int BAD_REQUEST = 400;

    private static final int NOT_FOUND = 404;

    private static final int CONFLICT = 409;

    private final SentryApi api;

    private final ProvisioningSettings settings;

    private final boolean dryRun;

    private final boolean prune;

    private final Consumer<Change> report;

    /** What Sentry did not accept, as a person calls it. */
    private final Map<String, SentryApiException> refused = new LinkedHashMap<>();

    /** Whether something is not there that was to be made, or not as it was to be. */
    private boolean incomplete;

    Synchronization(
            SentryApi api, ProvisioningSettings settings, boolean dryRun, boolean prune, Consumer<Change> report) {
        this.api = api;
        this.settings = settings;
        this.dryRun = dryRun;
        this.prune = prune;
        this.report = report;
    }

    SentryApi api() {
        return this.api;
    }

    ProvisioningSettings settings() {
        return this.settings;
    }

    boolean isDryRun() {
        return this.dryRun;
    }

    /** What Sentry answers; {@code null} in a dry run, and if it does not accept it. */
    @Nullable Map<String, @Nullable Object> create(
            String resource, String name, String path, Map<String, @Nullable Object> body, @Nullable String note) {
        Map<String, @Nullable Object> created = null;
        if (!this.dryRun) {
            created = accepted(resource, name, () -> this.api.post(path, body));
            if (created == null) {
                this.incomplete = true;
                return null;
            }
        }
        this.report.accept(new Change(Action.CREATE, resource, name, List.of(), note));
        return created;
    }

    void update(
            String resource,
            String name,
            String path,
            Map<String, @Nullable Object> body,
            List<Difference> differences,
            @Nullable String note) {
        if (differences.isEmpty()) {
            this.report.accept(new Change(Action.NONE, resource, name, List.of(), note));
            return;
        }
        if (this.dryRun || accepted(resource, name, () -> this.api.put(path, body)) != null) {
            this.report.accept(new Change(Action.UPDATE, resource, name, differences, note));
        } else {
            this.incomplete = true;
        }
    }

    void skip(String resource, String name, String note) {
        this.report.accept(new Change(Action.SKIP, resource, name, List.of(), note));
    }

    /**
     * Deletes what this application made and does not want any more, or made twice (the first of a name stays); without
     * {@code prune} it only says so, and also where something was refused: it may be what takes its place. So to be called
     * when everything has been made.
     */
    void prune(
            String resource,
            List<Map<String, @Nullable Object>> present,
            Set<String> wanted,
            Function<Map<String, @Nullable Object>, String> nameOf,
            String markedKey,
            String mark,
            Function<Map<String, @Nullable Object>, String> pathOf) {
        Map<String, String> kept = new HashMap<>();
        for (Map<String, @Nullable Object> thing : present) {
            String name = nameOf.apply(thing);
            String path = pathOf.apply(thing);
            // Not the same one on two pages, as where somebody makes one while they are read.
            boolean another = !path.equals(kept.computeIfAbsent(name, first -> path));
            boolean ours = Json.text(thing, markedKey).endsWith(mark);
            if (!ours || (wanted.contains(name) && !another)) {
                continue;
            }
            if (!this.prune || this.incomplete) {
                skip(resource, name, this.prune ? KEPT : wanted.contains(name) ? MADE_TWICE : LEFT_OVER);
                continue;
            }
            if (this.dryRun || accepted(resource, name, () -> delete(path)) != null) {
                this.report.accept(new Change(Action.DELETE, resource, name, List.of(), null));
            }
        }
    }

    /** What is gone already is as it is to be: somebody else was faster. */
    private boolean delete(String path) {
        try {
            this.api.delete(path);
            return true;
        } catch (SentryApiException ex) {
            if (ex.status() != NOT_FOUND) {
                throw ex;
            }
            return false;
        }
    }

    /**
     * To be called when everything else is done.
     *
     * @throws SentryApiException if Sentry did not accept something
     */
    void complete() {
        if (this.refused.isEmpty()) {
            return;
        }
        SentryApiException first = this.refused.values().iterator().next();
        throw this.refused.size() == 1
                ? first
                : new SentryApiException(
                        first.status(),
                        "Sentry did not accept %d of them: %s. The others are done."
                                .formatted(this.refused.size(), String.join(", ", this.refused.keySet())));
    }

    /** What Sentry answers; {@code null} if it refuses this one thing, which says nothing of the others. */
    private <T> @Nullable T accepted(String resource, String name, Supplier<T> call) {
        try {
            return call.get();
        } catch (SentryApiException ex) {
            SentryApiException told = ex.of(resource + " " + name);
            if (ex.status() != BAD_REQUEST && ex.status() != CONFLICT) {
                throw told;
            }
            this.refused.put(resource + " " + name, told);
            skip(resource, name, Objects.requireNonNullElse(ex.getMessage(), ""));
            return null;
        }
    }
}
