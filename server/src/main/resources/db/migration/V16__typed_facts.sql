-- Texts that a desk has put in place of those that come with the program, and texts in further languages. Without a row
-- the shipped text is used.
CREATE TABLE text_template (
    key        text        NOT NULL CHECK (key ~ '^[a-z_]+(\.[a-z_]+)*$'),
    language   text        NOT NULL CHECK (language ~ '^[a-z]{2,3}$'),
    text       text        NOT NULL CHECK (char_length(text) BETWEEN 1 AND 1000),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (key, language)
);
ALTER TABLE text_template ENABLE ROW LEVEL SECURITY;
ALTER TABLE text_template FORCE ROW LEVEL SECURITY;
CREATE POLICY text_template_server ON text_template USING ((SELECT actor_type()) IN ('system', 'admin'));
CREATE POLICY text_template_staff ON text_template FOR SELECT USING ((SELECT actor_type()) = 'agent');
GRANT SELECT, INSERT, UPDATE, DELETE ON text_template TO ${appRole};

-- Details of activities were texts by name, in English. Now they are codes, and references with id and name: what can be
-- translated is. People and departments of old activities have no id. The rest stays, and is shown as it is.
SELECT set_config('switchboard.actor_type', 'system', true);

CREATE FUNCTION pg_temp.named(id text, name text) RETURNS jsonb LANGUAGE sql AS
$$ SELECT CASE WHEN name IS NOT NULL THEN jsonb_build_object('id', id, 'name', name) END $$;

UPDATE activity SET details = coalesce(
        (SELECT jsonb_object_agg(part, CASE part WHEN 'note' THEN to_jsonb(value) ELSE pg_temp.named(NULL, value) END)
         FROM jsonb_each_text(details) AS d (part, value)), '{}')
WHERE type IN ('conversation.assigned', 'conversation.taken_over');

UPDATE activity SET details = jsonb_build_object(
        'agent', pg_temp.named(details ->> 'agentId', details ->> 'agent'),
        'cause', CASE details ->> 'reason' WHEN 'no sign of life for too long' THEN 'agent_lost'
                                           WHEN 'the account was closed' THEN 'account_closed'
                                           ELSE 'not_opened' END)
WHERE type = 'conversation.requeued';

UPDATE activity SET details = CASE WHEN actor_type = 'system'
        THEN jsonb_build_object('cause', 'unanswered_messages',
                                'messages', coalesce(substring(details ->> 'reason' FROM '^\d{1,9}')::int, 3))
        ELSE jsonb_build_object('cause', 'by_hand', 'reason', details ->> 'reason') END
WHERE type = 'conversation.escalated';

UPDATE activity SET details = jsonb_build_object(
        'agent', pg_temp.named(actor_id::text, actor_name), 'rule', '{"code": "taken_by_hand"}'::jsonb,
        'candidates', '[]'::jsonb, 'excluded', '[]'::jsonb)
WHERE type = 'conversation.routed' AND details ->> 'rule' = 'taken by hand';

UPDATE activity SET details =
        (SELECT jsonb_object_agg(part, jsonb_build_object('to',
             CASE part WHEN 'department' THEN pg_temp.named(NULL, value) ELSE to_jsonb(value) END))
         FROM jsonb_each_text(details) AS d (part, value))
WHERE type = 'conversation.edited' AND details <> '{}' AND NOT details ? 'labels';

DROP INDEX activity_requeued;
CREATE INDEX activity_requeued ON activity ((details -> 'agent' ->> 'id'), created_at)
    WHERE type = 'conversation.requeued';
