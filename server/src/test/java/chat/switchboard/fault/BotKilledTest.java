package chat.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.kernel.Eventually;
import chat.switchboard.kernel.UuidV7;
import chat.switchboard.postgres.TestPostgres;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/// The server is killed after a question was committed and before the bot's answer is.
class BotKilledTest {
    private static final String SECRET = "c3dpdGNoYm9hcmQgc3dpdGNoYm9hcmQgc3dpdGNoYm9hcmQ=";
    private static final UuidV7 IDS = new UuidV7(Clock.systemUTC());

    @Test
    void the_question_is_answered_once_when_a_server_is_there_again() {
        try (TestPostgres database = TestPostgres.fresh();
                ServerProcess server = ServerProcess.start(settings(database))) {
            Api ayesha = customer(server);
            String id = opened(ayesha);
            Eventually.until(
                    "she is greeted",
                    Scale.PATIENCE,
                    () -> saidByBot(ayesha, id).size() == 1);

            database.asSuperuser(BotKilledTest::holdAnswers);
            database.asSuperuser(handle -> {
                handle.execute("SELECT pg_advisory_lock(4711)");
                ask(ayesha, id, "Where is my order?");
                Eventually.until("the answer is on its way", Scale.PATIENCE, () -> database.waitingForALock() > 0);
                server.kill();
                handle.execute("SELECT pg_advisory_unlock(4711)");
                Eventually.until("its transaction is gone", Scale.PATIENCE, () -> database.waitingForALock() == 0);
                return null;
            });
            database.asSuperuser(handle -> handle.execute("DROP TRIGGER held ON activity"));
            assertThat(stored(database, id)).isEqualTo(1);

            server.restart();
            Eventually.until(
                    "it is answered",
                    Scale.PATIENCE,
                    () -> saidByBot(ayesha, id).size() >= 2);
            ask(ayesha, id, "How do I get a refund?");
            Eventually.until(
                    "the next one is too",
                    Scale.PATIENCE,
                    () -> saidByBot(ayesha, id).size() >= 3);

            assertThat(saidByBot(ayesha, id)).hasSize(3);
            assertThat(database.<List<Integer>>asSuperuser(handle -> handle.select(
                                    "SELECT seq FROM message WHERE conversation_id = ?::uuid ORDER BY seq", id)
                            .mapTo(Integer.class)
                            .list()))
                    .containsExactly(1, 2, 3, 4, 5);
        }
    }

    private static Map<String, String> settings(TestPostgres database) {
        Map<String, String> settings = new HashMap<>(database.asTheirOwn());
        settings.put("SWITCHBOARD_SECRET", SECRET);
        settings.put("SWITCHBOARD_BOT", "true");
        return settings;
    }

    /// Whatever records what the bot decided waits for whoever has the lock 4711.
    private static int holdAnswers(Handle handle) {
        handle.execute("""
                CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NEW; END $$""");
        return handle.execute("""
                CREATE TRIGGER held BEFORE INSERT ON activity FOR EACH ROW
                WHEN (NEW.type = 'bot.decided') EXECUTE FUNCTION hold()""");
    }

    /// What the bot said that is committed.
    private static int stored(TestPostgres database, String id) {
        return database.asSuperuser(handle -> handle.select(
                        "SELECT count(*) FROM message WHERE conversation_id = ?::uuid AND sender_type = 'bot'", id)
                .mapTo(Integer.class)
                .one());
    }

    private static Api customer(ServerProcess server) {
        try {
            JsonNode session = Api.nobody(server.uri())
                    .post("/api/v1/customer-sessions", Json.object("name", "Ayesha"))
                    .is(201);
            return new Api(server.uri(), session.get("token").textValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String opened(Api customer) {
        try {
            return customer.post("/api/v1/conversations", Json.object())
                    .is(201)
                    .get("id")
                    .textValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void ask(Api customer, String id, String question) {
        try {
            customer.post(
                            "/api/v1/conversations/" + id + "/messages",
                            Json.object("id", IDS.next().toString(), "content", question))
                    .is(201);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> saidByBot(Api customer, String id) {
        try {
            List<JsonNode> said = new ArrayList<>();
            for (JsonNode message : customer.get("/api/v1/conversations/" + id + "/messages")
                    .is(200)
                    .get("items")) if (message.at("/sender/type").textValue().equals("bot")) said.add(message);
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
