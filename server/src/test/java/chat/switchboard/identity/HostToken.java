package chat.switchboard.identity;

import java.time.Instant;
import java.util.UUID;

/// What a host page's server does: signs who its visitor is.
public final class HostToken {
    /// The site that is there from the start.
    public static final UUID DEFAULT_SITE = UUID.fromString("0198c0de-0020-7000-8000-000000000001");

    private HostToken() {}

    public static String of(String secret, String subject, Instant now) {
        return of(secret, subject, now, "");
    }

    /// @param more further claims, each after a comma
    public static String of(String secret, String subject, Instant now, String more) {
        long second = now.getEpochSecond();
        String claims = "{\"sub\":\"%s\",\"iat\":%d,\"exp\":%d%s}".formatted(subject, second, second + 300, more);
        return IdentityTokensTest.signed("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", claims, secret);
    }
}
