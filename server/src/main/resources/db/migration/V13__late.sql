-- Late is a mark of its own: the queue is in the order of priority, lateness, time.
CREATE FUNCTION is_overdue(reply_level text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN reply_level IN ('agent', 'department', 'admins');

DROP INDEX conversation_queue;
CREATE INDEX conversation_queue
    ON conversation (department_id, priority_rank(priority) DESC, is_overdue(reply_level) DESC, requested_agent_at, id)
    WHERE status = 'waiting';

-- Unanswered messages, counted in bursts where the desk counts so.
ALTER TABLE conversation
    ADD COLUMN burst_count integer NOT NULL DEFAULT 0 CHECK (burst_count >= 0),
    ADD COLUMN burst_since timestamptz;
