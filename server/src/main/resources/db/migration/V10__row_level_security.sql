-- Every table has row-level security; what everybody may read says so in a policy. A table of the schema without it is
-- an exception with a reason in RowLevelSecurityTest.
ALTER TABLE account_department ENABLE ROW LEVEL SECURITY;
ALTER TABLE account_department FORCE ROW LEVEL SECURITY;
ALTER TABLE category           ENABLE ROW LEVEL SECURITY;
ALTER TABLE category           FORCE ROW LEVEL SECURITY;
ALTER TABLE department         ENABLE ROW LEVEL SECURITY;
ALTER TABLE department         FORCE ROW LEVEL SECURITY;
ALTER TABLE faq_entry          ENABLE ROW LEVEL SECURITY;
ALTER TABLE faq_entry          FORCE ROW LEVEL SECURITY;
ALTER TABLE ledger_epoch       ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_epoch       FORCE ROW LEVEL SECURITY;
ALTER TABLE reply_template     ENABLE ROW LEVEL SECURITY;
ALTER TABLE reply_template     FORCE ROW LEVEL SECURITY;

CREATE POLICY account_department_server ON account_department
    USING ((SELECT actor_type()) IN ('system', 'admin'));
CREATE POLICY account_department_staff ON account_department FOR SELECT
    USING ((SELECT actor_type()) = 'agent');
CREATE POLICY account_department_self ON account_department FOR SELECT
    USING (account_id = (SELECT actor_id()));

-- What a desk is made of is no secret: customers see the category and the department of their conversations.
CREATE POLICY category_server ON category USING ((SELECT actor_type()) IN ('system', 'admin'));
CREATE POLICY category_reader ON category FOR SELECT USING ((SELECT actor_type()) IS NOT NULL);
CREATE POLICY department_server ON department USING ((SELECT actor_type()) IN ('system', 'admin'));
CREATE POLICY department_reader ON department FOR SELECT USING ((SELECT actor_type()) IS NOT NULL);
CREATE POLICY faq_entry_server ON faq_entry USING ((SELECT actor_type()) IN ('system', 'admin'));
CREATE POLICY faq_entry_staff ON faq_entry FOR SELECT USING ((SELECT actor_type()) = 'agent');
CREATE POLICY faq_entry_reader ON faq_entry FOR SELECT
    USING (active AND (SELECT actor_type()) IN ('customer', 'partner'));
CREATE POLICY ledger_epoch_server ON ledger_epoch USING ((SELECT actor_type()) = 'system');
CREATE POLICY ledger_epoch_reader ON ledger_epoch FOR SELECT USING ((SELECT actor_type()) IS NOT NULL);
CREATE POLICY reply_template_server ON reply_template USING ((SELECT actor_type()) IN ('system', 'admin'));
CREATE POLICY reply_template_staff ON reply_template FOR SELECT USING ((SELECT actor_type()) = 'agent');
