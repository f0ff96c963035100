package ai.fluxion.crons.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/**
 * On a test class with an application context: check-ins go nowhere but into a {@link RecordedCheckIns} bean, which also
 * moves the clock of the monitors.
 *
 * <pre>{@code
 * @SpringBootTest
 * @RecordCheckIns
 * class VentasTest {
 *
 *     @Autowired
 *     RecordedCheckIns checkIns;
 *
 *     @Test
 *     void theJobIsMonitored() {
 *         await().until(() -> checkIns.statuses("etl-ventas").contains(CheckInStatus.OK));
 *     }
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Import(RecordingConfiguration.class)
public @interface RecordCheckIns {}
