package chat.switchboard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.audit.AuditLog;
import chat.switchboard.conversation.Cast;
import chat.switchboard.conversation.Command;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Code;
import chat.switchboard.kernel.Refusal.Reason;
import chat.switchboard.kernel.TestClock;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.ledger.OpenConversation;
import chat.switchboard.postgres.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Visitors whom a site's own server knows; what is said here stands in `docs/identity.md`.
class KnownCustomersTest {
    private static final TestPostgres postgres = TestPostgres.fresh();
    private static final Secret SECRET = Secret.of(Base64.getEncoder().encodeToString(new byte[32]));
    private static final IdentitySettings SETTINGS = TestSettings.identity(
            new IdentitySettings.PasswordCost(64, 1, 1),
            new IdentitySettings.Limits(5, 20, 5, TestSettings.delay(10, Duration.ofMillis(20)), 5, 30));
    private static final Actor.Admin BILAL = Cast.BILAL;
    private static final UUID OTHER_SITE = UUID.randomUUID();

    private final TestClock clock = new TestClock();
    private final Identity identity = node();
    private final Conversations conversations =
            new Conversations(postgres.ledger(), postgres.requests(), clock, Cast.UNHURRIED);
    private final String subject = "user-" + UUID.randomUUID();
    private final String key = rotate(HostToken.DEFAULT_SITE, true);

    static {
        postgres.asSuperuser(handle -> handle.execute(
                "INSERT INTO site (id, key, name) VALUES (?, 'other', 'Other') ON CONFLICT DO NOTHING", OTHER_SITE));
    }

    @AfterEach
    void stop() {
        conversations.close();
        identity.close();
    }

    @AfterAll
    static void drop() {
        postgres.close();
    }

    @Test
    void the_same_visitor_is_the_same_customer_on_every_device() {
        var phone = done(open(token(", \"name\":\"Ayesha\",\"email\":\"ayesha@shop.example\"")));
        var laptop = done(open(token("")));
        assertThat(laptop.customer()).isEqualTo(phone.customer());
        assertThat(laptop.customer().name()).isEqualTo("Ayesha");
        var renamed = done(open(token(", \"name\":\"Ayesha K.\"")));
        assertThat(renamed.customer().id()).isEqualTo(phone.customer().id());
        assertThat(renamed.customer().email()).isEqualTo("ayesha@shop.example");
        assertThat(done(identity.authenticate(renamed.token())).actor())
                .isEqualTo(new Actor.Customer(phone.customer().id(), "Ayesha K."));
    }

    @Test
    void two_devices_that_come_at_once_are_one_customer() {
        List<CompletableFuture<UUID>> devices = new ArrayList<>();
        for (int i = 0; i < 8; i++)
            devices.add(CompletableFuture.supplyAsync(
                    () -> done(open(token(""))).customer().id()));
        assertThat(devices.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    }

    @Test
    void another_sites_visitor_with_the_same_name_is_somebody_else() {
        String others = rotate(OTHER_SITE, true);
        var here = done(open(token("")));
        var there = done(open("other", HostToken.of(others, subject, clock.instant())));
        assertThat(there.customer().id()).isNotEqualTo(here.customer().id());
        assertRefused(open(HostToken.of(others, subject, clock.instant())), Reason.IDENTITY_TOKEN_INVALID);
        assertRefused(open("other", token("")), Reason.IDENTITY_TOKEN_INVALID);
        assertRefused(open("nowhere", token("")), Reason.NO_SUCH_SITE);
    }

    @Test
    void a_site_without_a_secret_believes_nobody() {
        UUID site = UUID.randomUUID();
        postgres.asSuperuser(handle -> handle.execute(
                "INSERT INTO site (id, key, name) VALUES (?, 'bare', 'Bare') ON CONFLICT DO NOTHING", site));
        for (String guess : List.of("x", "sbi_", key))
            assertRefused(open("bare", HostToken.of(guess, subject, clock.instant())), Reason.IDENTITY_TOKEN_INVALID);
    }

    @Test
    void a_secret_that_was_replaced_counts_for_a_day_more_unless_it_is_ended() {
        String next = rotate(HostToken.DEFAULT_SITE, false);
        assertThat(next).isNotEqualTo(key).startsWith("sbi_").hasSize(47);
        done(open(token("")));
        done(open(HostToken.of(next, subject, clock.instant())));
        clock.advance(SiteSecrets.OVERLAP.minusSeconds(1));
        done(open(token("")));
        clock.advance(Duration.ofSeconds(1));
        assertRefused(open(token("")), Reason.IDENTITY_TOKEN_INVALID);
        String last = rotate(HostToken.DEFAULT_SITE, true);
        assertRefused(open(HostToken.of(next, subject, clock.instant())), Reason.IDENTITY_TOKEN_INVALID);
        done(open(HostToken.of(last, subject, clock.instant())));
    }

    @Test
    void the_database_holds_no_secret() {
        String stored =
                postgres.asSuperuser(handle -> handle.select("SELECT string_agg(s::text, ' ') FROM site_secret s")
                        .mapTo(String.class)
                        .one());
        assertThat(stored).doesNotContain(key.substring(4));
        String audited = postgres.asSuperuser(handle -> handle.select(
                        "SELECT string_agg(a::text, ' ') FROM audit_entry a WHERE action = 'site.identity_secret_rotated'")
                .mapTo(String.class)
                .one());
        assertThat(audited).contains("Default").doesNotContain(key.substring(4));
    }

    @Test
    void nobody_is_found_by_a_name_or_an_address() {
        var known = done(open(token(", \"email\":\"%s@shop.example\"".formatted(subject))));
        var claiming = done(identity.openCustomerSession(
                new Customer.Profile(null, "Ayesha", subject + "@shop.example", null), "198.51.100.2"));
        assertThat(claiming.customer().id()).isNotEqualTo(known.customer().id());
        assertThat(attributes(claiming)).doesNotContain("verified");
        assertThat(attributes(known)).contains("\"verified\": true");
    }

    @Test
    void what_a_site_says_of_its_visitor_the_visitor_cannot_change() {
        var known = done(open(token(", \"name\":\"Ayesha\"")));
        Actor.Customer ayesha = actor(known);
        for (Customer.Profile claim : List.of(
                new Customer.Profile(null, "Admin", null, null),
                new Customer.Profile(null, null, "admin@shop.example", null),
                new Customer.Profile(null, null, null, null, "+1", null))) {
            var refusal = refusal(identity.renewCustomerSession(ayesha, claim, "198.51.100.2"));
            assertThat(refusal.code()).isEqualTo(Code.FORBIDDEN);
            assertThat(refusal.because().reason()).isEqualTo(Reason.IDENTITY_VERIFIED);
            assertThat(refusal.field()).isIn("name", "email", "phone");
        }
        var renewed = done(
                identity.renewCustomerSession(ayesha, new Customer.Profile(null, null, null, "ur"), "198.51.100.2"));
        assertThat(renewed.customer()).isEqualTo(new Customer(ayesha.id(), "Ayesha", null, "ur"));
    }

    @Test
    void an_anonymous_visitors_conversations_become_the_known_ones_once() {
        var anonymous = visitor();
        UUID conversation = talk(actor(anonymous));
        done(conversations
                .submit(actor(anonymous), conversation, new Command.MarkRead(1))
                .join());
        List<String> before = ledgerOf(conversation);
        List<UUID> ended = new CopyOnWriteArrayList<>();
        identity.onRevoked(ended::add);

        var known = done(join(anonymous, token("")));
        assertThat(known.customer().id()).isNotEqualTo(anonymous.customer().id());
        assertThat(conversationsOf(actor(known))).containsExactly(conversation);
        assertThat(conversationsOf(actor2(anonymous))).isEmpty();
        assertThat(ledgerOf(conversation)).isEqualTo(before);
        assertThat(readMark(conversation, known.customer().id())).isEqualTo(1);
        assertThat(refusal(identity.authenticate(anonymous.token())).code()).isEqualTo(Code.UNAUTHENTICATED);
        assertThat(ended).containsExactly(anonymous.customer().id());

        // The writer held the conversation as it was: it notices.
        Outcome<?> late = conversations
                .submit(actor2(anonymous), conversation, Command.Send.text(Cast.id(), "Still me?"))
                .join();
        assertThat(refusal(late).code()).isEqualTo(Code.NOT_FOUND);
        done(conversations
                .submit(actor(known), conversation, Command.Send.text(Cast.id(), "It is me."))
                .join());
        assertThat(ledgerOf(conversation)).hasSize(before.size() + 1);

        // A second time with the same visitor, whose principal some node may still believe in.
        assertThat(refusal(identity.renewCustomerSession(
                                actor2(anonymous),
                                new Customer.Profile(null, null, null, null, null, token("")),
                                "198.51.100.3"))
                        .code())
                .isEqualTo(Code.UNAUTHENTICATED);
    }

    @Test
    void visitors_of_several_devices_become_the_same_known_customer() {
        var first = visitor();
        var second = visitor();
        UUID one = talk(actor(first));
        UUID two = talk(actor(second));
        done(join(first, token("")));
        var known = done(join(second, token("")));
        assertThat(conversationsOf(actor(known))).containsExactlyInAnyOrder(one, two);
    }

    @Test
    void a_known_customer_is_never_joined_to_another() {
        var ayesha = done(open(token("")));
        UUID hers = talk(actor(ayesha));
        var zara = done(join(ayesha, HostToken.of(key, subject + "-zara", clock.instant())));
        assertThat(zara.customer().id()).isNotEqualTo(ayesha.customer().id());
        assertThat(conversationsOf(actor(zara))).isEmpty();
        assertThat(conversationsOf(actor(ayesha))).containsExactly(hers);
        assertThat(done(join(ayesha, token(""))).customer().id())
                .isEqualTo(ayesha.customer().id());
    }

    @Test
    void a_visitor_of_another_site_is_not_joined() {
        var elsewhere =
                done(identity.openCustomerSession(new Customer.Profile("other", null, null, null), "198.51.100.2"));
        UUID there = talk(actor(elsewhere));
        // Saying another site later does not make it one's own.
        done(identity.renewCustomerSession(
                actor(elsewhere), new Customer.Profile("default", null, null, null), "198.51.100.2"));
        var known = done(join(elsewhere, token("")));
        assertThat(conversationsOf(actor(known))).isEmpty();
        assertThat(conversationsOf(actor(elsewhere))).containsExactly(there);
    }

    @Test
    void of_two_identities_only_one_gets_an_anonymous_visitors_conversations() {
        var anonymous = visitor();
        UUID conversation = talk(actor(anonymous));
        Actor.Customer visitor = actor(anonymous);
        List<CompletableFuture<Outcome<Customer.Session>>> both = new ArrayList<>();
        for (String name : List.of("-a", "-b")) {
            String token = HostToken.of(key, subject + name, clock.instant());
            both.add(CompletableFuture.supplyAsync(() -> identity.renewCustomerSession(
                    visitor, new Customer.Profile(null, null, null, null, null, token), "198.51.100.2")));
        }
        List<Customer.Session> winners = both.stream()
                .map(CompletableFuture::join)
                .filter(it -> it instanceof Outcome.Done<Customer.Session>)
                .map(KnownCustomersTest::done)
                .toList();
        assertThat(winners).hasSize(1);
        assertThat(conversationsOf(actor(winners.getFirst()))).containsExactly(conversation);
    }

    @Test
    void the_same_opening_message_of_both_stands_in_nobodys_way() {
        var anonymous = visitor();
        var before = done(open(token("")));
        Command.Send message = Command.Send.text(Cast.id(), "Hello");
        UUID one = talk(actor(anonymous), message);
        UUID two = talk(actor(before), message);
        var known = done(join(anonymous, token("")));
        assertThat(conversationsOf(actor(known))).containsExactlyInAnyOrder(one, two);
    }

    @Test
    void what_was_opened_while_joining_follows() {
        var anonymous = visitor();
        var known = done(join(anonymous, token("")));
        UUID late = talk(actor2(anonymous));
        identity.moveLateConversations();
        assertThat(conversationsOf(actor(known))).containsExactly(late);
    }

    @Test
    void other_nodes_learn_of_it_also_after_a_restart() {
        try (Identity other = node()) {
            var anonymous = visitor();
            List<UUID> ended = new CopyOnWriteArrayList<>();
            other.onRevoked(ended::add);
            done(other.authenticate(anonymous.token()));
            done(join(anonymous, token("")));
            other.lookForRevocations();
            assertThat(ended).contains(anonymous.customer().id());
            assertThat(other.authenticate(anonymous.token())).isInstanceOf(Outcome.Refused.class);
            clock.advance(Duration.ofDays(20));
            try (Identity restarted = node()) {
                assertThat(restarted.authenticate(anonymous.token())).isInstanceOf(Outcome.Refused.class);
            }
        }
    }

    @Test
    void a_token_may_be_shown_again_until_it_ends() {
        String token = token("");
        UUID first = done(open(token)).customer().id();
        clock.advance(Duration.ofMinutes(5));
        assertThat(done(open(token)).customer().id()).isEqualTo(first);
        clock.advance(IdentityTokens.SKEW);
        assertRefused(open(token), Reason.IDENTITY_TOKEN_EXPIRED);
    }

    @Test
    void guesses_are_limited_and_good_tokens_are_not() {
        int most = SETTINGS.limits().customersPerAddress();
        for (int i = 0; i < most; i++)
            done(identity.openCustomerSession(
                    new Customer.Profile(null, null, null, null, null, token("")), "203.0.113.9"));
        for (int i = 0; i < most; i++)
            refusal(identity.openCustomerSession(
                    new Customer.Profile(null, null, null, null, null, "x"), "203.0.113.9"));
        assertThat(refusal(identity.openCustomerSession(
                                new Customer.Profile(null, null, null, null, null, "x"), "203.0.113.9"))
                        .code())
                .isEqualTo(Code.RATE_LIMITED);
    }

    private Identity node() {
        return Identity.start(postgres.requests(), postgres.jobs(), SECRET, () -> SETTINGS, clock);
    }

    private String token(String more) {
        return HostToken.of(key, subject, clock.instant(), more);
    }

    private Outcome<Customer.Session> open(String token) {
        return open(null, token);
    }

    private Outcome<Customer.Session> open(String site, String token) {
        return identity.openCustomerSession(
                new Customer.Profile(site, null, null, null, null, token), "198.51.100." + token.hashCode() % 250);
    }

    private Outcome<Customer.Session> join(Customer.Session visitor, String token) {
        return identity.renewCustomerSession(
                actor(visitor), new Customer.Profile(null, null, null, null, null, token), "198.51.100.4");
    }

    private Customer.Session visitor() {
        return done(identity.openCustomerSession(
                new Customer.Profile(null, "Somebody", null, null),
                UUID.randomUUID().toString()));
    }

    private Actor.Customer actor(Customer.Session session) {
        return (Actor.Customer) done(identity.authenticate(session.token())).actor();
    }

    /// Also of one whose token is not believed any more.
    private static Actor.Customer actor2(Customer.Session session) {
        return new Actor.Customer(session.customer().id(), session.customer().name());
    }

    private UUID talk(Actor.Customer customer) {
        return talk(customer, Command.Send.text(Cast.id(), "Where is my order?"));
    }

    private UUID talk(Actor.Customer customer, Command.Send message) {
        return done(conversations
                        .open(customer, conversations.newId(), new OpenConversation(null, null, null, null, message))
                        .join())
                .conversation()
                .id();
    }

    /// As row-level security lets them see.
    private static List<UUID> conversationsOf(Actor reader) {
        return postgres.requests()
                .transaction(
                        reader,
                        handle -> handle.select("SELECT id FROM conversation")
                                .mapTo(UUID.class)
                                .list());
    }

    private static List<String> ledgerOf(UUID conversation) {
        return postgres.asSuperuser(handle -> handle.select(
                        "SELECT seq || ' ' || id || ' ' || coalesce(sender_id::text, '-') FROM message WHERE conversation_id = ? ORDER BY seq",
                        conversation)
                .mapTo(String.class)
                .list());
    }

    private static int readMark(UUID conversation, UUID reader) {
        return postgres.asSuperuser(handle -> handle.select(
                        "SELECT max(seq) FROM read_mark WHERE conversation_id = ? AND reader_id = ?",
                        conversation,
                        reader)
                .mapTo(Integer.class)
                .one());
    }

    private static String attributes(Customer.Session session) {
        return postgres.asSuperuser(handle -> handle.select(
                        "SELECT attributes::text FROM customer WHERE id = ?",
                        session.customer().id())
                .mapTo(String.class)
                .one());
    }

    private String rotate(UUID site, boolean atOnce) {
        return done(identity.siteSecrets().rotate(BILAL, site, atOnce, AuditLog.Origin.SYSTEM))
                .secret();
    }

    private static void assertRefused(Outcome<?> outcome, Reason reason) {
        assertThat(refusal(outcome).because().reason()).isEqualTo(reason);
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
