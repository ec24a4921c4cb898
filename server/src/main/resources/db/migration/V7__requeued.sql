-- What was taken away from an agent while she was gone: told to her when she returns.
CREATE INDEX activity_requeued ON activity ((details ->> 'agentId'), created_at)
    WHERE type = 'conversation.requeued';
