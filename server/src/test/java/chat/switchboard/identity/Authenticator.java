package chat.switchboard.identity;

import chat.switchboard.http.Rest;
import java.time.Instant;

/// The app on somebody's phone.
public final class Authenticator {
    private Authenticator() {}

    /// @param steps half minutes from now
    public static String code(String secret, int steps) {
        return Totp.code(secret, Instant.now().getEpochSecond() / 30 + steps);
    }

    /// Begins to set up a second factor; answers its secret.
    public static String begin(Rest rest) {
        return rest.post("/me/totp", "{}").is(201).at("/secret");
    }

    /// Sets up a second factor with the code of half a minute earlier, which is good too.
    public static Rest.Answer enroll(Rest rest, String secret) {
        return rest.post("/me/totp", "{\"code\":\"%s\"}".formatted(code(secret, -1)))
                .is(200);
    }
}
