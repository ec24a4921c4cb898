package chat.switchboard.identity;

import chat.switchboard.limit.GrowingDelay;
import chat.switchboard.settings.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What an operator may tune here.
///
/// @param customerToken how long a customer is remembered without coming back
/// @param accessToken how long an account's token is good for, and so the longest a poll of revocations must reach back
/// @param session how long a log-in lasts without being used
/// @param knownDevice how long a device is known after a log-in
/// @param leastPassword characters of the shortest password that may be chosen
/// @param inviteLifetime how long a link is good by which somebody chooses a password
/// @param secondFactorRoleNames of roles that must have a second factor
public record IdentitySettings(
        @Setting(
                name = "SWITCHBOARD_CUSTOMER_TOKEN_LIFETIME",
                says = "How long a customer is remembered without coming back.",
                fallback = "30d")
        Duration customerToken,

        @Setting(
                name = "SWITCHBOARD_ACCESS_TOKEN_LIFETIME",
                says = "How long an account's access token is good for.",
                fallback = "10m")
        Duration accessToken,

        @Setting(
                name = "SWITCHBOARD_SESSION_LIFETIME",
                says = "How long a log-in lasts without being used.",
                fallback = "14d",
                desk = "identity.sessionLifetime",
                deskLeast = "15m",
                deskMost = "365d")
        Duration session,

        @Setting(
                name = "SWITCHBOARD_KNOWN_DEVICE_LIFETIME",
                says = "How long a device is known after a log-in.",
                fallback = "180d",
                desk = "identity.knownDeviceLifetime",
                deskLeast = "1d",
                deskMost = "3650d")
        Duration knownDevice,

        @Setting(
                name = "SWITCHBOARD_LEAST_PASSWORD_LENGTH",
                says = "Characters of the shortest password that may be chosen.",
                fallback = "8",
                least = 8,
                most = 128,
                desk = "identity.leastPassword")
        int leastPassword,

        @Setting(
                name = "SWITCHBOARD_INVITE_LIFETIME",
                says = "How long a link is good by which somebody chooses a password.",
                fallback = "3d",
                desk = "identity.inviteLifetime",
                deskLeast = "10m",
                deskMost = "30d")
        Duration inviteLifetime,

        @Setting(
                name = "SWITCHBOARD_SECOND_FACTOR_ROLES",
                says = "Roles that must have a second factor.",
                fallback = "",
                options = {"admin", "agent", "partner"},
                desk = "identity.secondFactorRoles")
        List<String> secondFactorRoleNames,

        PasswordCost passwordCost,
        Limits limits) {

    Set<Account.Role> secondFactorRoles() {
        return secondFactorRoleNames.stream().map(Account.Role::of).collect(Collectors.toUnmodifiableSet());
    }

    /// Argon2id, RFC 9106.
    ///
    /// @param parallel hashes computed at the same time; more log-ins wait
    public record PasswordCost(
            @Setting(
                    name = "SWITCHBOARD_PASSWORD_HASH_MEMORY",
                    says = "Memory of one password hash (Argon2id).",
                    fallback = "19MB",
                    unit = "KiB",
                    least = 8L << 20)
            int memoryKiB,

            @Setting(
                    name = "SWITCHBOARD_PASSWORD_HASH_ITERATIONS",
                    says = "Iterations of one password hash.",
                    fallback = "2",
                    most = 100)
            int iterations,

            @Setting(
                    name = "SWITCHBOARD_PASSWORD_HASHES_AT_ONCE",
                    says = "Password hashes computed at the same time; more log-ins wait.",
                    fallback = "2",
                    most = 64)
            int parallel) {}

    /// Attempts per minute, which may also come all at once. A log-in that succeeds does not count.
    ///
    /// @param logInsPerEmail for one e-mail address from one network
    /// @param logInsPerDevice for one device known from an earlier log-in
    /// @param accountDelay of attempts on one e-mail address from anywhere
    /// @param codesPerHour one-time codes for one account
    public record Limits(
            @Setting(
                    says = "Log-in attempts a minute for one e-mail address from one network.",
                    fallback = "10",
                    desk = "identity.logInsPerEmail",
                    deskLeast = "3",
                    deskMost = "1000")
            int logInsPerEmail,

            @Setting(
                    says = "Log-in attempts a minute from one network address.",
                    fallback = "30",
                    desk = "identity.logInsPerAddress",
                    deskLeast = "3",
                    deskMost = "10000")
            int logInsPerAddress,

            @Setting(
                    says =
                            "Log-in attempts a minute from a device that has logged in to the account before. The limits for others do not hold for it.",
                    fallback = "10",
                    desk = "identity.logInsPerDevice",
                    deskLeast = "3",
                    deskMost = "1000")
            int logInsPerDevice,

            GrowingDelay.Settings accountDelay,

            @Setting(
                    name = "SWITCHBOARD_ONE_TIME_CODES_PER_HOUR",
                    says = "One-time codes that may be tried in an hour for one account.",
                    fallback = "20",
                    desk = "identity.codesPerHour",
                    deskLeast = "3",
                    deskMost = "100")
            int codesPerHour,

            @Setting(
                    name = "SWITCHBOARD_NEW_CUSTOMERS_PER_ADDRESS",
                    says = "New customers a minute from one network address.",
                    fallback = "60",
                    desk = "identity.newCustomersPerAddress",
                    deskLeast = "5",
                    deskMost = "100000")
            int customersPerAddress) {}
}
