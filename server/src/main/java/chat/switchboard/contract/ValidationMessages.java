package chat.switchboard.contract;

import chat.switchboard.kernel.Refusal.Because;
import chat.switchboard.kernel.Refusal.Reason;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a schema objects to, as codes of which texts are made: one for each field.
public final class ValidationMessages {
    /// So many fields are named; more help nobody, and an answer stays small whatever was sent.
    public static final int MOST = 20;

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");

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
        return new FieldError(field(error), because(error));
    }

    private Because because(Error error) {
        Object[] limits = error.getArguments();
        return switch (error.getKeyword()) {
            case "required" -> Because.of(Reason.REQUIRED);
            case "additionalProperties" -> Because.of(Reason.NO_SUCH_FIELD);
            case "type" -> ofAnotherType(error, limits[1].toString());
            case "minLength" ->
                limits[0].equals("1") ? Because.of(Reason.BLANK) : Because.of(Reason.TOO_SHORT, number(limits[0]));
            case "maxLength" -> Because.of(Reason.TOO_LONG, number(limits[0]));
            case "minimum" -> Because.of(Reason.AT_LEAST, number(limits[0]));
            case "maximum" -> Because.of(Reason.AT_MOST, number(limits[0]));
            case "maxItems" -> Because.of(Reason.TOO_MANY_ENTRIES, number(limits[0]));
            case "minProperties" -> Because.of(Reason.NOTHING_SAID);
            case "enum" -> Because.of(Reason.NOT_AN_OPTION, limits[0].toString().replaceAll("[\\[\\]\"]|, null", ""));
            case "format" -> Because.of(Reason.OTHER_FORM, "a " + limits[0]);
            case "pattern" -> Because.of(Reason.OTHER_FORM, title(error, "of another form"));
            // The validator's own words may repeat what was sent.
            default -> Because.of(Reason.UNFIT);
        };
    }

    /// The validator gives its limits as texts.
    private static Object number(Object limit) {
        String text = limit.toString();
        return WHOLE_NUMBER.matcher(text).matches() ? Long.valueOf(text) : text;
    }

    /// `message.content`
    private static String field(Error error) {
        String parent =
                error.getInstanceLocation().toString().replaceFirst("^/", "").replace('/', '.');
        if (error.getProperty() == null) return parent;
        return parent.isEmpty() ? error.getProperty() : parent + "." + error.getProperty();
    }

    private Because ofAnotherType(Error error, String type) {
        return switch (type) {
            case "string" -> Because.of(Reason.NOT_TEXT);
            case "integer" -> Because.of(Reason.NOT_A_WHOLE_NUMBER);
            case "object" -> Because.of(Reason.NOT_AN_OBJECT);
            case "array" -> Because.of(Reason.NOT_A_LIST);
            case "boolean" -> Because.of(Reason.NOT_TRUE_OR_FALSE);
            default ->
                Because.of(
                        Reason.OTHER_FORM,
                        title(error, type.replaceAll("[\\[\\]]", "").replace(", ", " or ")));
        };
    }

    /// How the contract calls what it wants.
    private String title(Error error, String fallback) {
        String keyword = error.getSchemaLocation().getFragment().toString();
        String schema = keyword.substring(0, keyword.lastIndexOf('/'));
        return document.at(schema).path("title").asText(fallback);
    }
}
