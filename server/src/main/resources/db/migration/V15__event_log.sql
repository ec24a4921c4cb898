-- The event log: everything that happens in conversations, in an order any number of readers can follow without
-- missing what commits late. A position is (xid, ordinal): the writing transaction's number and the place within it.
-- Messages, read marks and activities carry their position themselves; event_log holds every other event.

-- xid is pg_current_xact_id() plus an offset that grows when the tables were restored into another database, whose
-- transaction numbers start anew. Rows from before this migration have no position and are not in the log.
ALTER TABLE ledger_epoch
    ADD COLUMN xid_offset bigint NOT NULL DEFAULT 0,
    -- Events up to this transaction may have been dropped.
    ADD COLUMN horizon    bigint NOT NULL DEFAULT 0,
    -- Which table of which database this is: a restore makes another one.
    ADD COLUMN identity   text;

CREATE FUNCTION ledger_xid() RETURNS bigint
    LANGUAGE sql STABLE
    RETURN pg_current_xact_id()::text::bigint + (SELECT xid_offset FROM ledger_epoch);

-- Everything below this number has been committed or rolled back.
CREATE FUNCTION ledger_settled_xid() RETURNS bigint
    LANGUAGE sql STABLE
    RETURN pg_snapshot_xmin(pg_current_snapshot())::text::bigint + (SELECT xid_offset FROM ledger_epoch);

-- No default: the tables are not rewritten.
ALTER TABLE message      ADD COLUMN xid bigint, ADD COLUMN ordinal integer;
ALTER TABLE read_mark    ADD COLUMN xid bigint, ADD COLUMN ordinal integer;
ALTER TABLE activity     ADD COLUMN xid bigint, ADD COLUMN ordinal integer;
-- Who wrote a conversation last. A transaction with a smaller number must not write it after that one.
ALTER TABLE conversation ADD COLUMN log_xid bigint;

CREATE INDEX message_log   ON message   (xid, ordinal) WHERE xid IS NOT NULL;
CREATE INDEX read_mark_log ON read_mark (xid, ordinal) WHERE xid IS NOT NULL;
CREATE INDEX activity_log  ON activity  (xid, ordinal) WHERE xid IS NOT NULL;

CREATE TABLE event_log (
    xid             bigint      NOT NULL,
    ordinal         integer     NOT NULL,
    at              timestamptz NOT NULL,
    type            text        NOT NULL
        CHECK (type IN ('opened', 'agent_assigned', 'updated', 'closed', 'escalated', 'reply_due')),
    conversation_id uuid        NOT NULL,
    data            jsonb       NOT NULL,
    PRIMARY KEY (xid, ordinal, at)
) PARTITION BY RANGE (at);

-- For days nobody prepared, because a clock is far off or nobody was there to prepare them.
CREATE TABLE event_log_other PARTITION OF event_log DEFAULT;

CREATE TABLE event_consumer (
    name       text        PRIMARY KEY CHECK (char_length(name) BETWEEN 1 AND 60),
    xid        bigint      NOT NULL,
    ordinal    integer     NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 50);

ALTER TABLE event_log       ENABLE ROW LEVEL SECURITY;
ALTER TABLE event_log       FORCE ROW LEVEL SECURITY;
ALTER TABLE event_log_other ENABLE ROW LEVEL SECURITY;
ALTER TABLE event_log_other FORCE ROW LEVEL SECURITY;
ALTER TABLE event_consumer  ENABLE ROW LEVEL SECURITY;
ALTER TABLE event_consumer  FORCE ROW LEVEL SECURITY;
CREATE POLICY event_log_server ON event_log USING ((SELECT actor_type()) = 'system');
CREATE POLICY event_consumer_server ON event_consumer USING ((SELECT actor_type()) = 'system');
GRANT SELECT, INSERT ON event_log TO ${appRole};
GRANT SELECT, INSERT, UPDATE ON event_consumer TO ${appRole};

-- Makes the partition of one day (UTC); false when there is one, or when the day's events went elsewhere already.
-- Attached, not created in place: attaching lets writers go on.
CREATE FUNCTION event_log_create_day(day date) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path = public, pg_temp
    SET timezone = 'UTC' AS $$
DECLARE
    partition text := 'event_log_' || to_char(day, 'YYYYMMDD');
BEGIN
    IF to_regclass(partition) IS NOT NULL
       OR EXISTS (SELECT FROM event_log WHERE at >= day AND at < day + 1) THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE %I (LIKE event_log INCLUDING ALL)', partition);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', partition);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', partition);
    EXECUTE format('ALTER TABLE event_log ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                   partition, day::timestamptz, (day + 1)::timestamptz);
    RETURN true;
END
$$;

-- Prepares the coming week and drops whole days (UTC) that ended longer than `keep` ago; answers how many
-- partitions it made or dropped. Runs as the owner of the tables, which the application is not.
CREATE FUNCTION event_log_maintain(keep interval) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp
    SET timezone = 'UTC'
    SET lock_timeout = '1s' AS $$
DECLARE
    today   date := clock_timestamp()::date;
    oldest  date := (clock_timestamp() - keep)::date;
    changes integer := 0;
    dropped bigint;
    day     date;
BEGIN
    -- One node at a time; the others have nothing to do then.
    IF NOT pg_try_advisory_xact_lock('event_log'::regclass::oid::bigint) THEN
        RETURN 0;
    END IF;
    FOR i IN 0..7 LOOP
        IF event_log_create_day(today + i) THEN
            changes := changes + 1;
        END IF;
    END LOOP;
    SELECT max(xid) INTO dropped FROM event_log WHERE at < oldest;
    FOR day IN
        SELECT to_date(right(c.relname, 8), 'YYYYMMDD')
          FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
         WHERE i.inhparent = 'event_log'::regclass AND c.relname ~ '^event_log_[0-9]{8}$'
    LOOP
        IF day < oldest THEN
            EXECUTE format('DROP TABLE %I', 'event_log_' || to_char(day, 'YYYYMMDD'));
            changes := changes + 1;
        END IF;
    END LOOP;
    IF dropped IS NOT NULL THEN
        DELETE FROM event_log WHERE at < oldest;
        UPDATE ledger_epoch SET horizon = greatest(horizon, dropped);
    END IF;
    RETURN changes;
END
$$;
REVOKE EXECUTE ON FUNCTION event_log_maintain(interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION event_log_maintain(interval) TO ${appRole};

-- Asked at every start. Tables that pg_restore made are in another epoch: what readers outside hold may be of a time
-- that never was. New positions must still come after all restored ones.
CREATE FUNCTION ledger_recognize_restore() RETURNS boolean
    LANGUAGE plpgsql
    SET search_path = public, pg_temp AS $$
DECLARE
    here   text := (SELECT format('%s/%s/%s', system_identifier, d.oid, 'ledger_epoch'::regclass::oid)
                      FROM pg_control_system(), pg_database d WHERE d.datname = current_database());
    before text;
BEGIN
    PERFORM set_config('switchboard.actor_type', 'system', true);
    SELECT identity INTO before FROM ledger_epoch FOR UPDATE;
    IF before = here THEN
        RETURN false;
    END IF;
    UPDATE ledger_epoch SET
        identity = here,
        epoch = CASE WHEN before IS NULL THEN epoch ELSE gen_random_uuid() END,
        xid_offset = greatest(xid_offset, horizon,
                              (SELECT max(xid) FROM message),
                              (SELECT max(xid) FROM read_mark),
                              (SELECT max(xid) FROM activity),
                              (SELECT max(xid) FROM event_log),
                              (SELECT max(xid) FROM event_consumer));
    RETURN before IS NOT NULL;
END
$$;

SELECT event_log_maintain('30 days');
