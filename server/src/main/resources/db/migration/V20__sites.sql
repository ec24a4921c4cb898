-- A site: pages that show the widget, how it looks and behaves there, and whose pages they are.
CREATE TABLE site (
    id              uuid        PRIMARY KEY,
    key             text        NOT NULL UNIQUE CHECK (key ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$'),
    name            text        NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
    allowed_origins text[]      NOT NULL DEFAULT '{}',
    color           text        NOT NULL DEFAULT '#0c6872' CHECK (color ~ '^#[0-9a-f]{6}$'),
    -- Base64 of a PNG or WebP image.
    logo            text        CHECK (octet_length(logo) <= 43692),
    position        text        NOT NULL DEFAULT 'right' CHECK (position IN ('left', 'right')),
    languages       text[]      NOT NULL DEFAULT '{en,ur}' CHECK (cardinality(languages) > 0),
    greeting_en     text        CHECK (char_length(greeting_en) <= 500),
    greeting_ur     text        CHECK (char_length(greeting_ur) <= 500),
    field_name      text        NOT NULL DEFAULT 'off' CHECK (field_name IN ('off', 'optional', 'required')),
    field_email     text        NOT NULL DEFAULT 'off' CHECK (field_email IN ('off', 'optional', 'required')),
    field_phone     text        NOT NULL DEFAULT 'off' CHECK (field_phone IN ('off', 'optional', 'required')),
    field_category  text        NOT NULL DEFAULT 'off' CHECK (field_category IN ('off', 'optional', 'required')),
    pre_chat        boolean     NOT NULL DEFAULT false,
    out_of_hours    text        NOT NULL DEFAULT 'message' CHECK (out_of_hours IN ('message', 'form', 'hide')),
    typing_preview  boolean     NOT NULL DEFAULT false,
    active          boolean     NOT NULL DEFAULT true,
    -- A page that asked for the widget; no change of the site.
    seen_at         timestamptz,
    seen_page       text        CHECK (char_length(seen_page) <= 2000),
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    version         integer     NOT NULL DEFAULT 0
);

ALTER TABLE site ENABLE ROW LEVEL SECURITY;
ALTER TABLE site FORCE ROW LEVEL SECURITY;
CREATE POLICY site_server ON site USING ((SELECT actor_type()) IN ('system', 'admin'));
GRANT SELECT, INSERT, UPDATE, DELETE ON site TO ${appRole};

SELECT set_config('switchboard.actor_type', 'system', true);

-- Where a page names no site.
INSERT INTO site (id, key, name) VALUES ('0198c0de-0020-7000-8000-000000000001', 'default', 'Default');

-- Until now a page could name any; those that did go on.
INSERT INTO site (id, key, name)
SELECT gen_random_uuid(), key, key
FROM (SELECT DISTINCT attributes ->> 'siteKey' AS key FROM customer) AS named
WHERE key ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$' AND key <> 'default'
ORDER BY key
LIMIT 150;
