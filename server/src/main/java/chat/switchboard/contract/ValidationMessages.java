package chat.switchboard.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a schema objects to, said for people: one message for each field.
public final class ValidationMessages {
    /// So many fields are named; more help nobody, and an answer stays small whatever was sent.
    public static final int MOST = 20;

    private final JsonNode document;

    /// @param document that holds the schemas, with the titles they have in it
    ValidationMessages(JsonNode document) {
        this.document = document;
    }

    List<FieldError> of(Collection<Error> errors) {
        return errors.stream()
                .map(this::of)
                .collect(Collectors.toMap(
                        FieldError::field, error -> error, (first, _) -> first, java.util.TreeMap::new))
                .values()
                .stream()
                .limit(MOST)
                .toList();
    }

    FieldError of(Error error) {
        return new FieldError(field(error), message(error));
    }

    private String message(Error error) {
        Object[] limits = error.getArguments();
        return switch (error.getKeyword()) {
            case "required" -> "This field is required.";
            case "additionalProperties" -> "There is no such field.";
            case "type" -> String.format(Locale.ROOT, "Must be %s.", typeName(error, limits[1].toString()));
            case "minLength" ->
                limits[0].equals("1")
                        ? "Must not be empty."
                        : String.format(Locale.ROOT, "At least %s characters.", limits);
            case "maxLength" -> String.format(Locale.ROOT, "At most %s characters.", limits);
            case "minimum" -> String.format(Locale.ROOT, "Must be at least %s.", limits);
            case "maximum" -> String.format(Locale.ROOT, "Must be at most %s.", limits);
            case "maxItems" -> String.format(Locale.ROOT, "At most %s entries.", limits);
            case "uniqueItems" -> "Every entry may stand there once.";
            case "minProperties" -> "Say at least one thing.";
            case "enum" ->
                String.format(Locale.ROOT, "One of %s.", limits[0].toString().replaceAll("[\\[\\]\"]|, null", ""));
            case "format" -> String.format(Locale.ROOT, "Must be a %s.", limits[0]);
            case "pattern" -> String.format(Locale.ROOT, "Must be %s.", title(error, "of another form"));
            // The validator's own words may repeat what was sent.
            default -> "This does not fit the contract.";
        };
    }

    /// `message.content`
    private static String field(Error error) {
        String parent =
                error.getInstanceLocation().toString().replaceFirst("^/", "").replace('/', '.');
        if (error.getProperty() == null) return parent;
        return parent.isEmpty() ? error.getProperty() : parent + "." + error.getProperty();
    }

    private String typeName(Error error, String type) {
        return switch (type) {
            case "string" -> "text";
            case "integer" -> "a whole number";
            case "object" -> "an object";
            case "array" -> "a list";
            case "boolean" -> "true or false";
            default -> title(error, type.replaceAll("[\\[\\]]", "").replace(", ", " or "));
        };
    }

    /// How the contract calls what it wants.
    private String title(Error error, String fallback) {
        String keyword = error.getSchemaLocation().getFragment().toString();
        String schema = keyword.substring(0, keyword.lastIndexOf('/'));
        return document.at(schema).path("title").asText(fallback);
    }
}
