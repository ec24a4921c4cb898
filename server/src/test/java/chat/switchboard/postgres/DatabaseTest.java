package chat.switchboard.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.switchboard.kernel.Actor;
import chat.switchboard.postgres.PostgresSettings.TimeLimits;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DatabaseTest {
    private static final TestPostgres database = TestPostgres.fresh();
    private static final UUID ORDERS = UUID.fromString("018f0000-0000-7000-8000-000000000001");
    private static final UUID PAYMENTS = UUID.fromString("018f0000-0000-7000-8000-000000000002");
    private static final Actor.Customer ayesha = new Actor.Customer(UUID.randomUUID(), "Ayesha");
    private static final Actor.Agent sana = new Actor.Agent(UUID.randomUUID(), "Sana", Set.of(ORDERS, PAYMENTS));

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void a_transaction_states_its_actor() {
        var stated = database.requests()
                .transaction(
                        sana,
                        handle -> handle.select("""
                        SELECT actor_type(), actor_id(), actor_departments() @> ARRAY[?, ?]::uuid[]""", ORDERS, PAYMENTS)
                                .map((row, _) -> row.getString(1) + " " + row.getString(2) + " " + row.getBoolean(3))
                                .one());
        assertThat(stated).isEqualTo("agent " + sana.id() + " true");
    }

    @Test
    void the_next_user_of_a_connection_does_not_inherit_the_actor() {
        database.jobs().transaction(sana, handle -> handle.execute("SELECT 1"));
        // The jobs pool has one connection, so this is the same one, without a stated actor.
        String left = database.jobs().jdbi().withHandle(DatabaseTest::actorType);
        assertThat(left).isNull();
    }

    @Test
    void a_transaction_within_another_keeps_the_outer_actor() {
        String outer = database.requests().transaction(sana, handle -> {
            database.requests().transaction(ayesha, DatabaseTest::actorType);
            return actorType(handle);
        });
        assertThat(outer).isEqualTo("agent");
    }

    @Test
    void an_exception_rolls_back() {
        assertThatThrownBy(() -> database.requests().transaction(Actor.SYSTEM, handle -> {
                    insertCustomer(handle, ayesha);
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        assertThat(database.<Integer>asSuperuser(handle -> handle.select("SELECT count(*) FROM customer")
                        .mapTo(Integer.class)
                        .one()))
                .isZero();
    }

    @Test
    void no_connection_in_time_is_a_typed_fault() {
        Database busy = database.pool(1, withCheckout(Duration.ofMillis(250)));
        busy.transaction(Actor.SYSTEM, _ -> {
            assertThatThrownBy(() -> busy.transaction(Actor.SYSTEM, _ -> null)).isInstanceOf(DatabaseUnavailable.class);
            return null;
        });
        assertThat(busy.connectionsInUse()).isZero();
        busy.close();
    }

    @Test
    void a_statement_that_takes_too_long_is_a_typed_fault() {
        assertThatThrownBy(() -> database.requests().transaction(Actor.SYSTEM, handle -> {
                    handle.execute("SET LOCAL statement_timeout = '20ms'");
                    return handle.execute("SELECT pg_sleep(10)");
                }))
                .isInstanceOf(DatabaseUnavailable.class);
    }

    @Test
    void every_connection_has_the_time_limits() {
        String limits = database.requests()
                .transaction(
                        Actor.SYSTEM,
                        handle -> handle.select(
                                        "SELECT current_setting('statement_timeout') || ' ' || current_setting('lock_timeout')")
                                .mapTo(String.class)
                                .one());
        assertThat(limits).isEqualTo("10s 5s");
    }

    private static TimeLimits withCheckout(Duration checkout) {
        TimeLimits usual = TimeLimits.usual();
        return new TimeLimits(checkout, usual.connect(), usual.statement(), usual.lock(), usual.socket());
    }

    private static String actorType(Handle handle) {
        return handle.select("SELECT actor_type()")
                .mapTo(String.class)
                .findOne()
                .orElse(null);
    }

    private static int insertCustomer(Handle handle, Actor.Customer customer) {
        return handle.execute("INSERT INTO customer (id, name) VALUES (?, ?)", customer.id(), customer.name());
    }
}
