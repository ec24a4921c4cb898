package chat.switchboard.presence;

import static chat.switchboard.conversation.Cast.OMAR;
import static chat.switchboard.conversation.Cast.SANA;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Cast;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.TestClock;
import chat.switchboard.postgres.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PresenceTest {
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
    private final TestPostgres database = TestPostgres.fresh();
    private final TestClock clock = new TestClock();
    private final Presence here = new Presence(database.requests(), clock, this::settings);
    private final Presence elsewhere = new Presence(database.requests(), clock, this::settings);
    private Duration patience = TWO_MINUTES;
    private final List<Change> told = new ArrayList<>();

    private Presence.Settings settings() {
        return new Presence.Settings(patience, Duration.ofMinutes(1), Duration.ofSeconds(1));
    }

    @BeforeEach
    void enter() {
        Cast.enter(database);
        here.round();
        elsewhere.round();
        elsewhere.onChange(told::addAll);
    }

    @AfterEach
    void leave() {
        database.close();
    }

    @Test
    void what_an_agent_says_is_told_on_every_node() {
        here.set(SANA, Status.ONLINE);
        elsewhere.round();
        here.set(SANA, Status.BUSY);
        elsewhere.round();

        assertThat(told).extracting(Change::status).containsExactly(Status.ONLINE, Status.BUSY);
        assertThat(told).extracting(change -> change.agent().name()).containsOnly("Sana");
    }

    @Test
    void what_one_says_is_told_at_once_where_she_said_it_and_leaves_the_others_as_they_were() {
        here.set(OMAR, Status.BUSY);
        here.round();
        List<Change> toldHere = new ArrayList<>();
        here.onChange(toldHere::addAll);
        here.set(SANA, Status.ONLINE);
        here.set(SANA, Status.ONLINE);
        here.round();

        assertThat(toldHere)
                .extracting(change -> change.agent().name() + " " + change.status())
                .containsExactly("Sana ONLINE");
        assertThat(here.known())
                .filteredOn(it -> it.id().equals(OMAR.id()))
                .singleElement()
                .satisfies(it -> assertThat(it.status()).isEqualTo(Status.BUSY));
    }

    @Test
    void whoever_is_here_stays_when_the_time_without_a_sign_of_life_is_made_longer() {
        here.connected(SANA);
        here.set(SANA, Status.ONLINE);
        here.round();
        patience = Duration.ofHours(1);
        here.round();
        clock.advance(TWO_MINUTES.plusSeconds(1));
        here.round();

        assertThat(status(SANA)).isEqualTo(Status.ONLINE);
    }

    @Test
    void whoever_left_is_gone_sooner_when_that_time_is_made_shorter() {
        patience = Duration.ofHours(1);
        here.round();
        here.set(SANA, Status.ONLINE);
        patience = TWO_MINUTES;
        here.round();
        clock.advance(TWO_MINUTES);

        assertThat(status(SANA)).isEqualTo(Status.OFFLINE);
    }

    @Test
    void two_minutes_without_a_sign_of_life_are_offline() {
        here.set(SANA, Status.ONLINE);
        clock.advance(TWO_MINUTES.minusSeconds(1));
        assertThat(status(SANA)).isEqualTo(Status.ONLINE);

        clock.advance(Duration.ofSeconds(1));
        assertThat(status(SANA)).isEqualTo(Status.OFFLINE);
    }

    @Test
    void a_heartbeat_keeps_what_was_said() {
        here.set(SANA, Status.BUSY);
        for (int beat = 0; beat < 10; beat++) {
            clock.advance(Duration.ofSeconds(30));
            assertThat(here.heartbeat(SANA).status()).isEqualTo(Status.BUSY);
        }
    }

    @Test
    void a_heartbeat_after_silence_brings_back_what_was_said() {
        here.set(SANA, Status.ONLINE);
        clock.advance(Duration.ofHours(1));

        assertThat(here.heartbeat(SANA).status()).isEqualTo(Status.ONLINE);
    }

    @Test
    void an_open_socket_is_a_heartbeat_until_it_closes() {
        here.set(SANA, Status.ONLINE);
        here.connected(SANA);
        here.connected(SANA);
        here.disconnected(SANA);
        rounds(here, Duration.ofMinutes(10));
        assertThat(status(SANA)).isEqualTo(Status.ONLINE);

        here.disconnected(SANA);
        rounds(here, Duration.ofMinutes(3));
        assertThat(status(SANA)).isEqualTo(Status.OFFLINE);
    }

    @Test
    void a_socket_alone_does_not_make_anybody_take_conversations() {
        here.connected(OMAR);
        here.round();

        assertThat(status(OMAR)).isEqualTo(Status.OFFLINE);
    }

    @Test
    void falling_silent_is_told_once() {
        here.set(SANA, Status.ONLINE);
        elsewhere.round();
        told.clear();
        clock.advance(Duration.ofMinutes(5));
        elsewhere.round();
        elsewhere.round();

        assertThat(told).singleElement().satisfies(it -> assertThat(it.status()).isEqualTo(Status.OFFLINE));
    }

    private Status status(Actor.Staff staff) {
        return here.staff().stream()
                .filter(member -> member.id().equals(staff.id()))
                .findFirst()
                .orElseThrow()
                .status();
    }

    private void rounds(Presence presence, Duration during) {
        for (long second = 0; second < during.toSeconds(); second += 5) {
            clock.advance(Duration.ofSeconds(5));
            presence.round();
        }
    }
}
