package chat.switchboard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.identity.IdentitySettings.Limits;
import chat.switchboard.identity.IdentitySettings.PasswordCost;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Code;
import chat.switchboard.kernel.TestClock;
import chat.switchboard.postgres.TestPostgres;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How often a password may be tried, by whom.
class LogInLimitsTest {
    static final TestPostgres postgres = TestPostgres.fresh();
    static final Secret SECRET = Secret.of(Base64.getEncoder().encodeToString(new byte[32]));
    static final String PASSWORD = "correct horse";
    static final String TOTP_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    static final Limits LIMITS = new Limits(3, 20, 4, TestSettings.delay(6, Duration.ofMillis(20)), 5, 30);

    final TestClock clock = new TestClock();
    final Identity identity = Identity.start(
            postgres.requests(),
            postgres.jobs(),
            SECRET,
            () -> TestSettings.identity(new PasswordCost(64, 1, 1), LIMITS),
            clock);
    final String email = "sana-" + UUID.randomUUID() + "@example.com";
    Account sana;

    @BeforeEach
    void sana_has_an_account() {
        sana = done(identity.createAccount(new Account.New(email, "Sana", Account.Role.AGENT, Set.of(), PASSWORD)));
    }

    @AfterEach
    void stop() {
        identity.close();
    }

    @AfterAll
    static void drop() {
        postgres.close();
    }

    @Test
    void a_network_has_few_attempts_on_one_account_and_then_even_the_right_password_waits_there() {
        exhaust("203.0.113.1");
        var refused = refusal(logIn(PASSWORD, Account.Client.at("203.0.113.1")));
        assertThat(refused.code()).isEqualTo(Code.RATE_LIMITED);
        assertThat(refused.retryAfterSeconds()).isBetween(1, 60);
        clock.advance(Duration.ofMinutes(1));
        done(logIn(PASSWORD, Account.Client.at("203.0.113.1")));
    }

    @Test
    void a_network_has_few_attempts_on_all_accounts_together() {
        var client = Account.Client.at("203.0.113.2");
        for (int i = 0; i < LIMITS.logInsPerAddress(); i++)
            assertThat(codeOf(identity.logIn(credentials("nobody-" + i + "@example.com", "wrong", client))))
                    .isEqualTo(Code.UNAUTHENTICATED);
        assertThat(codeOf(logIn(PASSWORD, client))).isEqualTo(Code.RATE_LIMITED);
    }

    @Test
    void wrong_passwords_from_everywhere_only_delay_the_right_one_from_a_fresh_network() {
        for (int network = 1; network <= 40; network++) exhaust("198.51.100." + network);
        done(logIn(PASSWORD, Account.Client.at("192.0.2.1")));
    }

    @Test
    void a_device_that_has_logged_in_before_is_kept_out_by_nobody() {
        String token =
                done(logIn(PASSWORD, Account.Client.at("192.0.2.7"))).device().token();
        for (int network = 1; network <= 20; network++) exhaust("198.51.100." + network);
        exhaust("192.0.2.7");
        assertThat(codeOf(logIn(PASSWORD, Account.Client.at("192.0.2.7")))).isEqualTo(Code.RATE_LIMITED);
        done(logIn(PASSWORD, new Account.Client("192.0.2.7", null, token)));
        done(logIn(PASSWORD, new Account.Client("203.0.113.200", null, token)));
    }

    @Test
    void a_known_device_has_a_limit_of_its_own() {
        String token =
                done(logIn(PASSWORD, Account.Client.at("192.0.2.8"))).device().token();
        for (int i = 0; i < LIMITS.logInsPerDevice(); i++)
            assertThat(codeOf(logIn("wrong", new Account.Client("203.0.113." + i, null, token))))
                    .isEqualTo(Code.UNAUTHENTICATED);
        assertThat(codeOf(logIn(PASSWORD, new Account.Client("203.0.113.99", null, token))))
                .isEqualTo(Code.RATE_LIMITED);
        done(logIn(PASSWORD, Account.Client.at("203.0.113.99")));
    }

    @Test
    void a_device_is_known_to_its_own_account_only_and_not_for_ever() {
        String token =
                done(logIn(PASSWORD, Account.Client.at("192.0.2.9"))).device().token();
        String other = "ali-" + email;
        done(identity.createAccount(new Account.New(other, "Ali", Account.Role.AGENT, Set.of(), PASSWORD)));
        var client = new Account.Client("203.0.113.77", null, token);
        for (int i = 0; i < LIMITS.logInsPerEmail(); i++)
            assertThat(codeOf(identity.logIn(credentials(other, "wrong", client))))
                    .isEqualTo(Code.UNAUTHENTICATED);
        assertThat(codeOf(identity.logIn(credentials(other, PASSWORD, client)))).isEqualTo(Code.RATE_LIMITED);

        clock.advance(Duration.ofDays(180));
        exhaust("203.0.113.77");
        assertThat(codeOf(logIn(PASSWORD, client))).isEqualTo(Code.RATE_LIMITED);
    }

    @Test
    void a_log_in_on_a_known_device_renews_what_it_holds() {
        var first = done(logIn(PASSWORD, Account.Client.at("192.0.2.10"))).device();
        clock.advance(Duration.ofDays(1));
        var second = done(logIn(PASSWORD, new Account.Client("192.0.2.10", null, first.token())))
                .device();
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.expiresAt()).isEqualTo(first.expiresAt().plus(Duration.ofDays(1)));
    }

    @Test
    void limits_do_not_tell_whether_an_account_exists() {
        for (String address : new String[] {email, "nobody-" + email}) {
            for (int i = 0; i < LIMITS.logInsPerEmail(); i++)
                assertThat(codeOf(identity.logIn(credentials(address, "wrong", Account.Client.at("203.0.113.3")))))
                        .isEqualTo(Code.UNAUTHENTICATED);
            assertThat(codeOf(identity.logIn(credentials(address, "wrong", Account.Client.at("203.0.113.3")))))
                    .isEqualTo(Code.RATE_LIMITED);
        }
    }

    @Test
    void one_time_codes_cannot_be_tried_at_will_not_even_from_everywhere() {
        postgres.asSuperuser(handle -> handle.execute(
                "UPDATE account_credential SET totp_secret = ? WHERE account_id = ?", TOTP_SECRET, sana.id()));
        String right = Totp.code(TOTP_SECRET, clock.instant().getEpochSecond() / 30);
        String device = done(identity.logIn(
                        new Account.Credentials(email, PASSWORD, right, Account.Client.at("192.0.2.11"))))
                .device()
                .token();
        for (int i = 0; i < LIMITS.codesPerHour(); i++)
            assertThat(codeOf(identity.logIn(
                            new Account.Credentials(email, PASSWORD, "000000", Account.Client.at("203.0.113." + i)))))
                    .isEqualTo(Code.UNAUTHENTICATED);
        clock.advance(Duration.ofSeconds(30));
        String next = Totp.code(TOTP_SECRET, clock.instant().getEpochSecond() / 30);
        assertThat(codeOf(identity.logIn(
                        new Account.Credentials(email, PASSWORD, next, Account.Client.at("203.0.113.99")))))
                .isEqualTo(Code.RATE_LIMITED);
        done(identity.logIn(
                new Account.Credentials(email, PASSWORD, next, new Account.Client("203.0.113.99", null, device))));
    }

    @Test
    void devices_from_before_there_was_a_second_factor_have_no_guesses_of_their_own() {
        List<Account.Client> devices = Stream.generate(() -> new Account.Client(
                        "192.0.2.11",
                        null,
                        done(logIn(PASSWORD, Account.Client.at("192.0.2.11")))
                                .device()
                                .token()))
                .limit(LIMITS.codesPerHour() + 1)
                .toList();
        postgres.asSuperuser(handle -> handle.execute(
                "UPDATE account_credential SET totp_secret = ? WHERE account_id = ?", TOTP_SECRET, sana.id()));
        assertThat(devices.stream()
                        .map(device ->
                                codeOf(identity.logIn(new Account.Credentials(email, PASSWORD, "000000", device))))
                        .filter(Code.RATE_LIMITED::equals))
                .hasSize(1);
    }

    private void exhaust(String network) {
        for (int i = 0; i < LIMITS.logInsPerEmail(); i++)
            assertThat(codeOf(logIn("wrong", Account.Client.at(network)))).isEqualTo(Code.UNAUTHENTICATED);
    }

    private Outcome<Account.Session> logIn(String password, Account.Client client) {
        return identity.logIn(credentials(email, password, client));
    }

    private static Account.Credentials credentials(String email, String password, Account.Client client) {
        return new Account.Credentials(email, password, null, client);
    }

    private static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }

    private static Code codeOf(Outcome<?> outcome) {
        return refusal(outcome).code();
    }

    private static Refusal refusal(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<?>) outcome).refusal();
    }
}
