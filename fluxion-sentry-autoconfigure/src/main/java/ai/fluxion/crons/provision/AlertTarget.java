package ai.fluxion.crons.provision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is told. Written as {@code kind:part:part}:
 * <ul>
 *   <li>{@code email:owners}, {@code email:team:<id>}, {@code email:user:<id>}
 *   <li>{@code slack:<integration id>:#channel}
 *   <li>{@code pagerduty:<integration id>:<service id>}
 *   <li>{@code discord:<integration id>:<channel id>}
 *   <li>{@code msteams:<integration id>:<channel id>}, whose own colons are left alone
 *   <li>{@code opsgenie:<integration id>:<team id>}
 *   <li>{@code webhook:<service>}
 * </ul>
 * Ids are numbers that Sentry gave to the integrations of an organization.
 *
 * @param kind where the message goes
 * @param integration the integration's id; {@code null} where there is none
 * @param target the channel, service, team or person
 * @since 0.1.0
 */
public record AlertTarget(Kind kind, @Nullable String integration, String target) {

    /** Where a message goes. */
    public enum Kind {
        /** To people, by the way that each of them prefers. */
        EMAIL,
        /** To a channel of Slack. */
        SLACK,
        /** To a service of PagerDuty. */
        PAGERDUTY,
        /** To a channel of Discord. */
        DISCORD,
        /** To a channel of Microsoft Teams. */
        MSTEAMS,
        /** To a team of Opsgenie. */
        OPSGENIE,
        /** To a service of the organization that is called. */
        WEBHOOK;

        String value() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isIntegration() {
            return this != EMAIL && this != WEBHOOK;
        }
    }

    /**
     * Reads a target.
     *
     * @param text as the class says
     * @throws IllegalArgumentException if it is none; the message says what to write
     */
    public static AlertTarget parse(String text) {
        int colon = text.indexOf(':');
        Kind kind = kind(text, colon < 0 ? text : text.substring(0, colon));
        String rest = colon < 0 ? "" : text.substring(colon + 1);
        if (kind == Kind.EMAIL) {
            return new AlertTarget(kind, null, person(text, rest));
        }
        if (kind == Kind.WEBHOOK) {
            return new AlertTarget(kind, null, required(text, rest, "webhook:<service>"));
        }
        int next = rest.indexOf(':');
        String example = kind.value() + ":<integration id>:<" + (kind == Kind.SLACK ? "#channel" : "id") + ">";
        String integration = next < 0 ? "" : rest.substring(0, next);
        if (!integration.matches("[0-9]+")) {
            throw refused(text, "the integration's id is a number; write " + example);
        }
        return new AlertTarget(kind, integration, required(text, rest.substring(next + 1), example));
    }

    private static Kind kind(String text, String word) {
        List<String> known = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            known.add(kind.value());
            if (kind.value().equals(word.strip().toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw refused(text, "it begins with none of " + String.join(", ", known));
    }

    private static String person(String text, String rest) {
        if (rest.equals("owners") || rest.matches("(team|user):[0-9]+")) {
            return rest;
        }
        throw refused(text, "write email:owners, email:team:<id> or email:user:<id>");
    }

    private static String required(String text, String part, String example) {
        if (part.isBlank()) {
            throw refused(text, "write " + example);
        }
        return part.strip();
    }

    private static IllegalArgumentException refused(String text, String why) {
        return new IllegalArgumentException("'%s' is no target of alerts: %s".formatted(text, why));
    }

    /** The action, in the words of the examples in Sentry's documentation. */
    Map<String, @Nullable Object> toAction() {
        Map<String, @Nullable Object> action = new LinkedHashMap<>();
        action.put("type", this.kind.value());
        if (this.integration != null) {
            action.put("integrationId", this.integration);
        }
        action.put("data", data());
        action.put("config", config());
        action.put("status", "active");
        return action;
    }

    private Map<String, Object> data() {
        return switch (this.kind) {
            case EMAIL -> this.target.equals("owners") ? Map.of("fallthroughType", "ActiveMembers") : Map.of();
            case PAGERDUTY -> Map.of("priority", "default");
            case OPSGENIE -> Map.of("priority", "P3");
            case DISCORD -> Map.of("tags", "");
            case SLACK, MSTEAMS, WEBHOOK -> Map.of();
        };
    }

    private Map<String, @Nullable Object> config() {
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        switch (this.kind) {
            case EMAIL -> {
                String type = this.target.equals("owners") ? "issue_owners" : this.target.substring(0, 4);
                config.put("targetType", type);
                config.put("targetIdentifier", type.equals("issue_owners") ? null : this.target.substring(5));
                config.put("targetDisplay", null);
            }
            case WEBHOOK -> config.put("targetIdentifier", this.target);
            case SLACK -> {
                config.put("targetType", "specific");
                config.put("targetIdentifier", "");
                config.put("targetDisplay", this.target);
            }
            case PAGERDUTY, DISCORD, MSTEAMS, OPSGENIE -> {
                config.put("targetType", "specific");
                config.put("targetIdentifier", this.target);
                config.put("targetDisplay", this.target);
            }
        }
        return config;
    }

    /** As it was written. */
    @Override
    public String toString() {
        return this.kind.value() + ":" + (this.integration != null ? this.integration + ":" : "") + this.target;
    }
}
