package chat.switchboard.identity;

import chat.switchboard.identity.IdentitySettings.Limits;
import chat.switchboard.identity.IdentitySettings.PasswordCost;
import chat.switchboard.limit.GrowingDelay;
import java.time.Duration;
import java.util.List;

/// Settings of production, except that passwords are cheap to check and nobody is too quick.
public final class TestSettings {
    private static final int PLENTY = 100_000;

    private TestSettings() {}

    public static IdentitySettings identity() {
        return identity(new PasswordCost(64, 1, 1), plenty());
    }

    static IdentitySettings identity(PasswordCost cost, Limits limits) {
        return new IdentitySettings(
                Duration.ofDays(30),
                Duration.ofMinutes(15),
                Duration.ofDays(14),
                Duration.ofDays(180),
                8,
                Duration.ofDays(3),
                List.of(),
                cost,
                limits);
    }

    private static Limits plenty() {
        return new Limits(PLENTY, PLENTY, PLENTY, delay(PLENTY, Duration.ofSeconds(1)), PLENTY, PLENTY);
    }

    static GrowingDelay.Settings delay(int free, Duration longest) {
        return new GrowingDelay.Settings(free, longest, Duration.ofMinutes(15));
    }
}
