package chat.switchboard.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import java.util.List;

/// What one kind of request may look like.
public final class RequestSchema {
    private final Schema schema;
    private final ValidationMessages messages;

    RequestSchema(Schema schema, JsonNode document) {
        this.schema = schema;
        this.messages = new ValidationMessages(document);
    }

    /// All that is wrong, by field; at most [ValidationMessages#MOST] fields. Empty: it fits.
    public List<FieldError> errors(JsonNode request) {
        List<Error> errors = schema.validate(request);
        return errors.isEmpty() ? List.of() : messages.of(errors);
    }

    /// The first thing that is wrong, or null: it fits. For event loops: it stops there, whatever was sent.
    public FieldError firstError(JsonNode request) {
        List<Error> errors = schema.validate(request, context -> context.setFailFast(true));
        return errors.isEmpty() ? null : messages.of(errors.getFirst());
    }
}
