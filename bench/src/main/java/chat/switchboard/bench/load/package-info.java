/// The load generator: a process of its own that talks Socket.IO over WebSocket and counts what comes back.
///
/// It shares two cores with what it measures, so it must cost little: one event loop, frames encoded once,
/// and of what arrives only the acknowledgement's id, the seq and the message's id are looked at.
package chat.switchboard.bench.load;
