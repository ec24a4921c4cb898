package chat.switchboard.conversation;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.UuidV7;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.limit.RateLimiter.Rate;
import chat.switchboard.postgres.TestPostgres;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// The people of every test: Ayesha asks, Sana and Omar answer, Bilal runs the desk, Zara is somebody else.
public final class Cast {
    public static final UUID CARE = UUID.fromString("0198c0de-0001-7000-8000-000000000001");
    public static final UUID PAYMENTS = UUID.fromString("0198c0de-0001-7000-8000-000000000002");
    private static final UuidV7 IDS = new UuidV7(Clock.systemUTC());

    public static final Actor.Customer AYESHA = new Actor.Customer(id(), "Ayesha");
    public static final Actor.Customer ZARA = new Actor.Customer(id(), "Zara");
    public static final Actor.Partner BIRYANI_HOUSE = new Actor.Partner(id(), "Karachi Biryani House");
    public static final Actor.Agent SANA = new Actor.Agent(id(), "Sana", Set.of(CARE));
    public static final Actor.Agent OMAR = new Actor.Agent(id(), "Omar", Set.of(CARE));
    public static final Actor.Agent PAYMENTS_ONLY = new Actor.Agent(id(), "Nadia", Set.of(PAYMENTS));
    public static final Actor.Admin BILAL = new Actor.Admin(id(), "Bilal");

    /// Limits that no test meets by accident.
    public static final Conversations.Limits UNHURRIED = new Conversations.Limits(
            2,
            512,
            10_000,
            () -> List.of(new Rate(1_000_000, Duration.ofSeconds(1))),
            () -> List.of(new Rate(1_000_000, Duration.ofSeconds(1))));

    private Cast() {}

    public static UUID id() {
        return IDS.next();
    }

    /// Their rows, so that the ledger may refer to them.
    public static void enter(TestPostgres database) {
        customer(database, AYESHA, "customer");
        customer(database, ZARA, "customer");
        customer(database, BIRYANI_HOUSE, "partner");
        account(database, SANA, "agent");
        account(database, OMAR, "agent");
        account(database, PAYMENTS_ONLY, "agent");
        account(database, BILAL, "admin");
    }

    private static void customer(TestPostgres database, Actor.Requester who, String kind) {
        database.requests()
                .transaction(
                        Actor.SYSTEM,
                        handle -> handle.execute(
                                "INSERT INTO customer (id, kind, name) VALUES (?, ?, ?)", who.id(), kind, who.name()));
    }

    private static void account(TestPostgres database, Actor.Staff who, String role) {
        database.requests()
                .transaction(
                        Actor.SYSTEM,
                        handle -> handle.execute(
                                "INSERT INTO account (id, email, name, role) VALUES (?, ?, ?, ?)",
                                who.id(),
                                who.name().toLowerCase(java.util.Locale.ROOT) + "@example.com",
                                who.name(),
                                role));
    }
}
