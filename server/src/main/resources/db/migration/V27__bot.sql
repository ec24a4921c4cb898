-- What was done in a conversation without a person so far. -1: not even the opening was dealt with.
ALTER TABLE conversation
    ADD COLUMN bot_handled_seq integer NOT NULL DEFAULT -1,
    ADD COLUMN bot_misses      integer NOT NULL DEFAULT 0,
    ADD COLUMN bot_answers     integer NOT NULL DEFAULT 0,
    -- No foreign key: what was answered stays known when the question is deleted.
    ADD COLUMN bot_entry_id    uuid,
    ADD COLUMN bot_intent      text,
    ADD COLUMN offline_told_at timestamptz,
    ADD COLUMN mood_raised_at  timestamptz;

-- Whether the bot answers on its pages, where the desk has it on.
ALTER TABLE site ADD COLUMN bot boolean NOT NULL DEFAULT true;

-- What was decided without a person, for lists and figures: made of the activities, in their order.
CREATE TABLE bot_decision (
    -- No foreign key: its check would lock the conversation, which the ledger waits for.
    conversation_id uuid        NOT NULL,
    -- The message it was about; 0 for the opening.
    seq             integer     NOT NULL CHECK (seq >= 0),
    at              timestamptz NOT NULL,
    outcome         text        NOT NULL,
    reason          text        NOT NULL,
    entry_id        uuid,
    entry_name      text,
    score           float8,
    runner_up_id    uuid,
    runner_up_name  text,
    runner_up_score float8,
    language        text,
    mood            text,
    intent          text,
    -- An admin does not want to see it among the unanswered ones any more.
    dismissed       boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (conversation_id, seq)
);
CREATE INDEX bot_decision_at ON bot_decision (at DESC, conversation_id DESC, seq DESC);
CREATE INDEX bot_decision_unanswered ON bot_decision (at DESC)
    WHERE reason IN ('no_match', 'off_topic', 'close', 'misses') AND NOT dismissed;

ALTER TABLE bot_decision ENABLE ROW LEVEL SECURITY;
ALTER TABLE bot_decision FORCE ROW LEVEL SECURITY;
CREATE POLICY bot_decision_server ON bot_decision USING ((SELECT actor_type()) IN ('system', 'admin'));
GRANT SELECT, INSERT, UPDATE ON bot_decision TO ${appRole};
