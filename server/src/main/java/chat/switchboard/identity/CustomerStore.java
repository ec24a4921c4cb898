package chat.switchboard.identity;

import chat.switchboard.kernel.Actor;
import chat.switchboard.postgres.Database;
import java.util.UUID;

final class CustomerStore {
    private final Database database;

    CustomerStore(Database database) {
        this.database = database;
    }

    /// Adds the customer, or changes what the profile says and keeps the rest. Also brings back a customer whose row
    /// was lost with a restored backup while its token lives on.
    Customer save(UUID id, Customer.Profile profile) {
        return database.transaction(
                new Actor.Customer(id, profile.name()),
                handle -> handle.createQuery("""
                        INSERT INTO customer (id, name, email, locale, attributes)
                        VALUES (:id, :name, :email, :locale, jsonb_strip_nulls(jsonb_build_object('siteKey', :siteKey::text)))
                        ON CONFLICT (id) DO UPDATE SET
                            name = coalesce(excluded.name, customer.name),
                            email = coalesce(excluded.email, customer.email),
                            locale = coalesce(excluded.locale, customer.locale),
                            attributes = customer.attributes || excluded.attributes,
                            updated_at = now()
                        RETURNING name, email, locale""")
                        .bind("id", id)
                        .bind("name", profile.name())
                        .bind("email", profile.email())
                        .bind("locale", profile.locale())
                        .bind("siteKey", profile.siteKey())
                        .map((row, _) -> new Customer(
                                id, row.getString("name"), row.getString("email"), row.getString("locale")))
                        .one());
    }
}
