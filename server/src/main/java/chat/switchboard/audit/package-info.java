/// Who changed what of the configuration and the accounts, from where: a log that is only added to, in which each entry
/// has the hash of the one before. [AuditLog] is the door.
package chat.switchboard.audit;
