CREATE TABLE IF NOT EXISTS conversation (
    id              uuid        PRIMARY KEY,
    customer_id     uuid        NOT NULL,
    subject         text,
    status          text        NOT NULL DEFAULT 'open',
    last_seq        integer     NOT NULL DEFAULT 0,
    last_message_at timestamptz,
    created_at      timestamptz NOT NULL DEFAULT now(),
    assigned_agent_id uuid,
    unread          integer     NOT NULL DEFAULT 0,
    preview         text
) WITH (fillfactor = 70);
CREATE INDEX IF NOT EXISTS conversation_customer ON conversation (customer_id);
CREATE INDEX IF NOT EXISTS conversation_agent ON conversation (assigned_agent_id);

CREATE TABLE IF NOT EXISTS read_mark (
    conversation_id uuid        NOT NULL,
    reader_id       uuid        NOT NULL,
    reader_type     text        NOT NULL,
    seq             integer     NOT NULL,
    at              timestamptz NOT NULL,
    PRIMARY KEY (conversation_id, reader_id)
);

CREATE TABLE IF NOT EXISTS message (
    conversation_id uuid        NOT NULL,
    seq             integer     NOT NULL,
    id              uuid        NOT NULL,
    sender_type     text        NOT NULL,
    sender_id       uuid        NOT NULL,
    sender_name     text,
    kind            text        NOT NULL,
    content         text        NOT NULL,
    reply_to        integer,
    created_at      timestamptz NOT NULL,
    PRIMARY KEY (conversation_id, seq),
    UNIQUE (conversation_id, id)
);
