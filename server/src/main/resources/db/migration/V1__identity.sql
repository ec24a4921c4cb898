-- Who is acting. Every transaction states it with set_config(…, true); where nothing is stated the
-- setting is NULL or '' (after an earlier transaction on the same connection), and policies fail closed.
CREATE FUNCTION actor_type() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('switchboard.actor_type', true), '');

CREATE FUNCTION actor_id() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('switchboard.actor_id', true), '')::uuid;

CREATE FUNCTION actor_departments() RETURNS uuid[]
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN string_to_array(nullif(current_setting('switchboard.department_ids', true), ''), ',')::uuid[];

CREATE TABLE department (
    id             uuid        PRIMARY KEY,
    name           text        NOT NULL UNIQUE CHECK (char_length(name) BETWEEN 1 AND 100),
    routing        text        NOT NULL DEFAULT 'automatic' CHECK (routing IN ('automatic', 'manual')),
    business_hours jsonb,
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now()
);

-- What others may see of an account. Secrets are in account_credential.
CREATE TABLE account (
    id               uuid        PRIMARY KEY,
    email            text        NOT NULL CHECK (char_length(email) BETWEEN 3 AND 254),
    name             text        NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
    role             text        NOT NULL CHECK (role IN ('agent', 'admin', 'partner')),
    max_active_chats integer     NOT NULL DEFAULT 5 CHECK (max_active_chats BETWEEN 0 AND 1000),
    languages        text[]      NOT NULL DEFAULT '{}',
    active           boolean     NOT NULL DEFAULT true,
    avatar_url       text,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX account_email ON account (lower(email));

CREATE TABLE account_department (
    account_id    uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    department_id uuid NOT NULL REFERENCES department ON DELETE CASCADE,
    PRIMARY KEY (account_id, department_id)
);

CREATE TABLE account_credential (
    account_id    uuid        PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    password_hash text,
    totp_secret   text,
    updated_at    timestamptz NOT NULL DEFAULT now()
);

-- One row per log-in. The refresh token is stored as its SHA-256; a rotated one that comes back is theft.
CREATE TABLE account_session (
    id            uuid        PRIMARY KEY,
    account_id    uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    refresh_hash  bytea       NOT NULL UNIQUE,
    previous_hash bytea       UNIQUE,
    created_at    timestamptz NOT NULL,
    rotated_at    timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL,
    revoked_at    timestamptz
);
CREATE INDEX account_session_account ON account_session (account_id);

-- Somebody who asks for help. A partner's row has the id of the partner's account.
CREATE TABLE customer (
    id         uuid        PRIMARY KEY,
    kind       text        NOT NULL DEFAULT 'customer' CHECK (kind IN ('customer', 'partner')),
    name       text        CHECK (char_length(name) <= 100),
    email      text        CHECK (char_length(email) <= 254),
    phone      text        CHECK (char_length(phone) <= 40),
    locale     text        CHECK (char_length(locale) <= 35),
    attributes jsonb       NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

ALTER TABLE account            ENABLE ROW LEVEL SECURITY;
ALTER TABLE account            FORCE ROW LEVEL SECURITY;
ALTER TABLE account_credential ENABLE ROW LEVEL SECURITY;
ALTER TABLE account_credential FORCE ROW LEVEL SECURITY;
ALTER TABLE account_session    ENABLE ROW LEVEL SECURITY;
ALTER TABLE account_session    FORCE ROW LEVEL SECURITY;
ALTER TABLE customer           ENABLE ROW LEVEL SECURITY;
ALTER TABLE customer           FORCE ROW LEVEL SECURITY;

CREATE POLICY account_server ON account
    USING ((SELECT actor_type()) IN ('system', 'admin'));
CREATE POLICY account_staff ON account FOR SELECT
    USING ((SELECT actor_type()) = 'agent');
CREATE POLICY account_self ON account FOR SELECT
    USING (id = (SELECT actor_id()));

CREATE POLICY account_credential_server ON account_credential
    USING ((SELECT actor_type()) = 'system');
CREATE POLICY account_session_server ON account_session
    USING ((SELECT actor_type()) = 'system');

CREATE POLICY customer_server ON customer
    USING ((SELECT actor_type()) IN ('system', 'admin'));
CREATE POLICY customer_self ON customer
    USING (id = (SELECT actor_id()));

GRANT SELECT, INSERT, UPDATE, DELETE
    ON department, account, account_department, account_credential, account_session TO ${appRole};
GRANT SELECT, INSERT, UPDATE ON customer TO ${appRole};
