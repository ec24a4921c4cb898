package chat.switchboard;

import chat.switchboard.conversation.Command;
import chat.switchboard.desk.Desk;
import chat.switchboard.identity.Account;
import chat.switchboard.identity.Customer;
import chat.switchboard.identity.Identity;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.ledger.Committed;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.ledger.OpenConversation;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// A desk that has been used a little, for those who want to look around: an agent and a few conversations, made
/// through the same doors as real ones.
final class Demo {
    private static final UUID CUSTOMER_CARE = UUID.fromString("0198c0de-0001-7000-8000-000000000001");
    private static final UUID PAYMENTS = UUID.fromString("0198c0de-0001-7000-8000-000000000002");
    private static final FirstStart.Person SANA =
            new FirstStart.Person("sana@localhost", "Sana", Account.Role.AGENT, Set.of(CUSTOMER_CARE, PAYMENTS));

    private final Identity identity;
    private final Conversations conversations;
    private final Actor.Agent sana;

    private Demo(Identity identity, Conversations conversations, Actor.Agent sana) {
        this.identity = identity;
        this.conversations = conversations;
        this.sana = sana;
    }

    /// Empty when the agent exists already: then there were conversations, too.
    static Optional<FirstStart.Made> prepare(Desk desk, Identity identity, Conversations conversations) {
        desk.addDemo();
        Optional<FirstStart.Made> made = FirstStart.account(identity, SANA);
        made.map(FirstStart.Made::account)
                .map(account -> new Actor.Agent(account.id(), account.name(), account.departmentIds()))
                .ifPresent(sana -> new Demo(identity, conversations, sana).talk());
        return made;
    }

    private void talk() {
        closed();
        active();
        waitingLonger();
        waiting();
    }

    private void closed() {
        var maria = customer("Maria", "maria@example.com", "en");
        UUID id =
                open(maria, "technical", "The app closes", "The app closes when I open the map. Pixel 8, version 5.2.");
        say(sana, id, "Thank you, Maria. Version 5.3 has a fix for this and is out since this morning. Does it help?");
        say(maria, id, "It does! Thanks for the quick answer.");
        submit(sana, id, new Command.Resolve());
        submit(sana, id, new Command.Close());
        submit(maria, id, new Command.Rate(5, "Quick and friendly."));
    }

    private void active() {
        var hamza = customer("حمزہ", "hamza@example.com", "ur");
        UUID id = open(hamza, "payment", "رقم کی واپسی", "میرے 1,450 روپے دو بار کٹ گئے ہیں۔ آرڈر KHI-2278۔");
        say(sana, id, "السلام علیکم حمزہ! میں آپ کی ادائیگی دیکھ رہی ہوں، دو منٹ دیجیے۔");
        say(hamza, id, "جی ٹھیک ہے، شکریہ۔");
    }

    private void waitingLonger() {
        var usman = customer("Usman", null, "en");
        UUID id = open(
                usman,
                "order",
                "Another address",
                "Can I still change the delivery address? Mera ghar gali number 7 mein hai.");
        submit(usman, id, new Command.Handoff());
    }

    private void waiting() {
        var ayesha = customer("Ayesha", "ayesha@example.com", "en");
        UUID id = open(ayesha, "order", "Where is my order?", "Order KHI-2291 should have been here 20 minutes ago.");
        submit(ayesha, id, new Command.Handoff());
        say(ayesha, id, "The map has not moved for a while.");
    }

    private Actor.Customer customer(String name, String email, String locale) {
        var session = done(identity.openCustomerSession(new Customer.Profile("demo", name, email, locale), "demo"));
        return new Actor.Customer(session.customer().id(), name);
    }

    private UUID open(Actor.Requester writer, String category, String subject, String content) {
        var message = Command.Send.text(conversations.newId(), content);
        var beginning = new OpenConversation(subject, category, null, null, message);
        return done(conversations.open(writer, conversations.newId(), beginning))
                .conversation()
                .id();
    }

    private void say(Actor actor, UUID id, String content) {
        submit(actor, id, Command.Send.text(conversations.newId(), content));
    }

    private void submit(Actor actor, UUID id, Command command) {
        done(conversations.submit(actor, id, command));
    }

    private static Committed done(CompletableFuture<Outcome<Committed>> outcome) {
        return done(outcome.join());
    }

    private static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T> refused -> throw new IllegalStateException(refused.toString());
        };
    }
}
