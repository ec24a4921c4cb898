package chat.switchboard.kernel;

/// Proof of the lease under which work was begun.
///
/// The ledger checks it under a lock: a command of a node that was replaced meanwhile is refused.
///
/// @param token grows with every change of the holder
public record FencingToken(String lease, long token) {}
