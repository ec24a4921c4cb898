package chat.switchboard.socketio.engine;

/// What is known of a client from its first request. Small on purpose: it lives as long as the connection.
///
/// @param remoteAddress the key of the client's address, see [ClientAddress]
/// @param transport `polling` or `websocket`: how the connection began
/// @param origin the `Origin` header, already checked against the allow-list; null outside browsers
/// @param userAgent the `User-Agent` header, cut at 256 characters; or null
/// @param query the raw query text of the request, parameters of the application's own included
public record Handshake(String remoteAddress, String transport, String origin, String userAgent, String query) {
    /// A query parameter, decoded; null if it is not there.
    public String parameter(String name) {
        return Query.parse(query).map(parsed -> parsed.get(name)).orElse(null);
    }
}
