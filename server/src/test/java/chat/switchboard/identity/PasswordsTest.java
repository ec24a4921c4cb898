package chat.switchboard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.identity.IdentitySettings.PasswordCost;
import chat.switchboard.kernel.Outcome;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a check of a password costs, in work and not in time.
class PasswordsTest {
    /// Today's cost is in the middle: operators raise it and lower it.
    static final PasswordCost TODAY = new PasswordCost(256, 3, 1);

    static final List<PasswordCost> EARLIER = List.of(
            TODAY,
            new PasswordCost(128, 3, 1),
            new PasswordCost(256, 2, 1),
            new PasswordCost(64, 1, 1),
            new PasswordCost(1024, 1, 1),
            new PasswordCost(300, 5, 1));

    static List<Arguments> checks() {
        return EARLIER.stream()
                .flatMap(cost -> Arrays.stream(new String[] {"correct horse", "wrong"})
                        .map(password -> Arguments.of(cost, password)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("checks")
    void a_check_does_the_same_work_whether_an_account_exists_and_whatever_its_hash_costs(
            PasswordCost cost, String password) {
        String stored = hash(cost);
        try (Passwords passwords = new Passwords(TODAY, costs())) {
            assertThat(done(passwords.matches(password, stored, false))).isEqualTo(password.equals("correct horse"));
            long known = passwords.workDone();
            assertThat(done(passwords.matches(password, null, false))).isFalse();
            long unknown = passwords.workDone() - known;
            // Rounded to whole KiB in each iteration.
            assertThat(known).isCloseTo(unknown, Offset.offset(16L));
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "$",
                "$$$$$$$$",
                "plain",
                "$2b$12$abcdefghijklmnopqrstuv",
                "$argon2id$v=19$m=x,t=1,p=1$YQ$YQ",
                "$argon2id$v=19$m=64,t=1,p=4$YQ$YQ",
                "$argon2id$v=19$m=64,t=1,p=1$!$!"
            })
    void what_is_no_hash_of_ours_matches_nothing_and_costs_the_same(String stored) {
        try (Passwords passwords = new Passwords(TODAY, List.of())) {
            assertThat(done(passwords.matches("", stored, false))).isFalse();
            assertThat(passwords.workDone()).isEqualTo(TODAY.memoryKiB() * TODAY.iterations());
            assertThat(passwords.outdated(stored)).isTrue();
        }
    }

    private static List<String> costs() {
        return EARLIER.stream()
                .map(cost -> "m=" + cost.memoryKiB() + ",t=" + cost.iterations() + ",p=1")
                .toList();
    }

    private static String hash(PasswordCost cost) {
        try (Passwords then = new Passwords(cost, List.of())) {
            return done(then.hash("correct horse"));
        }
    }

    private static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }
}
