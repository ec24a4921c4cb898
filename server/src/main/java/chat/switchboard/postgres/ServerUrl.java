package chat.switchboard.postgres;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// A database address as operators write it: `postgresql://user:password@host:5432/database?sslmode=require`.
record ServerUrl(String jdbcUrl, String user, String password) {
    private static final String FORM = "postgresql://user:password@host:port/database";

    static ServerUrl parse(String text) {
        URI uri = uri(text);
        String[] userInfo = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        boolean known = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
        boolean complete =
                uri.getHost() != null && uri.getPath() != null && uri.getPath().length() > 1;
        if (!known || !complete || userInfo.length != 2) throw notOfTheForm();
        String port = uri.getPort() == -1 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new ServerUrl(
                "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query,
                decoded(userInfo[0]),
                decoded(userInfo[1]));
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException _) { // its message would show the password
            throw notOfTheForm();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static PostgresStartException notOfTheForm() {
        return new PostgresStartException("SWITCHBOARD_DATABASE_URL must look like %s.".formatted(FORM));
    }

    /// Without the password, for messages.
    @Override
    public String toString() {
        return user + " at " + jdbcUrl;
    }
}
