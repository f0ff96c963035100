package ai.fluxion.sample.etl.seguridad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CspTest {

    @Test
    void thePageMayReportToItsSentryAndNowhereElse() {
        assertThat(Csp.para("https://clave@o1.ingest.sentry.io/7"))
                .endsWith("connect-src 'self' https://o1.ingest.sentry.io");
        assertThat(Csp.para("http://clave@localhost:9000/7")).endsWith("connect-src 'self' http://localhost:9000");
    }

    @Test
    void withoutADsnItMayReachTheOneThatItsBuildKnows() {
        assertThat(Csp.para("")).endsWith("connect-src 'self' https:");
    }

    @Test
    void aDsnThatIsNoneStopsTheStartAndIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Csp.para("sin sentido"))
                .withMessageContaining("etl.pagina.sentry-dsn")
                .withMessageContaining("sin sentido");
        assertThatIllegalArgumentException().isThrownBy(() -> Csp.para("relativa/1"));
    }
}
