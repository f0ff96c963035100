package ai.fluxion.sample.etl;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which package knows which. */
class ArquitecturaTest {

    private static final String BASE = "ai.fluxion.sample.etl";
    private static final JavaClasses CLASES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(BASE);

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
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName(BASE + ".duckdb.ConsultasLentas")
                .as("loads should know neither the web, nor the jobs, nor the simulator (klk's wiring aside)")
                .allowEmptyShould(false)
                .check(CLASES.that(com.tngtech.archunit.base.DescribedPredicate.not(
                        com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith(
                                "KlkConfiguration"))));
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
