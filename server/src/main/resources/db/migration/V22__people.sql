-- What admins decide about people: accounts, invitations, second factors, and what their owners are told.

-- One account for one address, in whatever case and composition it is written.
CREATE FUNCTION caseless(written text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN normalize(casefold(normalize(written, NFC) COLLATE "pg_unicode_fast"), NFC);
DROP INDEX account_email;
CREATE UNIQUE INDEX account_email ON account (caseless(email));

ALTER TABLE account
    ADD COLUMN avatar_color text        CHECK (avatar_color ~ '^#[0-9a-f]{6}$'),
    -- Of the screens.
    ADD COLUMN language     text        CHECK (char_length(language) <= 35),
    -- Of the account as a configuration object. updated_at is the version of its rights: tokens are made from it, and
    -- end with it.
    ADD COLUMN version      integer     NOT NULL DEFAULT 0,
    ADD COLUMN edited_at    timestamptz,
    ADD COLUMN last_used_at timestamptz,
    -- A deleted account keeps its row, because history names it; its address is free again.
    ADD COLUMN deleted_at   timestamptz;

ALTER TABLE account_session
    ADD COLUMN user_agent   text        CHECK (char_length(user_agent) <= 300),
    -- The key of the network address that last used it.
    ADD COLUMN network      text        CHECK (char_length(network) <= 100),
    -- When the password was last typed in it.
    ADD COLUMN confirmed_at timestamptz;

-- A secret whose first code nobody has typed yet.
ALTER TABLE account_credential ADD COLUMN totp_pending text;

CREATE TABLE account_recovery_code (
    account_id uuid  NOT NULL REFERENCES account ON DELETE CASCADE,
    code_hash  bytea NOT NULL,
    PRIMARY KEY (account_id, code_hash)
);

-- A link by which somebody chooses a password. One of an account at a time.
CREATE TABLE account_invite (
    account_id uuid        PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    purpose    text        NOT NULL CHECK (purpose IN ('invite', 'reset')),
    token_hash bytea       NOT NULL UNIQUE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);

-- What changed about an account, until its owner has seen it.
CREATE TABLE account_notice (
    id         uuid        PRIMARY KEY,
    account_id uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    -- The session that did it, which need not be told.
    session_id uuid,
    event      text        NOT NULL CHECK (char_length(event) <= 50),
    parameters jsonb       NOT NULL DEFAULT '{}',
    at         timestamptz NOT NULL
);
CREATE INDEX account_notice_account ON account_notice (account_id, id);

ALTER TABLE account_recovery_code ENABLE ROW LEVEL SECURITY;
ALTER TABLE account_recovery_code FORCE ROW LEVEL SECURITY;
ALTER TABLE account_invite        ENABLE ROW LEVEL SECURITY;
ALTER TABLE account_invite        FORCE ROW LEVEL SECURITY;
ALTER TABLE account_notice        ENABLE ROW LEVEL SECURITY;
ALTER TABLE account_notice        FORCE ROW LEVEL SECURITY;
CREATE POLICY account_recovery_code_server ON account_recovery_code USING ((SELECT actor_type()) = 'system');
CREATE POLICY account_invite_server ON account_invite USING ((SELECT actor_type()) = 'system');
CREATE POLICY account_notice_server ON account_notice USING ((SELECT actor_type()) = 'system');
GRANT SELECT, INSERT, UPDATE, DELETE ON account_recovery_code, account_invite, account_notice TO ${appRole};

-- Another password or second factor, or none any more: all sessions end but the one in which it was changed.
CREATE OR REPLACE FUNCTION password_changed() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    actor text := current_setting('switchboard.actor_type', true);
    kept  uuid := nullif(current_setting('switchboard.kept_session', true), '')::uuid;
BEGIN
    PERFORM set_config('switchboard.actor_type', 'system', true);
    UPDATE account_session SET revoked_at = clock_timestamp()
    WHERE account_id = OLD.account_id AND revoked_at IS NULL AND id IS DISTINCT FROM kept;
    PERFORM set_config('switchboard.actor_type', actor, true);
    RETURN NULL;
END $$;
CREATE TRIGGER second_factor_changed AFTER UPDATE ON account_credential FOR EACH ROW
    WHEN (OLD.totp_secret IS DISTINCT FROM NEW.totp_secret)
    EXECUTE FUNCTION password_changed();
