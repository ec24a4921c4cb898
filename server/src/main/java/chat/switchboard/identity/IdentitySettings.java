package chat.switchboard.identity;

import java.time.Duration;

/// What an operator may tune here.
///
/// @param customerToken how long a customer is remembered without coming back
/// @param accessToken how long an account's token is good for, and so the longest a poll of revocations must reach back
/// @param session how long a log-in lasts without being used
public record IdentitySettings(
        Duration customerToken, Duration accessToken, Duration session, PasswordCost passwordCost, Limits limits) {

    /// Argon2id, RFC 9106.
    ///
    /// @param parallel hashes computed at the same time; more log-ins wait
    public record PasswordCost(int memoryKiB, int iterations, int parallel) {}

    /// Attempts per minute, which may also come all at once. A log-in that succeeds does not count.
    public record Limits(int logInsPerEmail, int logInsPerAddress, int customersPerAddress) {}
}
