-- A page of history asked for each of its messages whether their conversation may be seen: 51 times the same answer,
-- and dearer the more conversations there are. Now a transaction may say which conversation it is about; whether the
-- actor may see that one is asked once. Messages of any other are judged as before.
CREATE FUNCTION subject_conversation_id() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('switchboard.conversation_id', true), '')::uuid;

DROP POLICY message_reader ON message;
CREATE POLICY message_reader ON message FOR SELECT
    USING (conversation_id = (SELECT c.id FROM conversation c WHERE c.id = subject_conversation_id())
           OR EXISTS (SELECT FROM conversation c WHERE c.id = conversation_id OFFSET 0));

DROP POLICY read_mark_reader ON read_mark;
CREATE POLICY read_mark_reader ON read_mark FOR SELECT
    USING (conversation_id = (SELECT c.id FROM conversation c WHERE c.id = subject_conversation_id())
           OR EXISTS (SELECT FROM conversation c WHERE c.id = conversation_id OFFSET 0));
