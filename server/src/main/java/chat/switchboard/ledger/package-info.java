/// The ledger: where conversations and their messages are stored, and the only way to change one.
///
/// [Conversations] is the door. [Ledger] collects commands into transactions, [LedgerBatch] decides and writes one of
/// them, and everything is published only after its commit. The rules are not here but in
/// [chat.switchboard.conversation].
package chat.switchboard.ledger;
