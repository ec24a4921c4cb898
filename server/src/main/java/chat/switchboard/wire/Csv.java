package chat.switchboard.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/// A table as RFC 4180 has it, in UTF-8 with a byte order mark, since spreadsheets need one.
///
/// No cell is a formula: what would be one begins with an apostrophe.
public final class Csv {
    /// What a spreadsheet takes for one, as a pattern; East Asian ones take the wide signs too.
    public static final String FORMULA = "\\s*[=+\\-@\\t\\r\uFF1D\uFF0B\uFF0D\uFF20].*";

    private static final Pattern IS_FORMULA = Pattern.compile(FORMULA, Pattern.DOTALL);

    private final StringBuilder text = new StringBuilder("\uFEFF");

    public Csv(List<String> columns) {
        row(columns);
    }

    /// @param cells numbers, texts, null for an empty one
    public void row(List<?> cells) {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) text.append(',');
            append(cells.get(i));
        }
        text.append("\r\n");
    }

    public byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void append(Object cell) {
        if (cell == null) return;
        if (cell instanceof Number) {
            text.append(cell);
            return;
        }
        String plain = cell.toString();
        String safe = IS_FORMULA.matcher(plain).matches() ? "'" + plain : plain;
        boolean isPlain = safe.chars().noneMatch(c -> c == ',' || c == ';' || c == '"' || c == '\n' || c == '\r');
        if (isPlain) text.append(safe);
        else text.append('"').append(safe.replace("\"", "\"\"")).append('"');
    }
}
