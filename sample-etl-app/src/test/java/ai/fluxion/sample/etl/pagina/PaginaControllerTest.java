package ai.fluxion.sample.etl.pagina;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class PaginaControllerTest {

    @Test
    void thePageIsToldWhereItsErrorsGo() throws Exception {
        MockMvcBuilders.standaloneSetup(new PaginaController("https://clave@sentry.example/7", "demo", "2.0"))
                .build()
                .perform(get("/pagina.json"))
                .andExpect(status().isOk())
                .andExpect(
                        content()
                                .json(
                                        """
                                {"sentryDsn": "https://clave@sentry.example/7", "environment": "demo", "release": "2.0"}"""));
    }
}
