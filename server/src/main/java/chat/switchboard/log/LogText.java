package chat.switchboard.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Locale;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// Text that is fit for a line of the log.
public final class LogText {
    /// Classes of SQL states (PostgreSQL, appendix A) whose messages speak of the server and never quote a value:
    /// lost connections, transaction states, deadlocks, full disks, objects in use, stops, the system, bugs.
    private static final Set<String> ABOUT_THE_SERVER = Set.of("08", "25", "40", "53", "55", "57", "58", "XX");

    private static final String OURS = "chat.switchboard.";
    private static final int MOST_CAUSES = 10;

    private LogText() {}

    /// A fault in one line: its class, its causes, and as much of their messages as [#words] has.
    public static String line(Throwable fault) {
        StringBuilder line = new StringBuilder();
        Throwable cause = fault;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++, cause = cause.getCause()) {
            if (i > 0) line.append(" < ");
            line.append(cause.getClass().getSimpleName());
            String words = words(cause);
            if (words != null) line.append(": ").append(words);
        }
        return escaped(line.toString());
    }

    /// What may be said of a fault beside its class, or null. Messages of most exceptions quote what was being
    /// read when they were thrown, so only those are shown that are known not to: our own, the operating system's,
    /// and of the database's what is said of the server. Of other SQL errors the state and names of the schema
    /// remain.
    static String words(Throwable fault) {
        return switch (fault) {
            case SQLException sql -> words(sql);
            case UncheckedIOException _ -> null;
            case IOException io when io.getClass().getName().startsWith("java.") -> io.getMessage();
            case VirtualMachineError error -> error.getMessage();
            default -> fault.getClass().getName().startsWith(OURS) ? fault.getMessage() : null;
        };
    }

    private static String words(SQLException fault) {
        String state = fault.getSQLState() == null ? "" : fault.getSQLState();
        StringBuilder words = new StringBuilder("SQL state ").append(state.isEmpty() ? "unknown" : state);
        boolean aboutServer = state.length() == 5
                && ABOUT_THE_SERVER.contains(state.substring(0, 2).toUpperCase(Locale.ROOT));
        if (aboutServer || fault instanceof SQLTransientException)
            words.append(", ").append(fault.getMessage());
        if (fault instanceof PSQLException postgres && postgres.getServerErrorMessage() != null)
            appendNames(words, postgres.getServerErrorMessage());
        return words.toString();
    }

    private static void appendNames(StringBuilder words, ServerErrorMessage error) {
        if (error.getTable() != null) words.append(", table ").append(error.getTable());
        if (error.getColumn() != null) words.append(", column ").append(error.getColumn());
        if (error.getConstraint() != null) words.append(", constraint ").append(error.getConstraint());
    }

    /// With a code such as `[u000a]` for a line break, and so for everything else that is not seen
    /// or moves what is seen: control and format characters, separators, halves of surrogate pairs.
    static String escaped(String text) {
        int i = 0;
        while (i < text.length() && isSafe(text.charAt(i))) i++;
        if (i == text.length()) return text;
        StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, i);
        for (int c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (isSafe(c)) escaped.appendCodePoint(c);
            else escaped.append(String.format(Locale.ROOT, "[u%04x]", c));
        }
        return escaped.toString();
    }

    private static boolean isSafe(int c) {
        if (c >= 0x20 && c < 0x7f) return true;
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
