/// The ledger: where conversations, their messages and everything that happens to them are stored, and the only way to
/// change one.
///
/// A message passes [Conversations] (the door), [LedgerWriter] (collects commands into transactions), [LedgerBatch]
/// (decides and writes one transaction), [MessagingStore] (its SQL). Everything is published only after its commit.
///
/// The rules are in [chat.switchboard.conversation]. What happened can be read back, in one order, from [EventLog];
/// whoever must act on each event exactly once is an [EventConsumer].
package chat.switchboard.ledger;
