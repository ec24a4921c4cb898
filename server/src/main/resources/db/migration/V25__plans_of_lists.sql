-- The planner takes a comparison of two values it does not know for one row in 200, and a boolean it does not know for
-- every second. Under the former it read and sorted all conversations for an admin's first page, as if row-level
-- security left hardly any; under the latter it reads the page from the index that is in the order of the list.
ALTER POLICY conversation_admin ON conversation USING ((SELECT actor_type() = 'admin'));
