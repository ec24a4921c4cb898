package chat.switchboard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.postgres.TestPostgres;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.statement.SqlStatements;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever changes a right in the database, with whatever statement: tokens and sockets of before end.
class RightsBySqlTest {
    static final TestPostgres postgres = TestPostgres.fresh();
    static final Secret SECRET = Secret.of(Base64.getEncoder().encodeToString(new byte[32]));
    static final String PASSWORD = "correct horse";
    final Identity identity =
            Identity.start(postgres.requests(), postgres.jobs(), SECRET, TestSettings::identity, Clock.systemUTC());
    final List<UUID> ended = new CopyOnWriteArrayList<>();
    UUID care;
    UUID payments;
    Account sana;
    Account.Session session;
    UUID sessionId;

    @BeforeEach
    void sana_has_logged_in() {
        care = department();
        payments = department();
        sana = done(identity.createAccount(new Account.New(
                "sana-" + UUID.randomUUID() + "@example.com", "Sana", Account.Role.AGENT, Set.of(care), PASSWORD)));
        session = logIn();
        sessionId = done(identity.authenticate(session.token())).sessionId();
        identity.lookForRevocations();
        identity.onRevoked(ended::add);
    }

    @AfterEach
    void stop() {
        identity.close();
    }

    @AfterAll
    static void drop() {
        postgres.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE account SET role = 'admin' WHERE id = :id",
                "UPDATE account SET active = false WHERE id = :id",
                "UPDATE account SET name = 'Sana K.' WHERE id = :id",
                "UPDATE account SET role = 'partner', updated_at = now() - interval '1 year' WHERE id = :id",
                "UPDATE account SET role = 'partner', updated_at = now() + interval '1 minute' WHERE id = :id",
                "DELETE FROM account_department WHERE account_id = :id",
                "UPDATE account_department SET department_id = :payments WHERE account_id = :id",
                "INSERT INTO account_department (account_id, department_id) VALUES (:id, :payments)",
                "DELETE FROM department WHERE id = :care",
                "TRUNCATE account_department",
                "UPDATE account_session SET revoked_at = now() WHERE account_id = :id",
                "UPDATE account_session SET expires_at = now() WHERE account_id = :id",
                "DELETE FROM account_session WHERE account_id = :id",
                "TRUNCATE account_session",
                "DELETE FROM account WHERE id = :id",
                "UPDATE account_credential SET password_hash = NULL WHERE account_id = :id",
                "UPDATE account_credential SET password_hash = 'x' WHERE account_id = :id",
                "DELETE FROM account_credential WHERE account_id = :id",
            })
    void a_change_of_rights_ends_tokens_and_sockets(String sql) {
        execute(sql);
        identity.lookForRevocations();
        assertThat(identity.authenticate(session.token())).isInstanceOf(Outcome.Refused.class);
        assertThat(ended).containsOnlyOnce(sessionId);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE account SET max_active_chats = 3 WHERE id = :id",
                "UPDATE account SET languages = '{ur}' WHERE id = :id",
                "UPDATE account SET role = role, updated_at = updated_at WHERE id = :id",
                "UPDATE account_session SET rotations = rotations WHERE account_id = :id",
                "UPDATE account_credential SET totp_last_step = 1 WHERE account_id = :id",
            })
    void what_changes_no_right_ends_nothing(String sql) {
        execute(sql);
        identity.lookForRevocations();
        assertThat(identity.authenticate(session.token())).isInstanceOf(Outcome.Done.class);
        assertThat(ended).isEmpty();
    }

    @Test
    void who_was_promoted_gets_the_new_role_with_the_next_refresh() {
        execute("UPDATE account SET role = 'admin' WHERE id = :id");
        identity.lookForRevocations();
        var promoted = done(identity.refresh(session.refreshToken(), Account.Client.at("192.0.2.1")));
        identity.lookForRevocations();
        assertThat(done(identity.authenticate(promoted.token())).actor()).isEqualTo(new Actor.Admin(sana.id(), "Sana"));
        assertThat(ended).containsExactly(sessionId);
    }

    @Test
    void a_session_is_good_right_after_the_log_in_that_made_it() {
        var again = logIn();
        identity.lookForRevocations();
        assertThat(identity.authenticate(again.token())).isInstanceOf(Outcome.Done.class);
        assertThat(ended).isEmpty();
    }

    @Test
    void a_hash_made_anew_at_another_cost_ends_no_session() {
        var costlier = TestSettings.identity(
                new IdentitySettings.PasswordCost(128, 1, 1),
                TestSettings.identity().limits());
        try (Identity later =
                Identity.start(postgres.requests(), postgres.jobs(), SECRET, () -> costlier, Clock.systemUTC())) {
            done(later.logIn(credentials()));
        }
        String stored = postgres.asSuperuser(
                handle -> handle.createQuery("SELECT password_hash FROM account_credential WHERE account_id = :id")
                        .bind("id", sana.id())
                        .mapTo(String.class)
                        .one());
        assertThat(stored).contains("m=128");
        identity.lookForRevocations();
        assertThat(identity.authenticate(session.token())).isInstanceOf(Outcome.Done.class);
        logIn();
    }

    private void execute(String sql) {
        postgres.asSuperuser(handle -> handle.createUpdate(sql)
                .configure(SqlStatements.class, statements -> statements.setUnusedBindingAllowed(true))
                .bind("id", sana.id())
                .bind("care", care)
                .bind("payments", payments)
                .execute());
    }

    private static UUID department() {
        UUID id = UUID.randomUUID();
        postgres.asSuperuser(
                handle -> handle.execute("INSERT INTO department (id, name) VALUES (?, ?)", id, id.toString()));
        return id;
    }

    private Account.Session logIn() {
        return done(identity.logIn(credentials()));
    }

    private Account.Credentials credentials() {
        return new Account.Credentials(sana.email(), PASSWORD, null, Account.Client.at("192.0.2.1"));
    }

    private static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }
}
