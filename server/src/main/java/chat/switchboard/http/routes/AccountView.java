package chat.switchboard.http.routes;

import chat.switchboard.identity.Account;
import chat.switchboard.presence.StaffMember;
import chat.switchboard.wire.Json;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Collection;

/// Accounts as JSON.
final class AccountView {
    private AccountView() {}

    /// As the account itself and admins see it.
    static void write(JsonGenerator json, Account account) throws IOException {
        json.writeStartObject();
        writeFields(json, account);
        json.writeEndObject();
    }

    static void writeFields(JsonGenerator json, Account account) throws IOException {
        writePublic(json, account);
        json.writeStringField("email", account.email());
        json.writeNumberField("maxActiveChats", account.maxActiveChats());
        json.writeBooleanField("active", account.active());
        json.writeStringField("avatarColor", account.avatarColor());
        json.writeStringField("language", account.language());
        json.writeBooleanField("secondFactor", account.secondFactor());
        json.writeBooleanField("invited", account.invited());
        json.writeStringField("lastUsedAt", account.lastUsedAt() == null ? null : Json.time(account.lastUsedAt()));
        json.writeStringField("createdAt", Json.time(account.createdAt()));
        json.writeStringField("updatedAt", Json.time(account.updatedAt()));
        json.writeNumberField("version", account.version());
    }

    /// As colleagues see it, and what they are doing.
    static void writeColleague(JsonGenerator json, Account account, StaffMember now) throws IOException {
        json.writeStartObject();
        writePublic(json, account);
        json.writeStringField("status", now.status().wireName());
        json.writeStringField("since", now.since() == null ? null : Json.time(now.since()));
        json.writeNumberField("activeChats", now.active());
        json.writeNumberField("maxActiveChats", now.most());
        json.writeEndObject();
    }

    private static void writePublic(JsonGenerator json, Account account) throws IOException {
        json.writeStringField("id", account.id().toString());
        json.writeStringField("name", account.name());
        json.writeStringField("role", account.role().wireName());
        write(json, "departmentIds", account.departmentIds());
        write(json, "languages", account.languages());
        json.writeStringField("avatarUrl", account.avatarUrl());
    }

    static void write(JsonGenerator json, String name, Collection<?> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (Object value : values) json.writeString(value.toString());
        json.writeEndArray();
    }
}
