-- The audit log: who changed what of the configuration and the accounts. Rows are added and never changed: the
-- application may INSERT what happened and SELECT, nothing else. Each row has the SHA-256 of the hash before it and of
-- its own content, so a row that was changed, removed or put in between later breaks the chain there.
CREATE TABLE audit_entry (
    position     bigint      PRIMARY KEY,
    id           uuid        NOT NULL UNIQUE,
    at           timestamptz NOT NULL,
    actor_type   text        NOT NULL CHECK (actor_type IN ('admin', 'agent', 'partner', 'customer', 'system', 'unknown')),
    actor_id     uuid,
    actor_name   text,
    action       text        NOT NULL CHECK (action ~ '^[a-z_]+(\.[a-z_]+)+$'),
    subject_type text        NOT NULL CHECK (subject_type ~ '^[a-z_]+$'),
    subject_id   text,
    subject_name text,
    -- As given, to the letter: it is hashed.
    before       json,
    after        json,
    session_id   uuid,
    network      text,
    hash         bytea       NOT NULL
);
CREATE INDEX audit_entry_actor   ON audit_entry (actor_id, position DESC);
CREATE INDEX audit_entry_subject ON audit_entry (subject_id, position DESC);
CREATE INDEX audit_entry_action  ON audit_entry (action text_pattern_ops, position DESC);
CREATE INDEX audit_entry_at      ON audit_entry (at);

ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY audit_entry_reader ON audit_entry FOR SELECT USING ((SELECT actor_type()) IN ('system', 'admin'));
-- For audit_append, which runs as the owner: who writes may not read the row before.
CREATE POLICY audit_entry_chain ON audit_entry FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY audit_entry_writer ON audit_entry FOR INSERT
    WITH CHECK ((SELECT actor_type()) IN ('system', 'admin', 'agent', 'partner'));
GRANT SELECT ON audit_entry TO ${appRole};
GRANT INSERT (id, actor_type, actor_id, actor_name, action, subject_type, subject_id, subject_name, before, after,
              session_id, network) ON audit_entry TO ${appRole};

-- Each field is its length in bytes, a colon and itself in UTF-8; a missing one is a hyphen. So no two contents have one
-- form.
CREATE FUNCTION audit_hash(previous bytea, fields text[]) RETURNS bytea
    LANGUAGE sql IMMUTABLE
    RETURN sha256(previous || convert_to(
        (SELECT string_agg(coalesce(octet_length(convert_to(field, 'UTF8')) || ':' || field, '-'), '' ORDER BY number)
           FROM unnest(fields) WITH ORDINALITY AS f (field, number)), 'UTF8'));

-- One writer at a time, from its insert to its commit: the next one must see its row.
CREATE FUNCTION audit_append() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
DECLARE
    last record;
BEGIN
    PERFORM pg_advisory_xact_lock('audit_entry'::regclass::oid::bigint);
    SELECT e.position, e.hash INTO last FROM audit_entry e ORDER BY e.position DESC LIMIT 1;
    NEW.position := coalesce(last.position, 0) + 1;
    NEW.at := clock_timestamp();
    NEW.hash := audit_hash(coalesce(last.hash, decode(repeat('00', 32), 'hex')), ARRAY[
        NEW.position::text, NEW.id::text, (extract(epoch FROM NEW.at) * 1000000)::bigint::text,
        NEW.actor_type, NEW.actor_id::text, NEW.actor_name, NEW.action,
        NEW.subject_type, NEW.subject_id, NEW.subject_name, NEW.before::text, NEW.after::text,
        NEW.session_id::text, NEW.network]);
    RETURN NEW;
END
$$;
CREATE TRIGGER audit_entry_append BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_append();

-- What was changed last: each node compares and reads again what it holds in memory.
CREATE TABLE configuration_version (
    topic   text   PRIMARY KEY CHECK (topic ~ '^[a-z_-]{1,60}$'),
    version bigint NOT NULL
) WITH (fillfactor = 50);
ALTER TABLE configuration_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE configuration_version FORCE ROW LEVEL SECURITY;
CREATE POLICY configuration_version_writer ON configuration_version
    USING ((SELECT actor_type()) IN ('system', 'admin', 'agent', 'partner'));
GRANT SELECT, INSERT, UPDATE ON configuration_version TO ${appRole};
