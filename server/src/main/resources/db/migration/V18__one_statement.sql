-- The usual batch is one statement: messages, read marks, conversations. It has to fail as a whole when a conversation
-- was changed by somebody else.
CREATE FUNCTION ledger_expect(fulfilled boolean) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE
    SET search_path = public, pg_temp AS $$
BEGIN
    IF fulfilled THEN
        RETURN true;
    END IF;
    RAISE EXCEPTION 'A conversation was changed by another transaction' USING ERRCODE = 'SB001';
END
$$;

-- A short expression, so that the planner puts it in place of each call. The ledger's connections read the offset when
-- they are opened; it changes only before a start, after the tables were restored.
CREATE OR REPLACE FUNCTION ledger_xid() RETURNS bigint
    LANGUAGE sql STABLE
    RETURN pg_current_xact_id()::text::bigint + current_setting('switchboard.xid_offset')::bigint;
