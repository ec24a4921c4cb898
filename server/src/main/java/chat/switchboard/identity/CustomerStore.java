package chat.switchboard.identity;

import static chat.switchboard.identity.AccountStore.time;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The SQL of customers: anonymous ones, and those whom a site knows.
final class CustomerStore {
    private final Handle handle;

    CustomerStore(Handle handle) {
        this.handle = handle;
    }

    /// The active site with this key, null for the default one.
    Optional<UUID> site(String key) {
        return handle.createQuery("SELECT id FROM site WHERE key = coalesce(:key, 'default') AND active")
                .bind("key", key == null || key.isBlank() ? null : key)
                .mapTo(UUID.class)
                .findOne();
    }

    /// Adds the customer, or changes what the profile says and keeps the rest, above all the site it came from. Also
    /// brings back a customer whose row was lost with a restored backup while its token lives on.
    ///
    /// @param known whether a site has said who it is
    Customer save(UUID id, Customer.Profile profile, boolean known) {
        return handle.createQuery("""
                        INSERT INTO customer (id, name, email, phone, locale, attributes)
                        VALUES (:id, :name, :email, :phone, :locale, jsonb_strip_nulls(
                            jsonb_build_object('siteKey', nullif(:siteKey, ''), 'verified', CASE WHEN :known THEN true END)))
                        ON CONFLICT (id) DO UPDATE SET
                            name = coalesce(excluded.name, customer.name),
                            email = coalesce(excluded.email, customer.email),
                            phone = coalesce(excluded.phone, customer.phone),
                            locale = coalesce(excluded.locale, customer.locale),
                            attributes = excluded.attributes || customer.attributes,
                            updated_at = now()
                        RETURNING id, name, email, locale""")
                .bind("id", id)
                .bind("name", profile.name())
                .bind("email", profile.email())
                .bind("phone", profile.phone())
                .bind("locale", profile.locale())
                .bind("siteKey", profile.siteKey())
                .bind("known", known)
                .map((row, _) -> customer(row))
                .one();
    }

    private static Customer customer(ResultSet row) throws SQLException {
        return new Customer(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("email"),
                row.getString("locale"));
    }

    /// Whether a site has said who this customer is.
    boolean isKnown(UUID id) {
        return handle.createQuery("SELECT attributes @> '{\"verified\": true}' FROM customer WHERE id = :id")
                .bind("id", id)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }

    /// Whoever asks for the same visitor of the same site waits until this transaction has ended.
    void lockIdentity(UUID siteId, String subject) {
        handle.createQuery("SELECT pg_advisory_xact_lock(hashtextextended(:site || '/' || :subject, 0)) IS NULL")
                .bind("site", siteId.toString())
                .bind("subject", subject)
                .mapTo(Boolean.class)
                .one();
    }

    Optional<UUID> identified(UUID siteId, String subject) {
        return handle.createQuery("""
                        SELECT customer_id FROM customer_identity WHERE site_id = :site AND subject = :subject""")
                .bind("site", siteId)
                .bind("subject", subject)
                .mapTo(UUID.class)
                .findOne();
    }

    void identify(UUID siteId, String subject, UUID customerId, Instant now) {
        handle.createUpdate("""
                        INSERT INTO customer_identity (site_id, subject, customer_id, created_at)
                        VALUES (:site, :subject, :customer, :now)""")
                .bind("site", siteId)
                .bind("subject", subject)
                .bind("customer", customerId)
                .bind("now", time(now))
                .execute();
    }

    /// What has to be known of somebody whose conversations may become a known one's.
    ///
    /// @param siteKey null for the default site
    record Visitor(boolean known, boolean joined, String siteKey) {}

    /// Its conversations are locked first, in the order in which the ledger locks them; then the customer, after which
    /// nobody opens another one for it (a new row refers to it).
    Optional<Visitor> lock(UUID id) {
        handle.createQuery("SELECT id FROM conversation WHERE customer_id = :id ORDER BY id FOR UPDATE")
                .bind("id", id)
                .mapTo(UUID.class)
                .list();
        return handle.createQuery("""
                        SELECT attributes @> '{"verified": true}' AS known, joined_to IS NOT NULL AS joined,
                               attributes ->> 'siteKey' AS site_key
                        FROM customer WHERE id = :id AND kind = 'customer' FOR UPDATE""")
                .bind("id", id)
                .map((row, _) ->
                        new Visitor(row.getBoolean("known"), row.getBoolean("joined"), row.getString("site_key")))
                .findOne();
    }

    void join(UUID visitor, UUID known, Instant now) {
        moveConversations(visitor, known);
        handle.createUpdate("UPDATE customer SET joined_to = :known, joined_at = :now WHERE id = :visitor")
                .bind("visitor", visitor)
                .bind("known", known)
                .bind("now", time(now))
                .execute();
    }

    /// Rows of the ledger stay as they are, with who wrote them; what was read is read. A held copy of a conversation
    /// is outdated by its version.
    private void moveConversations(UUID visitor, UUID known) {
        handle.createUpdate("""
                        INSERT INTO read_mark (conversation_id, reader_type, reader_id, seq, at)
                        SELECT r.conversation_id, r.reader_type, :known, max(r.seq), max(r.at)
                        FROM read_mark r JOIN conversation c ON c.id = r.conversation_id
                        WHERE c.customer_id = :visitor AND r.reader_id = :visitor
                        GROUP BY r.conversation_id, r.reader_type
                        ON CONFLICT DO NOTHING""").bind("visitor", visitor).bind("known", known).execute();
        handle.createUpdate("""
                        UPDATE conversation c SET
                            customer_id = :known,
                            version = version + 1,
                            opening_message_id = CASE WHEN NOT EXISTS (
                                SELECT FROM conversation o WHERE o.customer_id = :known
                                                             AND o.opening_message_id = c.opening_message_id)
                                THEN opening_message_id END
                        WHERE customer_id = :visitor""").bind("visitor", visitor).bind("known", known).execute();
    }

    /// What was opened for visitors while they were joined: in flight then, or on a node that had not heard of it.
    int moveLate(Instant joinedSince) {
        Map<UUID, UUID> late = handle
                .createQuery("""
                        SELECT DISTINCT v.id, v.joined_to FROM customer v JOIN conversation c ON c.customer_id = v.id
                        WHERE v.joined_at > :since""")
                .bind("since", time(joinedSince))
                .map((row, _) -> List.of(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .stream()
                .collect(Collectors.toMap(List::getFirst, List::getLast));
        late.forEach(this::moveConversations);
        return late.size();
    }

    record Joined(UUID id, Instant at) {}

    List<Joined> joined(Instant since) {
        return handle.createQuery("SELECT id, joined_at FROM customer WHERE joined_at > :since")
                .bind("since", time(since))
                .map((row, _) -> new Joined(
                        row.getObject("id", UUID.class),
                        row.getObject("joined_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
