package ai.fluxion.crons.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class ForwardedSignalsTests {

    @Test
    void aSignalThatComesBeforeTheOtherProcessBeginsIsPassedOnToIt() throws Exception {
        try (ForwardedSignals signals = new ForwardedSignals()) {
            raise("TERM");
            Process process = new ProcessBuilder("sleep", "60").start();
            signals.to(process);

            assertThat(process.waitFor()).isEqualTo(128 + 15);
        }
    }

    /** By name, since compilers warn of the class. */
    private static void raise(String name) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Signal");
        type.getMethod("raise", type)
                .invoke(null, type.getConstructor(String.class).newInstance(name));
    }
}
