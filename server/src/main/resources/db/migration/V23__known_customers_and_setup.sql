-- What a site's own server signs with, to say who its visitor is. The secret itself stands nowhere: it is derived from
-- the installation's secret and this id.
CREATE TABLE site_secret (
    id         uuid        PRIMARY KEY,
    site_id    uuid        NOT NULL REFERENCES site ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    -- Since there is a newer one; null of the current one.
    ends_at    timestamptz
);
CREATE UNIQUE INDEX site_secret_current ON site_secret (site_id) WHERE ends_at IS NULL;
CREATE INDEX site_secret_site ON site_secret (site_id);

-- A visitor whom a site knows: the same customer on every device.
CREATE TABLE customer_identity (
    site_id     uuid        NOT NULL REFERENCES site ON DELETE CASCADE,
    subject     text        NOT NULL CHECK (char_length(subject) BETWEEN 1 AND 200),
    customer_id uuid        NOT NULL UNIQUE REFERENCES customer,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (site_id, subject)
);

ALTER TABLE site_secret       ENABLE ROW LEVEL SECURITY;
ALTER TABLE site_secret       FORCE ROW LEVEL SECURITY;
ALTER TABLE customer_identity ENABLE ROW LEVEL SECURITY;
ALTER TABLE customer_identity FORCE ROW LEVEL SECURITY;
CREATE POLICY site_secret_server ON site_secret USING ((SELECT actor_type()) IN ('system', 'admin'));
CREATE POLICY customer_identity_server ON customer_identity USING ((SELECT actor_type()) = 'system');
-- A visitor's session says of which site it is.
CREATE POLICY site_visitor ON site FOR SELECT USING (active AND (SELECT actor_type()) = 'customer');
GRANT SELECT, INSERT, UPDATE, DELETE ON site_secret TO ${appRole};
GRANT SELECT, INSERT ON customer_identity TO ${appRole};

-- An anonymous visitor whose conversations are a known one's now. Whatever was theirs has ended.
ALTER TABLE customer
    ADD COLUMN joined_to uuid REFERENCES customer,
    ADD COLUMN joined_at timestamptz;
CREATE INDEX customer_joined ON customer (joined_at) WHERE joined_at IS NOT NULL;

-- The first-run guide: what was left out. What is done is seen from what is there.
CREATE TABLE setup_step (
    step    text    PRIMARY KEY CHECK (step IN ('profile', 'secondFactor', 'invite', 'hours', 'snippet')),
    skipped boolean NOT NULL
);
ALTER TABLE setup_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE setup_step FORCE ROW LEVEL SECURITY;
CREATE POLICY setup_step_admin ON setup_step USING ((SELECT actor_type()) IN ('system', 'admin'));
GRANT SELECT, INSERT, UPDATE ON setup_step TO ${appRole};

-- When the first password was replaced by another one; its cost does not count.
ALTER TABLE account_credential ADD COLUMN password_changed_at timestamptz;
CREATE FUNCTION password_changed_at() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    NEW.password_changed_at := clock_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER password_changed_at BEFORE UPDATE ON account_credential FOR EACH ROW
    WHEN (OLD.password_hash IS DISTINCT FROM NEW.password_hash
          AND OLD.strengthened_at IS NOT DISTINCT FROM NEW.strengthened_at)
    EXECUTE FUNCTION password_changed_at();
