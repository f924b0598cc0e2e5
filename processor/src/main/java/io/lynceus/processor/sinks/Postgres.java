package io.lynceus.processor.sinks;

import io.lynceus.vision.UserError;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL database as we reach it. Its text is the address alone.
 *
 * @param url {@code jdbc:postgresql://HOST[:PORT]/DATABASE[?SETTINGS]}, without a password
 * @param user null for whom the URL, the environment or the system names
 * @param password null for none, or that of a {@code .pgpass}
 * @param schema where our tables are
 */
public record Postgres(
        String url, @Nullable String user, @Nullable String password, String schema) {
    private static final String SCHEME = "jdbc:postgresql:";
    /** As other databases have it: the driver would take it for a host, and say so. */
    private static final Pattern USER_IN_IT = Pattern.compile("//[^/?]*@");

    private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,39}");

    /** Longer than any statement of ours takes but a change of tables: a database that hangs is one that is away. */
    private static final int ANSWER_SECONDS = 60;

    private static final int CONNECT_SECONDS = 10;

    public Postgres {
        if (!url.startsWith(SCHEME)) {
            throw new UserError("--url: " + SCHEME + "//HOST[:PORT]/DATABASE");
        }
        if (url.toLowerCase(Locale.ROOT).contains("password=")
                || USER_IN_IT.matcher(url).find()) {
            throw new UserError("--url: leave user and password out, everybody on this machine can read a command line:"
                    + " LYNCEUS_POSTGRES_PASSWORD in the environment, or --password-file");
        }
        if (!SCHEMA.matcher(schema).matches()) {
            throw new UserError(
                    "--schema " + schema + ": up to 40 small letters, digits and underscores, no digit first");
        }
    }

    /** A new connection, whose tables are those of our schema. The caller closes it. */
    Connection connect() throws SQLException {
        return source(ANSWER_SECONDS).getConnection();
    }

    /** Makes such connections, on which an answer may take any time: a large table gets a new key in an hour. */
    DataSource patient() {
        return source(0);
    }

    private PGSimpleDataSource source(int answerSeconds) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        if (user != null) {
            source.setUser(user);
        }
        if (password != null) {
            source.setPassword(password);
        }
        // public is where extensions have their functions.
        source.setCurrentSchema(schema + ",public");
        source.setApplicationName("lynceus");
        source.setReWriteBatchedInserts(true);
        source.setTcpKeepAlive(true);
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(answerSeconds);
        return source;
    }

    @Override
    public String toString() {
        return url.replaceFirst("\\?.*", "");
    }
}
