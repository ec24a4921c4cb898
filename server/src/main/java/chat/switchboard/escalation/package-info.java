/// When a reply is due, and who is told when it is late.
///
/// The clock itself is part of the conversation and turns in its ledger; here are the targets, the business
/// hours, and the sweep that finds which clock has reached its next level.
package chat.switchboard.escalation;
