package ai.fluxion.crons.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.fluxion.crons.monitor.MonitorSettings.SettingsException;
import java.text.Normalizer;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorSlugTests {

    @ParameterizedTest
    @CsvSource({
        "etl_ventas_tienda, , tienda-01, etl-ventas-tienda-tienda-01",
        "ETL Ventas  Tienda, , , etl-ventas-tienda",
        "__etl__, demo, , demo-etl",
        "123, app, , app-123",
        "etl, , ' ', etl",
    })
    void aNameKeepsItsWords(String name, String prefix, String key, String slug) {
        assertThat(MonitorSlug.of(name, prefix, key)).isEqualTo(slug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"añejo", "a.b", "a/b", "ventas#1", "Ｖentas", "ventas (noche)"})
    void whatLosesMoreThanCaseAndBlanksEndsInAHash(String name) {
        assertThat(MonitorSlug.of(name, null, null)).matches("[a-z0-9-]+-[a-z0-9]{8}");
    }

    @Test
    void whatIsTooLongIsCutAndStaysApart() {
        String name = "ventas ".repeat(10);
        String one = MonitorSlug.of(name + "a", null, null);
        String other = MonitorSlug.of(name + "b", null, null);

        assertThat(one).hasSizeLessThanOrEqualTo(50).isNotEqualTo(other);
        assertThat(MonitorSlug.of((name + "A").replace(' ', '_'), null, null)).isEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "___", "日本", "123"})
    void nothingAndDigitsAreRefused(String name) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> MonitorSlug.of(name, null, null))
                .satisfies(ex -> assertThat(ex.setting()).isEqualTo("name"));
    }

    @ParameterizedTest
    @CsvSource({
        "com.x.VentasEtl.historicoDiario, ventas-etl-historico-diario",
        "com.x.ETLVentas.run, etl-ventas-run",
        "Jobs.klk30Min, jobs-klk30-min",
        "com.x.App$Jobs.tick, app-jobs-tick",
        "tick, tick",
    })
    void aJobIsCalledByItsClassAndMethod(String method, String name) {
        assertThat(MonitorSlug.ofJob(method)).isEqualTo(name);
        assertThat(MonitorSlug.of(name, null, null)).isEqualTo(name);
    }

    @Property
    void wordsOfAMethodBeginWhereTheRegularExpressionOfHumpsSaysSo(@ForAll("methods") String method) {
        String words = ("Jobs-a" + method.replace('$', '-'))
                .replaceAll("(?<=[\\p{Ll}\\p{Nd}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})", "-");

        assertThat(MonitorSlug.ofJob("Jobs.a" + method)).isEqualTo(MonitorSlug.identity(words));
    }

    @Provide
    Arbitrary<String> methods() {
        return Arbitraries.of("a", "z", "A", "Z", "0", "9", "ñ", "Ñ", "ǅ", "日", "٣", "_", "$")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Test
    void aJobAlwaysHasAName() {
        assertThat(MonitorSlug.ofJob("日本.日本")).matches("job-[a-z0-9]{8}");
    }

    @Property
    void sentryLeavesASlugAsItIs(@ForAll("names") String name, @ForAll("names") String key) {
        String slug = slug(name, key);

        assertThat(sentry(slug)).isEqualTo(slug);
        assertThat(slug).matches("[a-z0-9-]{1,50}").doesNotMatch("[0-9]+");
    }

    @Property
    void theSlugOfASlugIsItself(@ForAll("names") String name) {
        String slug = slug(name, null);

        assertThat(MonitorSlug.of(slug, null, null)).isEqualTo(slug);
    }

    @Property
    void twoNamesHaveOneSlugExactlyIfTheyAreOneMonitor(@ForAll("names") String one, @ForAll("names") String other) {
        assertThat(slug(one, null).equals(slug(other, null)))
                .isEqualTo(MonitorSlug.identity(one).equals(MonitorSlug.identity(other)));
    }

    @Property
    void caseAndSeparatorsMakeNoOtherMonitor(@ForAll("names") String name) {
        StringBuilder other = new StringBuilder();
        for (char c : name.toCharArray()) {
            other.append(c == ' ' ? '_' : c == '-' ? ' ' : c >= 'a' && c <= 'z' ? (char) (c - 32) : c);
        }

        assertThat(slug(other.toString(), null)).isEqualTo(slug(name, null));
    }

    @Property
    void aCollisionIsSolvedInTheSameWayEverywhere(@ForAll("names") String name) {
        String slug = slug(name, null);

        assertThat(MonitorSlug.distinct(slug, "bean#com.x.Job"))
                .isEqualTo(MonitorSlug.distinct(slug, "bean#com.x.Job"))
                .isNotEqualTo(MonitorSlug.distinct(slug, "bean#com.y.Job"))
                .isNotEqualTo(slug);
        assertThat(sentry(MonitorSlug.distinct(slug, "x"))).isEqualTo(MonitorSlug.distinct(slug, "x"));
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> usual =
                Arbitraries.strings().withChars("abcXYZ019_- ").ofMinLength(1).ofMaxLength(60);
        Arbitrary<String> any = Arbitraries.strings()
                .withChars("abZ9_- éÉñß.:/İıKΣσς日①ﬁ\t\n")
                .ofMinLength(1)
                .ofMaxLength(60);
        return Arbitraries.oneOf(usual, any);
    }

    private static String slug(String name, @Nullable String key) {
        try {
            return MonitorSlug.of(name, null, key);
        } catch (SettingsException ex) {
            Assume.that(false);
            throw ex;
        }
    }

    /** Relay cuts, then Sentry slugifies as Django does. */
    private static String sentry(String slug) {
        String cut = slug.substring(0, Math.min(50, slug.length()));
        return Normalizer.normalize(cut, Normalizer.Form.NFKD)
                .replaceAll("[^\\p{ASCII}]", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\w\\s-]", "")
                .replaceAll("[-\\s]+", "-")
                .replaceAll("^[-_]+|[-_]+$", "");
    }

    @ParameterizedTest
    @CsvSource({
        "mi_slug, mi_slug",
        "Mi_Slug, mi_slug",
        "ventas  - del día, ventas-del-dia",
        "-_etl_-, etl",
        "ñandú.json, nandujson",
        "123, 123"
    })
    void aSlugThatSentryKnowsAlreadyIsWhatSentryMakesOfIt(String given, String slug) {
        assertThat(MonitorSlug.ofSentrys(given)).isEqualTo(slug);
        assertThat(MonitorSlug.ofSentrys(slug)).isEqualTo(slug);
    }

    @Test
    void aSlugThatSentryKnowsAlreadyIsCutAsItIsThereAndMayVanish() {
        assertThat(MonitorSlug.ofSentrys("x".repeat(60))).isEqualTo("x".repeat(50));
        assertThat(MonitorSlug.ofSentrys("¡!")).isNull();
    }
}
