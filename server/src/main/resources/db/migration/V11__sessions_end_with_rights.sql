-- Sessions end with the rights they were given, however those are changed: also by an operator's SQL. Each node asks
-- every two seconds which sessions ended and which accounts changed (account.updated_at is their version).

ALTER TABLE account_session
    -- How often the session was refreshed; the newest refresh token is made from it.
    ADD COLUMN rotations     integer     NOT NULL DEFAULT 0,
    -- The version of the account that the newest access token was made from.
    ADD COLUMN account_as_of timestamptz,
    -- The device that logged in, and a fingerprint of the client that got the newest refresh token.
    ADD COLUMN device_id     uuid,
    ADD COLUMN client_hash   bytea;
UPDATE account_session SET account_as_of = rotated_at;
ALTER TABLE account_session ALTER COLUMN account_as_of SET NOT NULL;

-- When only the cost of the hash was changed: the password is the same, and sessions go on.
ALTER TABLE account_credential ADD COLUMN strengthened_at timestamptz;

-- Sessions whose rows were deleted before they had ended.
CREATE TABLE deleted_session (
    id         uuid        PRIMARY KEY,
    deleted_at timestamptz NOT NULL
);
CREATE INDEX deleted_session_time ON deleted_session (deleted_at);
ALTER TABLE deleted_session ENABLE ROW LEVEL SECURITY;
ALTER TABLE deleted_session FORCE ROW LEVEL SECURITY;
CREATE POLICY deleted_session_server ON deleted_session USING ((SELECT actor_type()) = 'system');
GRANT SELECT, INSERT, DELETE ON deleted_session TO ${appRole};

-- The functions below act as the server, whoever changes the row, and look for tables in this schema only. An actor
-- that was not stated before becomes '', which is the same to every policy.

-- A changed version is always a later one, also if the clocks of two machines differ.
CREATE FUNCTION account_changed() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    NEW.updated_at := greatest(NEW.updated_at, clock_timestamp(), OLD.updated_at + interval '1 microsecond');
    RETURN NEW;
END $$;
CREATE TRIGGER account_changed BEFORE UPDATE ON account FOR EACH ROW
    WHEN ((OLD.role, OLD.active, OLD.name, OLD.email) IS DISTINCT FROM (NEW.role, NEW.active, NEW.name, NEW.email)
          AND NEW.updated_at <= OLD.updated_at)
    EXECUTE FUNCTION account_changed();

CREATE FUNCTION account_departments_changed() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    actor text := current_setting('switchboard.actor_type', true);
BEGIN
    PERFORM set_config('switchboard.actor_type', 'system', true);
    IF TG_OP = 'TRUNCATE' THEN
        UPDATE account SET updated_at = greatest(clock_timestamp(), updated_at + interval '1 microsecond');
    ELSE
        UPDATE account SET updated_at = greatest(clock_timestamp(), updated_at + interval '1 microsecond')
        WHERE id IN (OLD.account_id, NEW.account_id);
    END IF;
    PERFORM set_config('switchboard.actor_type', actor, true);
    RETURN NULL;
END $$;
CREATE TRIGGER account_departments_changed AFTER INSERT OR UPDATE OR DELETE ON account_department
    FOR EACH ROW EXECUTE FUNCTION account_departments_changed();
CREATE TRIGGER account_departments_truncated AFTER TRUNCATE ON account_department
    FOR EACH STATEMENT EXECUTE FUNCTION account_departments_changed();

-- Another password, or none any more.
CREATE FUNCTION password_changed() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    actor text := current_setting('switchboard.actor_type', true);
BEGIN
    PERFORM set_config('switchboard.actor_type', 'system', true);
    UPDATE account_session SET revoked_at = clock_timestamp() WHERE account_id = OLD.account_id AND revoked_at IS NULL;
    PERFORM set_config('switchboard.actor_type', actor, true);
    RETURN NULL;
END $$;
CREATE TRIGGER password_changed AFTER UPDATE ON account_credential FOR EACH ROW
    WHEN (OLD.password_hash IS DISTINCT FROM NEW.password_hash
          AND OLD.strengthened_at IS NOT DISTINCT FROM NEW.strengthened_at)
    EXECUTE FUNCTION password_changed();
CREATE TRIGGER password_deleted AFTER DELETE ON account_credential
    FOR EACH ROW EXECUTE FUNCTION password_changed();

-- A session that was made shorter has ended; nodes learn of that only from revoked_at.
CREATE FUNCTION session_shortened() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    NEW.revoked_at := clock_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER session_shortened BEFORE UPDATE ON account_session FOR EACH ROW
    WHEN (OLD.revoked_at IS NULL AND NEW.expires_at < OLD.expires_at AND NEW.rotations = OLD.rotations)
    EXECUTE FUNCTION session_shortened();

CREATE FUNCTION session_deleted() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    actor text := current_setting('switchboard.actor_type', true);
BEGIN
    PERFORM set_config('switchboard.actor_type', 'system', true);
    IF TG_OP = 'TRUNCATE' THEN
        INSERT INTO deleted_session (id, deleted_at)
        SELECT id, clock_timestamp() FROM account_session WHERE revoked_at IS NULL ON CONFLICT DO NOTHING;
    ELSE
        INSERT INTO deleted_session (id, deleted_at) VALUES (OLD.id, clock_timestamp()) ON CONFLICT DO NOTHING;
    END IF;
    PERFORM set_config('switchboard.actor_type', actor, true);
    RETURN NULL;
END $$;
CREATE TRIGGER session_deleted AFTER DELETE ON account_session FOR EACH ROW
    WHEN (OLD.revoked_at IS NULL) EXECUTE FUNCTION session_deleted();
CREATE TRIGGER sessions_truncated BEFORE TRUNCATE ON account_session
    FOR EACH STATEMENT EXECUTE FUNCTION session_deleted();
