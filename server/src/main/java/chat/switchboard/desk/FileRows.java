package chat.switchboard.desk;

import chat.switchboard.desk.FileFormat.Column;
import chat.switchboard.desk.ImportResult.RowError;
import chat.switchboard.kernel.Refusal.Reason;
import chat.switchboard.wire.Csv;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// The rows of a file, as CSV (RFC 4180) or JSON.
///
/// Spreadsheets take a cell that begins with one of `= + - @` for a formula ([Csv#FORMULA]). Such a text gets an
/// apostrophe in front
/// when it is written, and loses it when it is read, so that what was written is read again.
final class FileRows {
    static final String CSV = "csv";
    static final int MOST = 10_000;
    /// The whole file.
    static final String ALL = "content";

    private static final Pattern FORMULA = Pattern.compile("'*" + Csv.FORMULA, Pattern.DOTALL);
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?\\d{1,9}");
    private static final char[] SEPARATORS = {',', ';', '\t'};
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    /// More lines than any list may have: the contract then refuses the row.
    private static final int MOST_IN_LIST = 200;
    private static final int MOST_DEPTH = 8;
    /// 100 tokens for each of 10,000 rows.
    private static final int MOST_TOKENS = 1_000_000;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_DEPTH)
                            .maxTokenCount(MOST_TOKENS)
                            .maxNumberLength(20)
                            .build())
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /// @param number from 1; the first row of CSV is its header
    record Row(int number, ObjectNode values) {}

    /// @param rows those that can be read
    /// @param errors of the others
    record Read(List<Row> rows, List<RowError> errors) {
        private Read() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        /// Whether to read on: however long the file, so many rows and errors are enough.
        ///
        /// @param count rows with this one
        private boolean takesRow(int count, int number) {
            if (isFull()) return false;
            if (count <= MOST) return true;
            errors.add(new RowError(number, ALL, Reason.TOO_MANY_ROWS, MOST));
            return false;
        }

        private boolean isFull() {
            return errors.size() >= ImportResult.MOST_ERRORS;
        }
    }

    private FileRows() {}

    static Read read(String format, String content, List<Column> columns) {
        String text = content.startsWith(BYTE_ORDER_MARK) ? content.substring(1) : content;
        var read = new Read();
        try {
            if (format.equals(CSV)) readCsv(text, columns, read);
            else readJson(text, columns, read);
        } catch (CsvParseException | JsonProcessingException malformed) {
            int row = read.rows.isEmpty() ? 1 : read.rows.getLast().number + 1;
            read.errors.add(new RowError(row, ALL, Reason.FILE_UNREADABLE, format.toUpperCase(Locale.ROOT)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return read;
    }

    private static void readCsv(String text, List<Column> columns, Read into) {
        Map<String, Column> known = new HashMap<>();
        columns.forEach(column -> known.put(column.name(), column));
        // Read on, it would swallow the rows after it.
        if (count(text, '"') % 2 != 0) {
            into.errors.add(new RowError(1, ALL, Reason.QUOTE_NOT_CLOSED));
            return;
        }
        List<Column> header = null;
        int number = 0;
        int rows = 0;
        for (CsvRecord record : csv(text).ofCsvRecord(text)) {
            number++;
            if (record.getFieldCount() == 1 && record.getField(0).isBlank()) continue;
            if (header == null) {
                header = header(record, known, number, into);
                if (!into.errors.isEmpty()) return;
            } else if (!into.takesRow(++rows, number)) return;
            else row(record, header, number, into);
        }
    }

    private static CsvReader.CsvReaderBuilder csv(String text) {
        return CsvReader.builder()
                .fieldSeparator(separator(text))
                .skipEmptyLines(false)
                .allowMissingFields(true)
                .allowExtraFields(true);
    }

    /// That of the header, whose names have none in them.
    private static char separator(String text) {
        String header = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        char most = SEPARATORS[0];
        for (char separator : SEPARATORS) if (count(header, separator) > count(header, most)) most = separator;
        return most;
    }

    private static long count(String text, char character) {
        return text.chars().filter(c -> c == character).count();
    }

    private static List<Column> header(CsvRecord record, Map<String, Column> known, int number, Read into) {
        List<Column> header = new ArrayList<>();
        for (String name : record.getFields()) {
            if (into.isFull()) break;
            Column column = known.get(name.strip());
            if (column == null) into.errors.add(new RowError(number, name.strip(), Reason.NO_SUCH_COLUMN));
            else if (header.contains(column)) into.errors.add(new RowError(number, name.strip(), Reason.COLUMN_TWICE));
            header.add(column);
        }
        return header;
    }

    private static void row(CsvRecord record, List<Column> header, int number, Read into) {
        ObjectNode values = JSON.createObjectNode();
        for (int i = 0; i < record.getFieldCount(); i++) {
            String cell = record.getField(i);
            if (i < header.size()) put(values, header.get(i), withoutApostrophe(cell));
            else if (!cell.isBlank()) {
                into.errors.add(new RowError(number, ALL, Reason.MORE_CELLS_THAN_HEADER));
                return;
            }
        }
        into.rows.add(new Row(number, values));
    }

    /// An empty cell says nothing. What is no number stays a text, which the schema refuses.
    private static void put(ObjectNode values, Column column, String cell) {
        String name = column.name();
        String word = cell.strip().toLowerCase(Locale.ROOT);
        switch (column.type()) {
            case LIST -> {
                if (cell.isBlank()) return;
                ArrayNode list = values.putArray(name);
                cell.lines().filter(line -> !line.isBlank()).limit(MOST_IN_LIST).forEach(list::add);
            }
            case TEXT -> {
                if (!cell.isEmpty()) values.put(name, cell);
            }
            case NUMBER -> {
                if (WHOLE_NUMBER.matcher(word).matches()) values.put(name, Integer.parseInt(word));
                else if (!word.isEmpty()) values.put(name, cell);
            }
            case TRUTH -> {
                if (word.equals("true") || word.equals("false")) values.put(name, Boolean.parseBoolean(word));
                else if (!word.isEmpty()) values.put(name, cell);
            }
        }
    }

    /// One row after the other, so that a list without end is not held whole before it is refused.
    private static void readJson(String text, List<Column> columns, Read into) throws IOException {
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                into.errors.add(new RowError(1, ALL, Reason.NOT_A_LIST));
                return;
            }
            for (int number = 1; json.nextToken() != JsonToken.END_ARRAY; number++) {
                if (!into.takesRow(number, number)) return;
                if (JSON.readTree(json) instanceof ObjectNode row) take(row, number, columns, into);
                else into.errors.add(new RowError(number, ALL, Reason.NOT_AN_OBJECT));
            }
            if (json.nextToken() != null) throw new JsonParseException(json, "There is more after the list");
        }
    }

    private static void take(ObjectNode row, int number, List<Column> columns, Read into) {
        for (var field : row.properties())
            if (columns.stream().noneMatch(column -> column.name().equals(field.getKey()))) {
                into.errors.add(new RowError(number, field.getKey(), Reason.NO_SUCH_FIELD));
                return;
            }
        into.rows.add(new Row(number, row));
    }

    static String write(String format, List<ObjectNode> rows, List<Column> columns) {
        if (!format.equals(CSV)) return JSON.createArrayNode().addAll(rows).toPrettyString();
        StringWriter text = new StringWriter().append(BYTE_ORDER_MARK);
        // In quotes, whatever sign the spreadsheet takes for the end of a cell.
        try (CsvWriter csv =
                CsvWriter.builder().quoteStrategy(QuoteStrategies.NON_EMPTY).build(text)) {
            csv.writeRecord(columns.stream().map(Column::name).toList());
            for (ObjectNode row : rows)
                csv.writeRecord(columns.stream()
                        .map(column -> cell(row.path(column.name()), column))
                        .toList());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    static ObjectNode tree(byte[] json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String cell(JsonNode value, Column column) {
        return switch (column.type()) {
            case TEXT -> withApostrophe(value.asText(""));
            case NUMBER, TRUTH -> value.asText("");
            case LIST -> {
                List<String> lines = new ArrayList<>();
                value.forEach(line -> lines.add(line.asText()));
                yield withApostrophe(String.join("\n", lines));
            }
        };
    }

    private static String withApostrophe(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    private static String withoutApostrophe(String cell) {
        return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
    }
}
