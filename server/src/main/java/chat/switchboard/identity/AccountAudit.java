package chat.switchboard.identity;

import chat.switchboard.audit.AuditLog;
import chat.switchboard.audit.AuditLog.Origin;
import chat.switchboard.audit.AuditLog.Subject;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/// Accounts in the audit log. Each entry is the last statement of its transaction.
final class AccountAudit {
    private AccountAudit() {}

    /// Something that is said with its name alone: `password.changed`.
    static void record(Handle handle, Origin origin, String action, Account account) {
        AuditLog.record(handle, origin, action, subject(account), null, null);
    }

    static void created(Handle handle, Origin origin, Account account) {
        AuditLog.record(handle, origin, "account.created", subject(account), null, json(account));
    }

    /// Nothing where nothing changed.
    static void edited(Handle handle, Origin origin, Account before, Account after) {
        if (!Objects.equals(json(before), json(after)))
            AuditLog.record(handle, origin, "account.updated", subject(after), json(before), json(after));
    }

    static void deleted(Handle handle, Origin origin, Account account) {
        AuditLog.record(handle, origin, "account.deleted", subject(account), json(account), null);
    }

    private static Subject subject(Account account) {
        return new Subject("account", account.id(), account.name());
    }

    private static String json(Account account) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("email", account.email())
                .put("name", account.name())
                .put("role", account.role().wireName())
                .put("maxActiveChats", account.maxActiveChats())
                .put("active", account.active())
                .put("avatarColor", account.avatarColor())
                .put("language", account.language());
        ArrayNode departments = json.putArray("departmentIds");
        account.departmentIds().stream().map(Object::toString).sorted().forEach(departments::add);
        ArrayNode languages = json.putArray("languages");
        account.languages().stream().sorted().forEach(languages::add);
        return json.toString();
    }
}
