package chat.switchboard.desk;

import chat.switchboard.contract.FieldError;
import chat.switchboard.kernel.Refusal.Because;
import chat.switchboard.kernel.Refusal.Reason;
import chat.switchboard.kernel.Text;
import java.util.List;
import java.util.Locale;

/// What an import did, or would do.
///
/// @param errors at most [#MOST_ERRORS]; with any, nothing was written
public record ImportResult(int created, int updated, int unchanged, List<RowError> errors) {
    static final int MOST_ERRORS = 100;
    /// Of a field's name in an error: the names in a file may be as long as the file.
    private static final int MOST_IN_NAME = 100;

    /// @param row from 1; the first row of CSV is its header
    /// @param field of the row, or `content` for the row as a whole
    /// @param because what is wrong, as a code with parameters
    public record RowError(int row, String field, Because because) {
        public RowError {
            field = Text.cut(field, MOST_IN_NAME);
        }

        RowError(int row, String field, Reason reason, Object... parameters) {
            this(row, field, Because.of(reason, parameters));
        }

        /// As it stands among the errors of a request: `rows[12].question`.
        public FieldError asFieldError() {
            return new FieldError(String.format(Locale.ROOT, "rows[%d].%s", row, field), because);
        }
    }
}
