package chat.switchboard.site;

import chat.switchboard.kernel.Text;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// Pages that show the widget.
///
/// @param key what pages name; never changes
/// @param allowedOrigins whose pages may show the widget and call; empty: any page may show it
/// @param color as `#rrggbb`
/// @param logo base64 of a PNG or WebP image, or null
/// @param languages at least one, the preferred first
/// @param preChat whether the form comes before the first message
/// @param typingPreview whether staff see what its customers are about to say
/// @param bot whether the bot answers here, where the desk has it on
/// @param lastSeen null: never
/// @param secretRotatedAt when its identity secret was made; null: it has none
/// @param version grows with every change
public record Site(
        UUID id,
        String key,
        String name,
        List<String> allowedOrigins,
        String color,
        String logo,
        Position position,
        List<String> languages,
        Greeting greeting,
        Fields fields,
        boolean preChat,
        OutOfHours outOfHours,
        boolean typingPreview,
        boolean bot,
        boolean active,
        Seen lastSeen,
        Instant secretRotatedAt,
        Instant createdAt,
        Instant updatedAt,
        int version) {
    /// The site of pages that name none.
    public static final String DEFAULT_KEY = "default";

    /// Where the button is, whatever way the page is written.
    public enum Position {
        LEFT,
        RIGHT;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Position of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    /// What the widget does while nobody is there.
    public enum OutOfHours {
        MESSAGE,
        FORM,
        HIDE;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static OutOfHours of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    /// Whether the widget's form asks for something.
    public enum Field {
        OFF,
        OPTIONAL,
        REQUIRED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Field of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    /// Null: the widget's own words.
    public record Greeting(String en, String ur) {
        private Greeting with(Greeting change) {
            return change == null ? this : new Greeting(Text.orNull(or(change.en, en)), Text.orNull(or(change.ur, ur)));
        }
    }

    public record Fields(Field name, Field email, Field phone, Field category) {
        private Fields with(Fields change) {
            return change == null
                    ? this
                    : new Fields(
                            or(change.name, name),
                            or(change.email, email),
                            or(change.phone, phone),
                            or(change.category, category));
        }
    }

    /// @param pageUrl without query and fragment; null where the page did not say
    public record Seen(Instant at, String pageUrl) {}

    public boolean isDefault() {
        return key.equals(DEFAULT_KEY);
    }

    /// The logo as an address that a page can show; null where there is none.
    public String logoUrl() {
        return logo == null ? null : "data:" + Logo.contentType(logo) + ";base64," + logo;
    }

    Site with(SiteChange change) {
        return new Site(
                id,
                key,
                or(change.name(), name),
                or(change.allowedOrigins(), allowedOrigins),
                or(change.color(), color),
                change.withoutLogo() ? null : or(change.logo(), logo),
                or(change.position(), position),
                or(change.languages(), languages),
                greeting.with(change.greeting()),
                fields.with(change.fields()),
                or(change.preChat(), preChat),
                or(change.outOfHours(), outOfHours),
                or(change.typingPreview(), typingPreview),
                or(change.bot(), bot),
                or(change.active(), active),
                lastSeen,
                secretRotatedAt,
                createdAt,
                updatedAt,
                version);
    }

    private static <T> T or(T said, T before) {
        return said == null ? before : said;
    }
}
