package chat.switchboard.identity;

import chat.switchboard.limit.GrowingDelay;
import java.time.Duration;

/// What an operator may tune here.
///
/// @param customerToken how long a customer is remembered without coming back
/// @param accessToken how long an account's token is good for, and so the longest a poll of revocations must reach back
/// @param session how long a log-in lasts without being used
/// @param knownDevice how long a device is known after a log-in
/// @param leastPassword characters of the shortest password that may be chosen
public record IdentitySettings(
        Duration customerToken,
        Duration accessToken,
        Duration session,
        Duration knownDevice,
        int leastPassword,
        PasswordCost passwordCost,
        Limits limits) {

    /// Argon2id, RFC 9106.
    ///
    /// @param parallel hashes computed at the same time; more log-ins wait
    public record PasswordCost(int memoryKiB, int iterations, int parallel) {}

    /// Attempts per minute, which may also come all at once. A log-in that succeeds does not count.
    ///
    /// @param logInsPerEmail for one e-mail address from one network
    /// @param logInsPerDevice for one device known from an earlier log-in
    /// @param accountDelay of attempts on one e-mail address from anywhere
    /// @param codesPerHour one-time codes for one account
    public record Limits(
            int logInsPerEmail,
            int logInsPerAddress,
            int logInsPerDevice,
            GrowingDelay.Settings accountDelay,
            int codesPerHour,
            int customersPerAddress) {}
}
