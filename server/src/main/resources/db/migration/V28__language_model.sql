-- What was sent to the language model, redacted as it left, and what came back. Written before anything leaves.
CREATE TABLE language_model_request (
    id              uuid        PRIMARY KEY,
    at              timestamptz NOT NULL,
    task            text        NOT NULL CHECK (task ~ '^[a-z_]+$'),
    conversation_id uuid,
    asked_by_type   text        NOT NULL CHECK (asked_by_type IN ('agent', 'admin', 'bot', 'system')),
    asked_by_id     uuid,
    asked_by_name   text,
    endpoint        text        NOT NULL,
    model           text        NOT NULL,
    sent            text        NOT NULL,
    result          text        NOT NULL CHECK (result ~ '^[a-z_]+$'),
    answer          text,
    status          integer,
    prompt_size     integer     CHECK (prompt_size >= 0),
    answer_size     integer     CHECK (answer_size >= 0),
    milliseconds    integer     CHECK (milliseconds >= 0)
);
CREATE INDEX language_model_request_at ON language_model_request (at);
ALTER TABLE language_model_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE language_model_request FORCE ROW LEVEL SECURITY;
CREATE POLICY language_model_request_server ON language_model_request USING ((SELECT actor_type()) = 'system');
CREATE POLICY language_model_request_admin ON language_model_request FOR SELECT
    USING ((SELECT actor_type()) = 'admin');
GRANT SELECT, INSERT, UPDATE, DELETE ON language_model_request TO ${appRole};

-- What was used on each day, by all nodes together. A call takes what it may cost before it is made, and gives back what
-- it did not cost.
CREATE TABLE language_model_usage (
    day   date   PRIMARY KEY,
    calls bigint NOT NULL CHECK (calls >= 0),
    size  bigint NOT NULL CHECK (size >= 0)
);
ALTER TABLE language_model_usage ENABLE ROW LEVEL SECURITY;
ALTER TABLE language_model_usage FORCE ROW LEVEL SECURITY;
CREATE POLICY language_model_usage_server ON language_model_usage USING ((SELECT actor_type()) = 'system');
GRANT SELECT, INSERT, UPDATE, DELETE ON language_model_usage TO ${appRole};
