-- What was revoked lately is asked for every two seconds.
CREATE INDEX account_session_revoked ON account_session (revoked_at) WHERE revoked_at IS NOT NULL;

-- The half minute of the last one-time code that was accepted: each is good once.
ALTER TABLE account_credential ADD COLUMN totp_last_step bigint NOT NULL DEFAULT 0;
