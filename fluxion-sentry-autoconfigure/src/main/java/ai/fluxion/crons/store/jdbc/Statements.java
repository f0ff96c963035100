package ai.fluxion.crons.store.jdbc;

import ai.fluxion.crons.store.MonitorKey;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the statements of all tables have in common. */
final class Statements {

    private static final int TIMEOUT_SECONDS = 10;

    private Statements() {}

    static JdbcClient all(DataSource dataSource) {
        return limited(dataSource, -1);
    }

    /** A client that reads so many rows at most, in every dialect of SQL. */
    static JdbcClient limited(DataSource dataSource, int rows) {
        JdbcTemplate template = new JdbcTemplate(dataSource);
        template.setQueryTimeout(TIMEOUT_SECONDS);
        template.setMaxRows(rows);
        return JdbcClient.create(template);
    }

    /** The parameters that a monitor is found by. */
    static Map<String, @Nullable Object> where(MonitorKey key) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("environment", key.environment());
        values.put("slug", key.slug());
        return values;
    }
}
