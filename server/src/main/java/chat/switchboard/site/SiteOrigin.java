package chat.switchboard.site;

import chat.switchboard.socketio.engine.Origin;
import java.util.Optional;

/// An origin, or all hosts below one: `https://shop.example`, `https://*.shop.example`.
///
/// @param of of the host, or of the one that all are below
record SiteOrigin(Origin of, boolean below) {
    private static final String BELOW = "://*.";

    /// Empty for what is neither. A slash at the end is how people copy an address.
    static Optional<SiteOrigin> of(String text) {
        boolean below = text.contains(BELOW);
        String plain = (below ? text.replace(BELOW, "://") : text).strip().replaceFirst("/$", "");
        return Origin.of(plain).map(origin -> new SiteOrigin(origin, below));
    }

    boolean admits(Origin other) {
        return below
                ? other.scheme().equals(of.scheme())
                        && other.port() == of.port()
                        && other.host().endsWith("." + of.host())
                : other.equals(of);
    }

    /// As pages and policies write it.
    @Override
    public String toString() {
        return below ? of.toString().replace("://", BELOW) : of.toString();
    }
}
