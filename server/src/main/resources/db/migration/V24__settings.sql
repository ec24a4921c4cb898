-- What admins have changed while the desk ran. Without a row the operator's setting is used, or the default.
CREATE TABLE setting (
    key        text        PRIMARY KEY CHECK (key ~ '^[a-z][a-zA-Z0-9]*\.[a-z][a-zA-Z0-9]*$'),
    value      jsonb       NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE setting ENABLE ROW LEVEL SECURITY;
ALTER TABLE setting FORCE ROW LEVEL SECURITY;
CREATE POLICY setting_server ON setting USING ((SELECT actor_type()) IN ('system', 'admin'));
GRANT SELECT, INSERT, UPDATE, DELETE ON setting TO ${appRole};
