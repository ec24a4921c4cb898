package chat.switchboard.postgres;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A database address as operators write it: `postgresql://user:password@host:5432/database?sslmode=require`.
///
/// The host may hold an underscore, as names of containers do; `java.net.URI` knows no such host.
record ServerUrl(String jdbcUrl, String user, String password) {
    private static final String FORM = "postgresql://user:password@host:port/database";
    private static final Pattern PARTS = Pattern.compile(
            "postgres(?:ql)?://([^\\s:/@]+):([^\\s/@]*)@(\\[[0-9a-fA-F:.]+]|[\\w.-]+)(?::(\\d{1,5}))?(/[^\\s/?#]+)(\\?\\S*)?");
    private static final int LAST_PORT = 65_535;

    static ServerUrl parse(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) throw notOfTheForm();
        String port = parts.group(4);
        if (port != null && Integer.parseInt(port) > LAST_PORT) throw notOfTheForm();
        String parameters = parts.group(6) == null ? "" : parts.group(6);
        return new ServerUrl(
                "jdbc:postgresql://" + parts.group(3) + (port == null ? "" : ":" + port) + parts.group(5) + parameters,
                decoded(parts.group(1)),
                decoded(parts.group(2)));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) { // its message would show the password
            throw notOfTheForm();
        }
    }

    private static PostgresStartException notOfTheForm() {
        return new PostgresStartException(String.format(
                Locale.ROOT,
                "SWITCHBOARD_DATABASE_URL must look like %s, with what is special in a password written as %%40 for @.",
                FORM));
    }

    /// Without the password, for messages.
    @Override
    public String toString() {
        return user + " at " + jdbcUrl;
    }
}
