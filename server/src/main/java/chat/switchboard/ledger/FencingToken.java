package chat.switchboard.ledger;

/// Proof that whoever sends a command held the lease of its work when it began. A batch checks it under a lock:
/// the command of somebody who was taken for dead and replaced meanwhile is refused.
public record FencingToken(String lease, long token) {}
