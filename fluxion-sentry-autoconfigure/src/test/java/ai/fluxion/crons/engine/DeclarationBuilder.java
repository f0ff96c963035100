package ai.fluxion.crons.engine;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Declarations for tests. */
final class DeclarationBuilder {

    private final String name;

    private final String source;

    private @Nullable String schedule;

    private @Nullable String timezone;

    private @Nullable Duration checkinMargin;

    private @Nullable Duration maxRuntime;

    private @Nullable String method;

    private List<String> keys = List.of();

    DeclarationBuilder(String name, String source) {
        this.name = name;
        this.source = source;
    }

    DeclarationBuilder schedule(String value) {
        this.schedule = value;
        return this;
    }

    DeclarationBuilder timezone(String value) {
        this.timezone = value;
        return this;
    }

    DeclarationBuilder checkinMargin(Duration value) {
        this.checkinMargin = value;
        return this;
    }

    DeclarationBuilder maxRuntime(Duration value) {
        this.maxRuntime = value;
        return this;
    }

    DeclarationBuilder method(String value) {
        this.method = value;
        return this;
    }

    DeclarationBuilder keys(String... values) {
        this.keys = List.of(values);
        return this;
    }

    MonitorDeclaration build() {
        return new MonitorDeclaration(
                this.name,
                this.source,
                this.schedule,
                this.timezone,
                this.checkinMargin,
                this.maxRuntime,
                null,
                null,
                null,
                null,
                null,
                this.method,
                false,
                this.keys);
    }
}
