package chat.switchboard;

import chat.switchboard.identity.Account;
import chat.switchboard.identity.Identity;
import chat.switchboard.kernel.Outcome;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Makes the accounts without which nobody could log in.
final class FirstStart {
    /// Without what looks alike.
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 4;
    private static final int GROUP_LENGTH = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    private FirstStart() {}

    record Person(String email, String name, Account.Role role, Set<UUID> departmentIds) {}

    /// @param password to be shown once; empty where the operator gave one and knows it
    record Made(Account account, Optional<String> password) {}

    /// Empty when there is an account already.
    static Optional<Made> admin(Identity identity, Config config) {
        if (!identity.hasNoAccounts()) return Optional.empty();
        return account(identity, config, new Person(config.adminEmail(), "Admin", Account.Role.ADMIN, Set.of()));
    }

    /// Empty when the e-mail address has an account already.
    static Optional<Made> account(Identity identity, Config config, Person person) {
        Optional<String> made = config.adminPassword().isPresent() ? Optional.empty() : Optional.of(randomPassword());
        String password = made.or(config::adminPassword).orElseThrow();
        return switch (identity.createAccount(
                new Account.New(person.email, person.name, person.role, person.departmentIds, password))) {
            case Outcome.Done<Account>(Account account) -> Optional.of(new Made(account, made));
            case Outcome.Refused<Account> _ -> Optional.empty();
        };
    }

    private static String randomPassword() {
        return IntStream.range(0, GROUPS).mapToObj(_ -> randomGroup()).collect(Collectors.joining("-"));
    }

    private static String randomGroup() {
        return RANDOM.ints(GROUP_LENGTH, 0, LETTERS.length())
                .mapToObj(i -> LETTERS.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
