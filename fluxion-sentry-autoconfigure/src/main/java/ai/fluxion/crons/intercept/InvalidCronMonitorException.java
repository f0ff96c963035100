package ai.fluxion.crons.intercept;

/**
 * An attribute of {@code @CronMonitor} that cannot be read. It stops the start: somebody declared it.
 *
 * @since 0.1.0
 */
public class InvalidCronMonitorException extends IllegalArgumentException {

    private final String method;

    private final String attribute;

    private final String value;

    private final String remedy;

    /**
     * @param method {@code package.Class.method}
     * @param attribute the annotation's attribute
     * @param value what it says, after placeholders
     * @param remedy what to write instead
     */
    public InvalidCronMonitorException(String method, String attribute, String value, String remedy) {
        super("@CronMonitor(%s = \"%s\") on %s cannot be read. %s".formatted(attribute, value, method, remedy));
        this.method = method;
        this.attribute = attribute;
        this.value = value;
        this.remedy = remedy;
    }

    /** The method, {@code package.Class.method}. */
    public String method() {
        return this.method;
    }

    /** The attribute that cannot be read. */
    public String attribute() {
        return this.attribute;
    }

    /** What it says, after placeholders. */
    public String value() {
        return this.value;
    }

    /** What to write instead. */
    public String remedy() {
        return this.remedy;
    }
}
