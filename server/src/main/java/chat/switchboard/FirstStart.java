package chat.switchboard;

import chat.switchboard.identity.Account;
import chat.switchboard.identity.Identity;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.settings.ConfigException;
import chat.switchboard.texts.RefusalTexts;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the accounts without which nobody could log in.
final class FirstStart {
    /// Without what looks alike.
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 4;
    private static final int GROUP_LENGTH = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

    private FirstStart() {}

    record Person(String email, String name, Account.Role role, Set<UUID> departmentIds) {}

    /// @param password to be shown once; empty where the operator gave one and knows it
    record Made(Account account, Optional<String> password) {}

    /// Empty when there is an account already.
    ///
    /// @throws ConfigException when the given password is not fit to be one
    static Optional<Made> admin(Identity identity, Config config) {
        if (!identity.hasNoAccounts()) return Optional.empty();
        var admin = new Person(config.adminEmail(), "Admin", Account.Role.ADMIN, Set.of());
        return account(identity, admin, config.adminPassword());
    }

    /// Says so when the password in the environment is not the admin's. To compare passwords takes as long as a log-in.
    /// The server is up by then: a fault is logged and ends nothing.
    static void warnOfIgnoredPassword(Identity identity, Config config) {
        try {
            config.adminPassword()
                    .map(given -> identity.isPassword(config.adminEmail(), given))
                    .filter(Outcome.done(false)::equals)
                    .ifPresent(_ -> LOG.warn(
                            "SWITCHBOARD_ADMIN_PASSWORD is ignored: it is not the password of {}, and is only used to make the first account. For a new password: bin/admin reset-password {}",
                            config.adminEmail(),
                            config.adminEmail()));
        } catch (RuntimeException fault) {
            LOG.warn("Whether SWITCHBOARD_ADMIN_PASSWORD is the password of {} is unknown", config.adminEmail(), fault);
        }
    }

    /// With a password of its own. Empty when the e-mail address has an account already.
    static Optional<Made> account(Identity identity, Person person) {
        return account(identity, person, Optional.empty());
    }

    private static Optional<Made> account(Identity identity, Person person, Optional<String> given) {
        Optional<String> made = given.isPresent() ? Optional.empty() : Optional.of(randomPassword());
        String password = made.or(() -> given).orElseThrow();
        return switch (identity.createAccount(
                new Account.New(person.email, person.name, person.role, person.departmentIds, password))) {
            case Outcome.Done<Account>(Account account) -> Optional.of(new Made(account, made));
            case Outcome.Refused<Account>(Refusal refusal)
            when "password".equals(refusal.field()) ->
                throw new ConfigException("SWITCHBOARD_ADMIN_PASSWORD cannot be used: " + RefusalTexts.english(refusal)
                        + " Without it, a password is made and printed.");
            case Outcome.Refused<Account> _ -> Optional.empty();
        };
    }

    /// Twenty letters and digits in groups: 99 bits.
    static String randomPassword() {
        return IntStream.range(0, GROUPS).mapToObj(_ -> randomGroup()).collect(Collectors.joining("-"));
    }

    private static String randomGroup() {
        return RANDOM.ints(GROUP_LENGTH, 0, LETTERS.length())
                .mapToObj(i -> LETTERS.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
