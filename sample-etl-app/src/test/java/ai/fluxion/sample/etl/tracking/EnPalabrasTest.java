package ai.fluxion.sample.etl.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnPalabrasTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 0 2 * * *       | cada día a las 02:00",
                "0 30 1 * * *      | cada día a la 01:30",
                "0 0 1,13 * * *    | cada día a la 01:00 y a las 13:00",
                "0 0 6,14,22 * * * | cada día a las 06:00, a las 14:00 y a las 22:00",
                "0 0 */6 * * *     | cada 6 horas",
                "0 5 */6 * * *     | cada 6 horas, en el minuto 5",
                "0 0 */1 * * *     | cada hora, en el minuto 0",
                "0 5 * * * *       | cada hora, en el minuto 5",
                "0 5,35 * * * *    | cada hora, en los minutos 5 y 35",
                "0 5,25,45 * * * * | cada hora, en los minutos 5, 25 y 45",
                "0 * * * * *       | cada minuto",
                "0 */1 * * * *     | cada minuto",
                "0 */10 * * * *    | cada 10 minutos",
                "0 0 2 * * MON-FRI | según 0 0 2 * * MON-FRI",
                "-                 | desactivado",
            })
    void aScheduleIsToldAsOneSaysIt(String cron, String palabras) {
        assertThat(EnPalabras.horario(cron)).isEqualTo(palabras);
    }
}
