package chat.switchboard.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Rows of text under a heading; the first column is words, the others are figures.
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... heading) {
        rows.add(List.of(heading));
    }

    void row(List<String> cells) {
        rows.add(cells);
    }

    /// For a terminal: aligned.
    String aligned() {
        int[] widths = widths();
        return rows.stream()
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(column -> pad(row.get(column), widths[column], column == 0))
                        .collect(Collectors.joining("  ")))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    String markdown() {
        var lines = new ArrayList<String>();
        for (List<String> row : rows) lines.add("| " + String.join(" | ", row) + " |");
        lines.add(1, "|---|" + "--:|".repeat(rows.getFirst().size() - 1));
        return String.join("\n", lines) + "\n";
    }

    private int[] widths() {
        return IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
    }

    private static String pad(String cell, int width, boolean left) {
        String blank = " ".repeat(width - cell.length());
        return left ? cell + blank : blank + cell;
    }
}
