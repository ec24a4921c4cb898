CREATE TABLE category (
    slug          text    PRIMARY KEY CHECK (slug ~ '^[a-z][a-z0-9_-]{0,39}$'),
    name_en       text    NOT NULL,
    name_ur       text    NOT NULL,
    display_order integer NOT NULL
);

CREATE TABLE conversation (
    id                       uuid        PRIMARY KEY,
    number                   bigint      GENERATED ALWAYS AS IDENTITY UNIQUE,
    customer_id              uuid        NOT NULL REFERENCES customer,
    -- The message a conversation was opened with: the same one opens it only once.
    opening_message_id       uuid,
    previous_conversation_id uuid        REFERENCES conversation,
    subject                  text        CHECK (char_length(subject) <= 200),
    category                 text        NOT NULL REFERENCES category,
    priority                 text        NOT NULL CHECK (priority IN ('low', 'medium', 'high', 'urgent')),
    status                   text        NOT NULL
        CHECK (status IN ('automated', 'waiting', 'active', 'resolved', 'closed')),
    assigned_agent_id        uuid        REFERENCES account,
    department_id            uuid        REFERENCES department,
    requested_agent_at       timestamptz,
    assigned_at              timestamptz,
    first_response_at        timestamptz,
    escalated_at             timestamptz,
    resolved_at              timestamptz,
    closed_at                timestamptz,
    unanswered_count         integer     NOT NULL DEFAULT 0 CHECK (unanswered_count >= 0),
    -- Customer messages no staff member has read yet.
    unread_count             integer     NOT NULL DEFAULT 0 CHECK (unread_count >= 0),
    activity_count           integer     NOT NULL DEFAULT 0 CHECK (activity_count >= 0),
    last_seq                 integer     NOT NULL DEFAULT 0 CHECK (last_seq >= 0),
    last_message_at          timestamptz,
    last_message_sender_type text,
    last_message_sender_name text,
    last_message_kind        text,
    last_message_preview     text,
    rating_score             smallint    CHECK (rating_score BETWEEN 1 AND 5),
    rating_comment           text,
    metadata                 jsonb       NOT NULL DEFAULT '{}',
    labels                   text[]      NOT NULL DEFAULT '{}',
    created_at               timestamptz NOT NULL,
    updated_at               timestamptz NOT NULL,
    -- updated_at in whole seconds, the order of every list. Coarse on purpose: a message in a busy
    -- conversation then mostly changes no indexed column, and the update stays in its page (HOT).
    last_activity_at         timestamptz NOT NULL
) WITH (fillfactor = 70);

CREATE UNIQUE INDEX conversation_opening ON conversation (customer_id, opening_message_id);
CREATE INDEX conversation_customer ON conversation (customer_id, last_activity_at DESC, id DESC);
CREATE INDEX conversation_agent ON conversation (assigned_agent_id, last_activity_at DESC, id DESC)
    WHERE assigned_agent_id IS NOT NULL;
CREATE INDEX conversation_status ON conversation (status, last_activity_at DESC, id DESC);
CREATE INDEX conversation_recent ON conversation (last_activity_at DESC, id DESC);

-- The ledger. Immutable: the application may insert and read, nothing else.
-- No foreign key to conversation: each row is written in the transaction that holds that conversation's
-- row lock and advances its last_seq, so a key could find nothing and would cost a look-up per message.
CREATE TABLE message (
    conversation_id uuid        NOT NULL,
    seq             integer     NOT NULL CHECK (seq > 0),
    id              uuid        NOT NULL,
    sender_type     text        NOT NULL CHECK (sender_type IN ('customer', 'partner', 'agent', 'bot', 'system')),
    sender_id       uuid,
    sender_name     text,
    kind            text        NOT NULL CHECK (kind IN ('text', 'quick_reply', 'file', 'event')),
    content         text        NOT NULL,
    attachments     jsonb,
    metadata        jsonb,
    reply_to        integer,
    created_at      timestamptz NOT NULL,
    PRIMARY KEY (conversation_id, seq),
    CONSTRAINT message_once UNIQUE (conversation_id, id)
) PARTITION BY HASH (conversation_id);

DO $$
BEGIN
    FOR i IN 0..15 LOOP
        EXECUTE format('CREATE TABLE message_%s PARTITION OF message FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                       lpad(i::text, 2, '0'), i);
        EXECUTE format('ALTER TABLE message_%s ENABLE ROW LEVEL SECURITY', lpad(i::text, 2, '0'));
        EXECUTE format('ALTER TABLE message_%s FORCE ROW LEVEL SECURITY', lpad(i::text, 2, '0'));
    END LOOP;
END $$;

-- One row per advance, so that every message's read time is known without a row per message.
CREATE TABLE read_mark (
    conversation_id uuid        NOT NULL,
    reader_type     text        NOT NULL CHECK (reader_type IN ('customer', 'partner', 'agent')),
    reader_id       uuid        NOT NULL,
    seq             integer     NOT NULL CHECK (seq > 0),
    at              timestamptz NOT NULL,
    PRIMARY KEY (conversation_id, reader_id, seq)
);

-- What only staff may know of a conversation. No customer-facing query touches it.
CREATE TABLE activity (
    id              uuid        PRIMARY KEY,
    conversation_id uuid        NOT NULL,
    type            text        NOT NULL,
    actor_type      text        NOT NULL,
    actor_id        uuid,
    actor_name      text,
    details         jsonb       NOT NULL DEFAULT '{}',
    created_at      timestamptz NOT NULL
);
CREATE INDEX activity_conversation ON activity (conversation_id, created_at, id);

-- Changes whenever the ledger is restored from a backup; clients then load afresh.
CREATE TABLE ledger_epoch (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    epoch    uuid    NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO ledger_epoch DEFAULT VALUES;

ALTER TABLE conversation ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversation FORCE ROW LEVEL SECURITY;
ALTER TABLE message      ENABLE ROW LEVEL SECURITY;
ALTER TABLE message      FORCE ROW LEVEL SECURITY;
ALTER TABLE read_mark    ENABLE ROW LEVEL SECURITY;
ALTER TABLE read_mark    FORCE ROW LEVEL SECURITY;
ALTER TABLE activity     ENABLE ROW LEVEL SECURITY;
ALTER TABLE activity     FORCE ROW LEVEL SECURITY;

-- The ledger writes as system and decides rights itself; everybody else only reads.
-- OFFSET 0 keeps the planner from hashing every conversation to check a page of 50 messages: it then
-- looks up the one conversation by its key, whatever the statistics say.
CREATE POLICY conversation_server ON conversation
    USING ((SELECT actor_type()) = 'system');
CREATE POLICY conversation_admin ON conversation FOR SELECT
    USING ((SELECT actor_type()) = 'admin');
CREATE POLICY conversation_customer ON conversation FOR SELECT
    USING ((SELECT actor_type()) IN ('customer', 'partner') AND customer_id = (SELECT actor_id()));
CREATE POLICY conversation_agent ON conversation FOR SELECT
    USING ((SELECT actor_type()) = 'agent'
           AND (assigned_agent_id = (SELECT actor_id())
                OR (status IN ('automated', 'waiting')
                    AND (department_id IS NULL OR department_id = ANY ((SELECT actor_departments())::uuid[])))));

CREATE POLICY message_server ON message
    USING ((SELECT actor_type()) = 'system');
CREATE POLICY message_reader ON message FOR SELECT
    USING (EXISTS (SELECT FROM conversation c WHERE c.id = conversation_id OFFSET 0));

CREATE POLICY read_mark_server ON read_mark
    USING ((SELECT actor_type()) = 'system');
CREATE POLICY read_mark_reader ON read_mark FOR SELECT
    USING (EXISTS (SELECT FROM conversation c WHERE c.id = conversation_id OFFSET 0));

CREATE POLICY activity_server ON activity
    USING ((SELECT actor_type()) = 'system');
CREATE POLICY activity_staff ON activity FOR SELECT
    USING ((SELECT actor_type()) IN ('agent', 'admin')
           AND EXISTS (SELECT FROM conversation c WHERE c.id = conversation_id OFFSET 0));

-- Agents see the customers of the conversations they may see; customers see who answers them.
CREATE POLICY customer_agent ON customer FOR SELECT
    USING ((SELECT actor_type()) = 'agent'
           AND EXISTS (SELECT FROM conversation c WHERE c.customer_id = customer.id));
CREATE POLICY account_answering ON account FOR SELECT
    USING ((SELECT actor_type()) IN ('customer', 'partner')
           AND EXISTS (SELECT FROM conversation c WHERE c.assigned_agent_id = account.id
                                                    AND c.customer_id = (SELECT actor_id())));

GRANT SELECT, INSERT, UPDATE, DELETE ON category TO ${appRole};
GRANT SELECT, INSERT, UPDATE ON conversation TO ${appRole};
GRANT SELECT, INSERT ON message, read_mark, activity TO ${appRole};
GRANT SELECT ON ledger_epoch TO ${appRole};
