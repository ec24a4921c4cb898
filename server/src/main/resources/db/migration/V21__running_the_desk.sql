-- What an admin configures has a version, which grows with every change: two admins do not overwrite each other.

-- A deleted department stays as a row, for the name in the history of its conversations. Its name is free again.
ALTER TABLE department
    ADD COLUMN offline_en text CHECK (char_length(offline_en) <= 1000),
    ADD COLUMN offline_ur text CHECK (char_length(offline_ur) <= 1000),
    ADD COLUMN version    integer NOT NULL DEFAULT 0,
    ADD COLUMN deleted_at timestamptz,
    DROP CONSTRAINT department_name_key;
CREATE UNIQUE INDEX department_name ON department (name) WHERE deleted_at IS NULL;

-- The lock waits for whoever deletes the department, and then sees that it is gone.
CREATE FUNCTION department_is_there() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM department WHERE id = NEW.department_id AND deleted_at IS NULL FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'There is no such department' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER department_is_there BEFORE INSERT OR UPDATE ON account_department
    FOR EACH ROW EXECUTE FUNCTION department_is_there();

-- A category can be deleted: conversations keep its slug, as they keep the names of their labels.
ALTER TABLE conversation DROP CONSTRAINT conversation_category_fkey;
ALTER TABLE category
    ADD COLUMN keywords   text[]      NOT NULL DEFAULT '{}',
    ADD COLUMN active     boolean     NOT NULL DEFAULT true,
    ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN version    integer     NOT NULL DEFAULT 0;

ALTER TABLE faq_entry ADD COLUMN version integer NOT NULL DEFAULT 0;
CREATE INDEX faq_entry_order ON faq_entry (display_order, slug);
ALTER TABLE reply_template ADD COLUMN version integer NOT NULL DEFAULT 0;

CREATE TABLE label (
    id         uuid        PRIMARY KEY,
    name       text        NOT NULL CHECK (char_length(name) BETWEEN 1 AND 40),
    color      text        NOT NULL CHECK (color ~ '^#[0-9a-fA-F]{6}$'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    version    integer     NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX label_name ON label (lower(name));
ALTER TABLE label ENABLE ROW LEVEL SECURITY;
ALTER TABLE label FORCE ROW LEVEL SECURITY;
CREATE POLICY label_staff ON label USING ((SELECT actor_type()) IN ('system', 'admin', 'agent'));

-- Whose it is: an account's own, a department's, or everybody's (neither).
CREATE TABLE canned_reply (
    id            uuid        PRIMARY KEY,
    shortcut      text        NOT NULL CHECK (char_length(shortcut) BETWEEN 1 AND 40),
    title         text        NOT NULL CHECK (char_length(title) BETWEEN 1 AND 100),
    content       text        NOT NULL CHECK (char_length(content) BETWEEN 1 AND 10000),
    owner_id      uuid        REFERENCES account ON DELETE CASCADE,
    department_id uuid        REFERENCES department ON DELETE CASCADE,
    usage_count   integer     NOT NULL DEFAULT 0,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    version       integer     NOT NULL DEFAULT 0,
    CHECK (owner_id IS NULL OR department_id IS NULL)
);
CREATE UNIQUE INDEX canned_reply_shortcut
    ON canned_reply (owner_id, department_id, lower(shortcut)) NULLS NOT DISTINCT;
ALTER TABLE canned_reply ENABLE ROW LEVEL SECURITY;
ALTER TABLE canned_reply FORCE ROW LEVEL SECURITY;
CREATE POLICY canned_reply_server ON canned_reply USING ((SELECT actor_type()) = 'system');
CREATE POLICY canned_reply_own ON canned_reply
    USING (owner_id = (SELECT actor_id()) AND (SELECT actor_type()) IN ('agent', 'admin'));
CREATE POLICY canned_reply_admin ON canned_reply
    USING (owner_id IS NULL AND (SELECT actor_type()) = 'admin');
CREATE POLICY canned_reply_agent ON canned_reply FOR SELECT
    USING (owner_id IS NULL AND (SELECT actor_type()) = 'agent'
           AND (department_id IS NULL OR department_id = ANY ((SELECT actor_departments())::uuid[])));
GRANT SELECT, INSERT, UPDATE, DELETE ON label, canned_reply TO ${appRole};

-- Without a text of its own a row says only which version the shipped one has.
ALTER TABLE text_template
    ALTER COLUMN text DROP NOT NULL,
    ADD COLUMN version integer NOT NULL DEFAULT 0;
