-- Counts the changes of a row, so that a writer who did not read it again notices that somebody else changed it.
ALTER TABLE conversation ADD COLUMN version bigint NOT NULL DEFAULT 0;
