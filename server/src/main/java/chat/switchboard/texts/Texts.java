package chat.switchboard.texts;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text templates by key and language. Immutable.
public final class Texts {
    public static final String FALLBACK = "en";
    static final List<String> LANGUAGES = List.of(FALLBACK, "ur");
    private static final int MOST_IN_HEADER = 200;
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    /// What comes with the program.
    public static final Texts SHIPPED = new Texts(shipped());

    /// A text in a language; what names one is the pair.
    record Key(String key, String language) {}

    private final Map<Key, String> templates;

    private Texts(Map<Key, String> templates) {
        this.templates = templates;
    }

    Texts replacedBy(Map<Key, String> others) {
        Map<Key, String> all = new HashMap<>(templates);
        all.putAll(others);
        return new Texts(Map.copyOf(all));
    }

    /// Whether there is a text in this language, or in English instead.
    boolean has(String key, String language) {
        return template(key, language) != null;
    }

    /// The text in this language, else in English, else the key itself.
    ///
    /// @param language an IETF tag of any length and case, or null
    /// @param parameters by name; one that the text names and nobody gave is left out
    public String render(String key, String language, Map<String, ?> parameters) {
        String template = template(key, language);
        if (template == null) return key;
        return PARAMETER
                .matcher(template)
                .replaceAll(it -> Matcher.quoteReplacement(value(parameters.get(it.group(1)))));
    }

    /// The same, and whether it is another than the shipped one.
    TextTemplates.Said said(String key, String language, Map<String, ?> parameters) {
        boolean isOwn = !Objects.equals(template(key, language), SHIPPED.template(key, language));
        return new TextTemplates.Said(render(key, language, parameters), isOwn);
    }

    /// Those in this language that are others than the shipped ones, by key.
    ///
    /// @param prefix of the key
    Map<String, String> own(String prefix, String language) {
        Map<String, String> own = new TreeMap<>();
        templates.forEach((key, text) -> {
            boolean isMeant = key.language.equals(language) && key.key.startsWith(prefix);
            if (isMeant && !text.equals(SHIPPED.templates.get(key))) own.put(key.key, text);
        });
        return own;
    }

    /// `en-GB` is `en`: texts are by language, not by country. Null where there is none.
    public static String primary(String tag) {
        if (tag == null || tag.isBlank()) return null;
        return tag.strip().split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
    }

    /// Of the languages a request accepts (RFC 9110, section 12.5.4), the first that texts come with; null for none.
    public static String firstKnown(String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > MOST_IN_HEADER) return null;
        try {
            return Locale.LanguageRange.parse(acceptLanguage).stream()
                    .map(range -> primary(range.getRange()))
                    .filter(LANGUAGES::contains)
                    .findFirst()
                    .orElse(null);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    Map<Key, String> templates() {
        return templates;
    }

    private String template(String key, String language) {
        String own = templates.get(new Key(key, primary(language)));
        return own == null ? templates.get(new Key(key, FALLBACK)) : own;
    }

    private static String value(Object parameter) {
        return parameter == null ? "" : parameter.toString();
    }

    private static Map<Key, String> shipped() {
        Map<Key, String> all = new HashMap<>();
        for (String language : LANGUAGES)
            properties(language).forEach((key, text) -> all.put(new Key(key.toString(), language), text.toString()));
        return Map.copyOf(all);
    }

    private static Properties properties(String language) {
        try (Reader file = new InputStreamReader(
                Texts.class.getResourceAsStream("/texts/" + language + ".properties"), StandardCharsets.UTF_8)) {
            Properties texts = new Properties();
            texts.load(file);
            return texts;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
