-- Messages in one table. Sixteen hash partitions made each statement open sixteen tables with three indexes each.
-- Nothing used them, and every page of history merged sixteen scans.
--
-- Copies the table once, while nobody else uses it.
-- The owner sees every row.
ALTER TABLE message NO FORCE ROW LEVEL SECURITY;

CREATE TABLE message_one (LIKE message INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
INSERT INTO message_one SELECT * FROM message;
DROP TABLE message;
ALTER TABLE message_one RENAME TO message;

ALTER TABLE message ADD CONSTRAINT message_pkey PRIMARY KEY (conversation_id, seq);
ALTER TABLE message ADD CONSTRAINT message_once UNIQUE (conversation_id, id);
CREATE INDEX message_log ON message (xid, ordinal) WHERE xid IS NOT NULL;

ALTER TABLE message ENABLE ROW LEVEL SECURITY;
ALTER TABLE message FORCE ROW LEVEL SECURITY;
CREATE POLICY message_server ON message
    USING ((SELECT actor_type()) = 'system');
CREATE POLICY message_reader ON message FOR SELECT
    USING (conversation_id = (SELECT c.id FROM conversation c WHERE c.id = subject_conversation_id())
           OR EXISTS (SELECT FROM conversation c WHERE c.id = conversation_id OFFSET 0));
GRANT SELECT, INSERT ON message TO ${appRole};
