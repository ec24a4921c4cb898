-- Who is in which department is decided on two pages, the department's and the account's: a change on one of them is a
-- newer version of both, so that who still has the other one open from before does not undo it unseen.
CREATE OR REPLACE FUNCTION account_departments_changed() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    actor text := current_setting('switchboard.actor_type', true);
BEGIN
    PERFORM set_config('switchboard.actor_type', 'system', true);
    IF TG_OP = 'TRUNCATE' THEN
        UPDATE account SET updated_at = greatest(clock_timestamp(), updated_at + interval '1 microsecond'),
                           version = version + 1;
        UPDATE department SET updated_at = now(), version = version + 1;
    ELSE
        UPDATE account SET updated_at = greatest(clock_timestamp(), updated_at + interval '1 microsecond'),
                           version = version + 1
        WHERE id IN (OLD.account_id, NEW.account_id);
        UPDATE department SET updated_at = now(), version = version + 1
        WHERE id IN (OLD.department_id, NEW.department_id);
    END IF;
    PERFORM set_config('switchboard.actor_type', actor, true);
    RETURN NULL;
END $$;

-- Who changes a department's members tells them.
CREATE POLICY account_notice_admin ON account_notice FOR INSERT WITH CHECK ((SELECT actor_type()) = 'admin');

-- Only staff is in departments.
SELECT set_config('switchboard.actor_type', 'system', true);
DELETE FROM account_department d USING account a
WHERE a.id = d.account_id AND (a.role = 'partner' OR a.deleted_at IS NOT NULL);
SELECT set_config('switchboard.actor_type', '', true);
