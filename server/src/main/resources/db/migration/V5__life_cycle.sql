-- What routing and the reply clock need to know of a conversation.
ALTER TABLE conversation
    -- Who had it last, in this conversation or the one before it.
    ADD COLUMN previous_agent_id    uuid REFERENCES account,
    -- When the assigned agent first looked at it.
    ADD COLUMN opened_at            timestamptz,
    -- Since when a customer waits for a person's words; the rest means nothing without it.
    ADD COLUMN reply_since          timestamptz,
    ADD COLUMN reply_due_at         timestamptz,
    ADD COLUMN reply_next_at        timestamptz,
    ADD COLUMN reply_level          text NOT NULL DEFAULT 'none'
        CHECK (reply_level IN ('none', 'warning', 'agent', 'department', 'admins')),
    ADD COLUMN acknowledged_by_id   uuid,
    ADD COLUMN acknowledged_by_name text,
    ADD CONSTRAINT active_has_an_agent CHECK (status <> 'active' OR assigned_agent_id IS NOT NULL),
    ADD CONSTRAINT waiting_has_none CHECK (status <> 'waiting' OR assigned_agent_id IS NULL),
    ADD CONSTRAINT waiting_has_a_place CHECK (status <> 'waiting' OR requested_agent_at IS NOT NULL);

-- 4 is the most urgent.
CREATE FUNCTION priority_rank(priority text) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE priority WHEN 'urgent' THEN 4 WHEN 'high' THEN 3 WHEN 'medium' THEN 2 ELSE 1 END;

-- The queue of each department in its order. No message changes a column of it, so messages stay HOT updates;
-- for the same reason reply_next_at has no index: a sweep reads the few thousand conversations at work instead.
CREATE INDEX conversation_queue
    ON conversation (department_id, priority_rank(priority) DESC, requested_agent_at, id) WHERE status = 'waiting';
-- An agent's load.
CREATE INDEX conversation_load ON conversation (assigned_agent_id) WHERE status = 'active';
-- What closes by itself.
CREATE INDEX conversation_resolved ON conversation (resolved_at) WHERE status = 'resolved';
-- How many were served in the last hour.
CREATE INDEX conversation_served ON conversation (assigned_at);

-- Agents' presence. A row exists from an agent's first sign of life.
CREATE TABLE agent_presence (
    account_id   uuid        PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    -- What the agent said; NULL before the first time. Counts only until expires_at.
    status       text        CHECK (status IN ('online', 'busy', 'offline')),
    status_since timestamptz NOT NULL,
    -- The last heartbeat, and the moment from which its silence means "gone".
    seen_at      timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    -- The last thing done for a customer: who set "offline" and still answers, is not gone.
    acted_at     timestamptz NOT NULL
) WITH (fillfactor = 50);

ALTER TABLE agent_presence ENABLE ROW LEVEL SECURITY;
ALTER TABLE agent_presence FORCE ROW LEVEL SECURITY;
CREATE POLICY agent_presence_server ON agent_presence
    USING ((SELECT actor_type()) = 'system');
CREATE POLICY agent_presence_staff ON agent_presence FOR SELECT
    USING ((SELECT actor_type()) IN ('agent', 'admin'));
GRANT SELECT, INSERT, UPDATE ON agent_presence TO ${appRole};

-- Who does the background work of one kind. The token grows with every change of hands: what an earlier
-- holder still tries to write is refused by it.
CREATE TABLE lease (
    name       text        PRIMARY KEY CHECK (char_length(name) BETWEEN 1 AND 60),
    holder     text        NOT NULL,
    token      bigint      NOT NULL,
    expires_at timestamptz NOT NULL
);
ALTER TABLE lease ENABLE ROW LEVEL SECURITY;
ALTER TABLE lease FORCE ROW LEVEL SECURITY;
CREATE POLICY lease_server ON lease USING ((SELECT actor_type()) = 'system');
GRANT SELECT, INSERT, UPDATE ON lease TO ${appRole};

-- How soon a reply is due. The most specific row wins: department and priority, department, priority, all.
CREATE TABLE reply_target (
    id                  uuid    PRIMARY KEY,
    department_id       uuid    REFERENCES department ON DELETE CASCADE,
    priority            text    CHECK (priority IN ('low', 'medium', 'high', 'urgent')),
    -- NULL: no target.
    first_reply_seconds integer CHECK (first_reply_seconds BETWEEN 1 AND 2592000),
    next_reply_seconds  integer CHECK (next_reply_seconds BETWEEN 1 AND 2592000),
    UNIQUE NULLS NOT DISTINCT (department_id, priority)
);
ALTER TABLE reply_target ENABLE ROW LEVEL SECURITY;
ALTER TABLE reply_target FORCE ROW LEVEL SECURITY;
CREATE POLICY reply_target_server ON reply_target USING ((SELECT actor_type()) IN ('system', 'admin'));
CREATE POLICY reply_target_staff ON reply_target FOR SELECT USING ((SELECT actor_type()) = 'agent');
GRANT SELECT, INSERT, UPDATE, DELETE ON reply_target TO ${appRole};
