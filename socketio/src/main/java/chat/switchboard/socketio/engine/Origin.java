package chat.switchboard.socketio.engine;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/// The origin of a web page: scheme, host and port (RFC 6454 §4). Equal ones are written in many ways:
/// `HTTPS://Shop.example:443` is `https://shop.example`.
///
/// @param scheme `http` or `https`
/// @param host in lower case; an IPv6 address is in brackets, in its shortest form
/// @param port the scheme's default where none was given
public record Origin(String scheme, String host, int port) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    /// The longest host name (RFC 1035 §2.3.4), with room for scheme and port.
    private static final int LONGEST = 253 + 16;

    /// Reads `scheme://host` or `scheme://host:port`. Empty for everything else: `null`, which browsers send for
    /// pages without an address, other schemes, a path, a host that is not in ASCII.
    public static Optional<Origin> of(String text) {
        int schemeEnd = text.indexOf("://");
        if (schemeEnd < 0 || text.length() > LONGEST) return Optional.empty();
        return at(text.substring(0, schemeEnd), text.substring(schemeEnd + 3));
    }

    /// The origin of pages of `authority`, which is what a `Host` header has: `host` or `host:port`.
    static Optional<Origin> at(String scheme, String authority) {
        String lowerScheme = scheme.toLowerCase(Locale.ROOT);
        int hostEnd = authority.indexOf(':', authority.indexOf(']') + 1);
        String host = host(hostEnd < 0 ? authority : authority.substring(0, hostEnd));
        int port = hostEnd < 0 ? 0 : port(authority.substring(hostEnd + 1));
        if (defaultPort(lowerScheme) == 0 || host == null || port < 0) return Optional.empty();
        return Optional.of(new Origin(lowerScheme, host, port == 0 ? defaultPort(lowerScheme) : port));
    }

    public boolean isSecure() {
        return scheme.equals("https");
    }

    /// As browsers write it: without the port that is the scheme's default.
    @Override
    public String toString() {
        return scheme + "://" + host + (port == defaultPort(scheme) ? "" : ":" + port);
    }

    private static int defaultPort(String scheme) {
        return switch (scheme) {
            case "http" -> HTTP_PORT;
            case "https" -> HTTPS_PORT;
            default -> 0;
        };
    }

    /// In its normal form, or null.
    private static String host(String text) {
        if (text.startsWith("[")) return text.endsWith("]") ? ipv6(text.substring(1, text.length() - 1)) : null;
        if (text.isEmpty() || !text.chars().allMatch(Origin::isOfAName)) return null;
        return text.toLowerCase(Locale.ROOT);
    }

    private static boolean isOfAName(int letter) {
        return letter < 128 && (Character.isLetterOrDigit(letter) || letter == '.' || letter == '-' || letter == '_');
    }

    private static String ipv6(String text) {
        if (!NetUtil.isValidIpV6Address(text) || text.indexOf('%') >= 0) return null;
        try {
            byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
            return "[" + NetUtil.toAddressString(InetAddress.getByAddress(bytes)) + "]";
        } catch (UnknownHostException notSixteenBytes) {
            return null;
        }
    }

    /// 0 where there is none, negative where it is not a port.
    private static int port(String digits) {
        if (digits.length() > 5 || !digits.chars().allMatch(digit -> digit >= '0' && digit <= '9')) return -1;
        int port = digits.isEmpty() ? 0 : Integer.parseInt(digits);
        return port > 65_535 || port == 0 && !digits.isEmpty() ? -1 : port;
    }
}
