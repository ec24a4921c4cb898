package chat.switchboard.bench.load;

/// Where the load goes. The first line on the standard input of the load process.
///
/// @param echo whether a sender's own socket gets `message.created` too, or only the acknowledgement
public record Target(int port, String staffEmail, String staffPassword, boolean echo) {}
