CREATE TABLE faq_entry (
    id            uuid        PRIMARY KEY,
    slug          text        NOT NULL CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
    language      text        NOT NULL CHECK (char_length(language) <= 35),
    question      text        NOT NULL CHECK (char_length(question) <= 500),
    phrasings     text[]      NOT NULL DEFAULT '{}',
    answer        text        NOT NULL CHECK (char_length(answer) <= 10000),
    display_order integer     NOT NULL DEFAULT 0,
    active        boolean     NOT NULL DEFAULT true,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    UNIQUE (slug, language)
);

CREATE TABLE reply_template (
    id         uuid        PRIMARY KEY,
    category   text        NOT NULL REFERENCES category,
    keywords   text[]      NOT NULL DEFAULT '{}',
    reply_en   text        NOT NULL CHECK (char_length(reply_en) <= 5000),
    reply_ur   text        NOT NULL CHECK (char_length(reply_ur) <= 5000),
    active     boolean     NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

GRANT SELECT, INSERT, UPDATE, DELETE ON faq_entry, reply_template TO ${appRole};
