package chat.switchboard.ledger;

import static chat.switchboard.conversation.Cast.BILAL;
import static chat.switchboard.conversation.Cast.CARE;
import static chat.switchboard.conversation.Cast.PAYMENTS;
import static chat.switchboard.conversation.Cast.SANA;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Cast;
import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Expected;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.Message.Metadata.Fact;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.postgres.TestPostgres;
import chat.switchboard.texts.TextTemplates;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the system says to a customer, in the customer's language.
class EventTextsTest {
    static TestPostgres database;
    static Conversations conversations;

    @BeforeAll
    static void open() {
        database = TestPostgres.fresh();
        Cast.enter(database);
        conversations = new Conversations(database.ledger(), database.requests(), Clock.systemUTC(), Cast.UNHURRIED);
    }

    @AfterAll
    static void close() {
        conversations.close();
        database.close();
    }

    @Test
    void it_is_the_language_of_the_customers_page() {
        UUID id = opened("ur-PK", null);

        assertThat(events(id)).containsExactly("آپ قطار میں ہیں۔ جلد ہی ہماری ٹیم کا کوئی فرد آپ سے بات کرے گا۔");
    }

    @Test
    void what_the_conversation_says_of_its_language_goes_first() {
        assertThat(events(opened("en", "{\"language\":\"ur\"}")))
                .containsExactly("آپ قطار میں ہیں۔ جلد ہی ہماری ٹیم کا کوئی فرد آپ سے بات کرے گا۔");
        for (String metadata : List.of("{\"language\":7}", "{\"language\":{}}", "{\"languages\":[]}", "{}"))
            assertThat(events(opened("en", metadata)))
                    .containsExactly("You are in the queue. A person will be with you soon.");
    }

    @Test
    void who_transfers_and_where_to_is_said_in_urdu_with_the_departments_name() {
        UUID id = opened("ur", null);
        done(conversations.submit(SANA, id, Command.Assign.to(new NamedRef(SANA.id(), "Sana"))));
        done(conversations.assign(BILAL, id, null, PAYMENTS, null, Expected.NOTHING));
        Message transferred = messages(id).getLast();

        assertThat(transferred.content()).contains("Bilal").contains("Payments").contains("بھیج دی ہے");
        assertThat(transferred.metadata())
                .isEqualTo(new Fact(
                        Fact.TRANSFERRED, new NamedRef(BILAL.id(), "Bilal"), new NamedRef(PAYMENTS, "Payments")));
    }

    @Test
    void a_desk_replaces_a_text_and_adds_a_language() {
        database.requests().transaction(Actor.SYSTEM, handle -> handle.execute("""
                                INSERT INTO text_template (key, language, text)
                                VALUES ('event.conversation.closed', 'de', 'Geschlossen'),
                                       ('event.conversation.closed.by', 'ur', '{agent}: بند')
                                """));
        TextTemplates texts = new TextTemplates(database.requests());
        texts.refresh();

        assertThat(texts.event("conversation.closed", null, null, "de-AT").text())
                .isEqualTo("Geschlossen");
        assertThat(texts.event("conversation.closed", "Sana", null, "ur").text())
                .isEqualTo("Sana: بند");
        assertThat(texts.event("conversation.closed", null, null, "en").text())
                .isEqualTo("Support closed the conversation");
        assertThat(texts.event("conversation.closed", "Sana", null, "ur").isOwn())
                .isTrue();
        assertThat(texts.event("conversation.closed", null, null, "ur").isOwn()).isFalse();
    }

    private static UUID opened(String locale, String metadata) {
        Actor.Customer customer = new Actor.Customer(Cast.id(), "Ayesha");
        database.requests()
                .transaction(
                        Actor.SYSTEM,
                        handle -> handle.execute(
                                "INSERT INTO customer (id, name, locale) VALUES (?, ?, ?)",
                                customer.id(),
                                customer.name(),
                                locale));
        OpenConversation beginning =
                new OpenConversation(null, null, CARE, metadata, Command.Send.text(Cast.id(), "Where is my order?"));
        return done(conversations.open(customer, Cast.id(), beginning))
                .conversation()
                .id();
    }

    private static List<String> events(UUID id) {
        return messages(id).stream()
                .filter(it -> it.kind() == Message.Kind.EVENT)
                .map(Message::content)
                .toList();
    }

    private static List<Message> messages(UUID id) {
        return ((Outcome.Done<ConversationHistory.Page>) conversations.history().after(BILAL, id, 0, 100))
                .value()
                .messages();
    }

    private static Committed done(CompletableFuture<Outcome<Committed>> answer) {
        return ((Outcome.Done<Committed>) answer.join()).value();
    }
}
