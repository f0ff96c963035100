package ai.fluxion.sample.etl;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** Which package knows which. */
class ArquitecturaTest {

    private static final String BASE = "ai.fluxion.sample.etl";
    private static final JavaClasses CLASES = new ClassFileImporter()
            .importUrl(SampleEtlApplication.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation());

    @Test
    void noPackageDependsOnItselfThroughAnother() {
        slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(CLASES);
    }

    @Test
    void windowsAndStoresKnowNothingOfTheRest() {
        noClasses()
                .that()
                .resideInAnyPackage(BASE + ".ventana", BASE + ".tienda")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "io.sentry..", "org.springframework.jdbc..", "ai.fluxion.crons..")
                .check(CLASES);
    }

    @Test
    void theLoadsKnowNeitherTheWebNorTheJobs() {
        noClasses()
                .that()
                .resideInAnyPackage(BASE + ".ventas", BASE + ".inventario", BASE + ".ejecucion", BASE + ".klk")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.web..", BASE + ".tracking", BASE + ".trabajo", BASE + ".simulador")
                .check(CLASES.that(not(simpleName("KlkConfiguration")))); // it may ask the simulator instead of KLK
    }

    @Test
    void nobodyUsesTheInternalsOfTheStarter() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "ai.fluxion.crons.engine..",
                        "ai.fluxion.crons.store..",
                        "ai.fluxion.crons.delivery..",
                        "ai.fluxion.crons.intercept..",
                        "ai.fluxion.crons.autoconfigure..")
                .check(CLASES);
    }
}
