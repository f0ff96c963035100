package ai.fluxion.crons;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom. A package imports itself, its parent, and what stands here behind its name; nothing else of ours. */
class ArchitectureTests {

    private static final String ROOT = "ai.fluxion.crons";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    /** The packages that see every other one: the outermost ring. */
    private static final List<String> OUTERMOST = List.of("cli", "test", "autoconfigure");

    /** {@code ""} is the root package. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry("", List.of("monitor", "schedule")),
            Map.entry("schedule", List.of()),
            Map.entry("monitor", List.of("schedule")),
            Map.entry("store", List.of("monitor", "schedule")),
            Map.entry("delivery", List.of("monitor", "schedule")),
            Map.entry("telemetry", List.of("monitor")),
            Map.entry("engine", List.of("", "monitor", "schedule", "store", "delivery", "telemetry")),
            Map.entry("intercept", List.of("", "engine", "monitor", "schedule")),
            Map.entry("actuate", List.of("", "engine", "monitor", "schedule", "delivery")),
            Map.entry("export", List.of("monitor", "schedule")),
            Map.entry("provision", List.of("monitor", "schedule")));

    @Test
    void everyPackageHasItsPlaceInTheDesign() {
        assertThat(CLASSES.stream().map(type -> room(type.getPackageName())).distinct())
                .allMatch(room -> ARROWS.containsKey(room) || OUTERMOST.contains(room));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aPackageImportsOnlyWhatTheDesignPermits(String room) {
        List<String> permitted = new ArrayList<>();
        permitted.add(nameOf(room));
        permitted.add(room.isEmpty() ? ROOT : nameOf(room) + "..");
        ARROWS.getOrDefault(room, List.of()).forEach(other -> permitted.add(nameOf(other)));
        classes()
                .that(resideInAPackage(room.isEmpty() ? ROOT : nameOf(room) + ".."))
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage(ROOT + "..")).or(resideInAnyPackage(permitted.toArray(String[]::new))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    static Stream<String> rooms() {
        return ARROWS.keySet().stream();
    }

    @Test
    void aParentDoesNotKnowItsChildren() {
        for (String parent : List.of("store", "delivery", "telemetry", "intercept")) {
            noClasses()
                    .that(resideInAPackage(nameOf(parent)))
                    .should()
                    .dependOnClassesThat(resideInAPackage(nameOf(parent) + ".*.."))
                    .allowEmptyShould(true)
                    .check(CLASSES);
        }
    }

    @Test
    void noPackagesFormACycle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyItsTwoPackagesAndTheirWiringKnowSentry() {
        noClasses()
                .that(not(resideInAnyPackage(
                        nameOf("delivery.sentry"),
                        nameOf("telemetry.sentry"),
                        nameOf("autoconfigure"),
                        nameOf("test"))))
                .should()
                .dependOnClassesThat(resideInAPackage("io.sentry.."))
                .check(CLASSES);
    }

    @Test
    void onlyItsStoreAndTheWiringKnowJdbc() {
        noClasses()
                .that(not(resideInAnyPackage(nameOf("store.jdbc"), nameOf("autoconfigure"))))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc.."))
                .check(CLASSES);
    }

    @Test
    void onlyTheLocalViewKnowsActuatorAndMeters() {
        noClasses()
                .that(not(resideInAnyPackage(nameOf("actuate"), nameOf("autoconfigure"))))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("org.springframework.boot.actuate..", "io.micrometer.core.instrument"))
                .check(CLASSES);
    }

    @Test
    void onlyTheWiringKnowsProperties() {
        noClasses()
                .that(not(resideInAPackage(nameOf("autoconfigure"))))
                .should()
                .dependOnClassesThat(resideInAPackage("org.springframework.boot.context.properties.."))
                .check(CLASSES);
    }

    @Test
    void theDomainIsPure() {
        noClasses()
                .that(resideInAnyPackage(nameOf("schedule"), nameOf("monitor")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.slf4j..",
                        "org.springframework.context..",
                        "org.springframework.beans..",
                        "org.springframework.boot..",
                        "java.io",
                        "java.nio.file.."))
                .check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatMayBeNull() {
        for (JavaPackage candidate : CLASSES.getPackage(ROOT).getSubpackagesInTree()) {
            if (!candidate.getClasses().isEmpty()) {
                assertThat(candidate.isAnnotatedWith(NullMarked.class))
                        .as(candidate.getName())
                        .isTrue();
            }
        }
    }

    private static String room(String name) {
        String below = name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }

    private static String nameOf(String room) {
        return room.isEmpty() ? ROOT : ROOT + "." + room;
    }
}
