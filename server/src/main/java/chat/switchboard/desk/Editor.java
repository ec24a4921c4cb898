package chat.switchboard.desk;

import chat.switchboard.audit.AuditLog;
import chat.switchboard.kernel.Actor;

/// Who changes the configuration, and from where.
public record Editor(Actor.Staff staff, AuditLog.Origin origin) {}
