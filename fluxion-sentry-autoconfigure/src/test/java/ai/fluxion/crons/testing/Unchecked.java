package ai.fluxion.crons.testing;

/** Checked exceptions where none are declared, as Kotlin and Lombok throw them. */
public final class Unchecked {

    private Unchecked() {}

    /** Throws it. Never returns; the type is for a {@code throw} before the call. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public static <E extends Throwable> RuntimeException of(Throwable failure) throws E {
        throw (E) failure;
    }
}
