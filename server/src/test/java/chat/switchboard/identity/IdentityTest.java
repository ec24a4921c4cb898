package chat.switchboard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.identity.IdentitySettings.Limits;
import chat.switchboard.identity.IdentitySettings.PasswordCost;
import chat.switchboard.kernel.Actor;
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
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTest {
    static final TestPostgres postgres = TestPostgres.fresh();
    static final Secret SECRET = Secret.of(Base64.getEncoder().encodeToString(new byte[32]));
    static final UUID CUSTOMER_CARE = UUID.fromString("0198c0de-0001-7000-8000-000000000001");
    static final IdentitySettings SETTINGS = TestSettings.identity(
            new PasswordCost(64, 1, 1), new Limits(5, 20, 5, TestSettings.delay(10, Duration.ofMillis(20)), 5, 30));

    static final Account.Client HERE = new Account.Client("198.51.100.1", "Firefox", null);

    final TestClock clock = new TestClock();
    final Identity identity = node();
    String email;
    Account sana;

    @BeforeEach
    void sana_has_an_account() {
        email = "sana-" + UUID.randomUUID() + "@example.com";
        sana = done(identity.createAccount(
                new Account.New(email, "Sana", Account.Role.AGENT, Set.of(CUSTOMER_CARE), "correct horse")));
        clock.advance(Duration.ofSeconds(1));
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
    void a_visitor_becomes_a_customer_whose_token_says_who_it_is() {
        var session = visitor("Ali");
        var principal = done(identity.authenticate(session.token()));
        assertThat(principal.actor())
                .isEqualTo(new Actor.Customer(session.customer().id(), "Ali"));
        assertThat(principal.expiresAt()).isEqualTo(clock.instant().plus(SETTINGS.customerToken()));
    }

    @Test
    void a_renewed_customer_keeps_its_id_and_what_was_not_said_again() {
        var first = visitor("Ali");
        var renewed = done(identity.renewCustomerSession(
                (Actor.Customer) actor(first.token()),
                new Customer.Profile(null, null, "ali@example.com", null),
                "198.51.100.1"));
        assertThat(renewed.customer()).isEqualTo(new Customer(first.customer().id(), "Ali", "ali@example.com", "ur"));
    }

    @Test
    void an_address_that_brings_too_many_customers_is_told_when_to_come_back() {
        for (int i = 0; i < SETTINGS.limits().customersPerAddress(); i++) {
            done(identity.openCustomerSession(new Customer.Profile(null, null, null, null), "198.51.100.66"));
        }
        var refusal =
                refusal(identity.openCustomerSession(new Customer.Profile(null, null, null, null), "198.51.100.66"));
        assertThat(refusal.code()).isEqualTo(Code.RATE_LIMITED);
        assertThat(refusal.retryAfterSeconds()).isBetween(1, 60);
    }

    @Test
    void an_agent_logs_in_and_its_token_carries_its_departments() {
        var session = logIn();
        assertThat(actor(session.token())).isEqualTo(new Actor.Agent(sana.id(), "Sana", Set.of(CUSTOMER_CARE)));
        assertThat(session.account().email()).isEqualTo(email);
    }

    @Test
    void the_same_password_typed_with_composed_and_decomposed_letters_is_the_same_password() {
        String address = "zoe-" + UUID.randomUUID() + "@example.com";
        done(identity.createAccount(
                new Account.New(address, "Zoë", Account.Role.AGENT, Set.of(), "caf\u00e9 au lait")));
        assertThat(identity.logIn(credentials(address, "cafe\u0301 au lait"))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_wrong_password_and_an_unknown_address_get_the_same_answer() {
        var wrong = refusal(identity.logIn(credentials(email, "wrong")));
        var unknown = refusal(identity.logIn(credentials("nobody-" + email, "wrong")));
        assertThat(wrong.code()).isEqualTo(Code.UNAUTHENTICATED);
        assertThat(unknown).isEqualTo(wrong);
    }

    @Test
    void good_log_ins_are_not_counted() {
        for (int i = 0; i < 2 * SETTINGS.limits().logInsPerAddress(); i++) logIn();
    }

    @Test
    void a_refresh_token_is_good_once_and_its_reuse_ends_the_session() {
        var first = logIn();
        var second = done(identity.refresh(first.refreshToken(), HERE));
        assertThat(identity.authenticate(second.token())).isInstanceOf(Outcome.Done.class);

        clock.advance(Duration.ofSeconds(10));
        assertThat(refusal(identity.refresh(first.refreshToken(), HERE)).code()).isEqualTo(Code.UNAUTHENTICATED);
        assertThat(refusal(identity.refresh(second.refreshToken(), HERE)).code())
                .isEqualTo(Code.UNAUTHENTICATED);
        assertThat(refusal(identity.authenticate(second.token())).code()).isEqualTo(Code.UNAUTHENTICATED);
    }

    @Test
    void a_client_that_refreshes_twice_at_once_gets_the_same_refresh_token_twice() {
        var first = logIn();
        var second = done(identity.refresh(first.refreshToken(), HERE));
        clock.advance(Duration.ofSeconds(9));
        var repeated = done(identity.refresh(first.refreshToken(), HERE));
        assertThat(repeated.refreshToken()).isEqualTo(second.refreshToken());
        assertThat(identity.authenticate(second.token())).isInstanceOf(Outcome.Done.class);
        assertThat(identity.authenticate(repeated.token())).isInstanceOf(Outcome.Done.class);
        done(identity.refresh(repeated.refreshToken(), HERE));
    }

    @Test
    void a_known_device_is_the_same_client_on_another_network() {
        var first = logIn();
        String device = first.device().token();
        var wifi = new Account.Client("198.51.100.1", "Firefox", device);
        var mobile = new Account.Client("203.0.113.9", "Firefox", device);
        var second = done(identity.refresh(first.refreshToken(), wifi));
        assertThat(done(identity.refresh(first.refreshToken(), mobile)).refreshToken())
                .isEqualTo(second.refreshToken());
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.9, Firefox", "198.51.100.1, Chrome"})
    void another_client_with_a_used_refresh_token_ends_the_session_at_once(String address, String userAgent) {
        var first = logIn();
        var second = done(identity.refresh(first.refreshToken(), HERE));
        var thief = new Account.Client(address, userAgent, null);
        assertThat(identity.refresh(first.refreshToken(), thief)).isInstanceOf(Outcome.Refused.class);
        assertThat(identity.authenticate(second.token())).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void a_refresh_token_from_before_the_last_one_is_never_the_same_clients() {
        var first = logIn();
        var second = done(identity.refresh(first.refreshToken(), HERE));
        done(identity.refresh(second.refreshToken(), HERE));
        assertThat(identity.refresh(first.refreshToken(), HERE)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void a_session_that_is_not_used_ends() {
        var session = logIn();
        clock.advance(SETTINGS.session());
        assertThat(refusal(identity.refresh(session.refreshToken(), HERE)).code())
                .isEqualTo(Code.UNAUTHENTICATED);
    }

    @Test
    void an_access_token_ends_after_a_quarter_of_an_hour() {
        var session = logIn();
        clock.advance(SETTINGS.accessToken().minusSeconds(1));
        assertThat(identity.authenticate(session.token())).isInstanceOf(Outcome.Done.class);
        clock.advance(Duration.ofSeconds(1));
        assertThat(identity.authenticate(session.token())).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void who_logs_out_is_refused_here_at_once_and_on_other_nodes_after_their_next_look() {
        var session = logIn();
        var ended = new CopyOnWriteArrayList<UUID>();
        try (Identity other = node()) {
            identity.onRevoked(ended::add);
            other.onRevoked(ended::add);
            var principal = done(other.authenticate(session.token()));

            identity.logOut(principal, "10.0.0.1");
            assertThat(identity.authenticate(session.token())).isInstanceOf(Outcome.Refused.class);
            other.lookForRevocations();
            assertThat(other.authenticate(session.token())).isInstanceOf(Outcome.Refused.class);
            assertThat(ended).containsExactly(principal.sessionId(), principal.sessionId());
        }
    }

    @Test
    void a_node_that_starts_knows_what_was_revoked_before() {
        var session = logIn();
        identity.logOut(done(identity.authenticate(session.token())), "10.0.0.1");
        try (Identity started = node()) {
            assertThat(started.authenticate(session.token())).isInstanceOf(Outcome.Refused.class);
        }
    }

    @Test
    void a_deactivated_account_neither_logs_in_nor_refreshes() {
        var session = logIn();
        postgres.asSuperuser(handle -> handle.execute("UPDATE account SET active = false WHERE id = ?", sana.id()));
        assertThat(identity.logIn(credentials(email, "correct horse"))).isInstanceOf(Outcome.Refused.class);
        assertThat(identity.refresh(session.refreshToken(), HERE)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void a_second_factor_is_asked_for_where_there_is_one_and_refused_where_there_is_none() {
        var needless = new Account.Credentials(email, "correct horse", "123456", HERE);
        assertThat(refusal(identity.logIn(needless)).field()).isEqualTo("totp");

        String secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        postgres.asSuperuser(handle -> handle.execute(
                "UPDATE account_credential SET totp_secret = ? WHERE account_id = ?", secret, sana.id()));
        var missing = refusal(identity.logIn(credentials(email, "correct horse")));
        assertThat(missing.code()).isEqualTo(Code.UNAUTHENTICATED);
        assertThat(missing.field()).isEqualTo("totp");

        String code = Totp.code(secret, clock.instant().getEpochSecond() / 30);
        var credentials = new Account.Credentials(email, "correct horse", code, HERE);
        done(identity.logIn(credentials));
        assertThat(refusal(identity.logIn(credentials)).field()).isEqualTo("totp");
    }

    @Test
    void with_a_one_time_secret_that_is_none_every_code_is_wrong_and_nothing_breaks() {
        postgres.asSuperuser(handle -> handle.execute(
                "UPDATE account_credential SET totp_secret = 'not base 32!' WHERE account_id = ?", sana.id()));
        var refused = refusal(identity.logIn(new Account.Credentials(email, "correct horse", "123456", HERE)));
        assertThat(refused.code()).isEqualTo(Code.UNAUTHENTICATED);
        assertThat(refused.field()).isEqualTo("totp");
    }

    @Test
    void an_email_address_belongs_to_one_account_whatever_its_case() {
        var refusal = refusal(identity.createAccount(new Account.New(
                email.toUpperCase(java.util.Locale.ROOT), "Another", Account.Role.AGENT, Set.of(), "correct horse")));
        assertThat(refusal.code()).isEqualTo(Code.CONFLICT);
        assertThat(refusal.field()).isEqualTo("email");
    }

    @Test
    void a_partner_is_also_somebody_who_may_ask_for_help() {
        var partner = done(identity.createAccount(
                new Account.New("partner-" + email, "Biryani House", Account.Role.PARTNER, Set.of(), "correct horse")));
        List<String> kinds =
                postgres.asSuperuser(handle -> handle.createQuery("SELECT kind FROM customer WHERE id = :id")
                        .bind("id", partner.id())
                        .mapTo(String.class)
                        .list());
        assertThat(kinds).containsExactly("partner");
    }

    private Identity node() {
        return Identity.start(postgres.requests(), postgres.jobs(), SECRET, () -> SETTINGS, clock);
    }

    private Customer.Session visitor(String name) {
        return done(identity.openCustomerSession(
                new Customer.Profile(null, name, null, "ur"), "198.51.100." + name.length()));
    }

    private Account.Session logIn() {
        return done(identity.logIn(credentials(email, "correct horse")));
    }

    private static Account.Credentials credentials(String email, String password) {
        return new Account.Credentials(email, password, null, HERE);
    }

    private Actor actor(String token) {
        return done(identity.authenticate(token)).actor();
    }

    private static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }

    private static Refusal refusal(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<?>) outcome).refusal();
    }
}
