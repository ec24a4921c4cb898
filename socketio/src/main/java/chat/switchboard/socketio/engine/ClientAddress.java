package chat.switchboard.socketio.engine;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.Pattern;

/// Where a request comes from, as the one key by which addresses are limited and logged: an IPv4 address, or the /64
/// of an IPv6 address, which one household or server owns as a whole. However an address is spelled, its key is the
/// same.
public final class ClientAddress {
    /// The key of clients that come by no network.
    public static final String LOCAL = "local";

    /// `64:ff9b::/96` (RFC 6052), by which a translator in front of an IPv6-only network names IPv4 clients.
    private static final byte[] TRANSLATED = {0, 0x64, (byte) 0xFF, (byte) 0x9B, 0, 0, 0, 0, 0, 0, 0, 0};

    /// Neither names nor the short forms of IPv4, which the JDK takes too.
    private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");
    private static final int MAX_LENGTH = 45;
    private static final int MAX_PORT_DIGITS = 5;

    private ClientAddress() {}

    /// The key of the request's client: the address that the outermost trusted proxy saw. `X-Forwarded-For` is
    /// text anybody can send: only the entries that trusted proxies have appended, counted from its end, say
    /// anything. If there are fewer, or the one that counts is no address (`unknown`, `_hidden`), it is the peer's
    /// own address.
    public static String of(HttpServerRequest request, int trustedProxies) {
        String forwarded = trustedProxies > 0 ? key(forwarded(request, trustedProxies)) : null;
        return forwarded == null ? of(request.remoteAddress()) : forwarded;
    }

    /// The key of a connection's peer.
    public static String of(SocketAddress peer) {
        String key = peer == null || peer.hostAddress() == null ? null : key(peer.hostAddress());
        return key == null ? LOCAL : key;
    }

    /// The entry at this place from the end; empty if there is none.
    private static String forwarded(HttpServerRequest request, int fromEnd) {
        String entries = String.join(",", request.headers().getAll("X-Forwarded-For"));
        int end = entries.length();
        for (int i = 1; i < fromEnd && end >= 0; i++) end = entries.lastIndexOf(',', end - 1);
        return end < 0
                ? ""
                : entries.substring(entries.lastIndexOf(',', end - 1) + 1, end).strip();
    }

    /// The key of an address as text, which may have a zone, brackets and a port; null if it is none. Never asks a
    /// name server.
    static String key(String text) {
        byte[] bytes = bytes(withoutZone(withoutPort(text)));
        if (bytes == null) return null;
        if (bytes.length == 4) return NetUtil.bytesToIpAddress(bytes);
        if (startsWith(bytes, TRANSLATED)) return NetUtil.bytesToIpAddress(bytes, 12, 4);
        Arrays.fill(bytes, 8, 16, (byte) 0);
        return NetUtil.bytesToIpAddress(bytes) + "/64";
    }

    /// An IPv4-mapped address is an IPv4 address.
    private static byte[] bytes(String address) {
        if (address == null || address.length() > MAX_LENGTH) return null;
        if (!ADDRESS.matcher(address).matches()) return null;
        try {
            return InetAddress.ofLiteral(address).getAddress();
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }

    private static boolean startsWith(byte[] address, byte[] prefix) {
        return Arrays.equals(address, 0, prefix.length, prefix, 0, prefix.length);
    }

    /// `1.2.3.4:80` and `[::1]:80`; an IPv6 address without brackets has no port. Null if what is there is no port.
    private static String withoutPort(String text) {
        boolean bracketed = text.startsWith("[");
        int end = bracketed ? text.indexOf(']') + 1 : text.indexOf(':');
        boolean ipv6 = !bracketed && end != text.lastIndexOf(':');
        if (end < 0 || ipv6) return text;
        if (!isPort(text.substring(end))) return null;
        return bracketed ? ipv6(text.substring(1, Math.max(1, end - 1))) : text.substring(0, end);
    }

    private static String ipv6(String bracketed) {
        return bracketed.indexOf(':') < 0 ? null : bracketed;
    }

    private static boolean isPort(String text) {
        return text.isEmpty()
                || text.charAt(0) == ':'
                        && text.length() > 1
                        && text.length() - 1 <= MAX_PORT_DIGITS
                        && text.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
    }

    /// `fe80::1%eth0`: which of the host's own networks is meant says nothing about the client.
    private static String withoutZone(String address) {
        int zone = address == null ? -1 : address.indexOf('%');
        return zone < 0 ? address : ipv6(address.substring(0, zone));
    }
}
