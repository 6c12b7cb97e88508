package org.hamail.operator.display;

import java.util.ArrayList;
import java.util.List;

/** Columns of text, two blanks apart, each as wide as its widest cell. */
public final class TextTable {
    private final List<String> headings;
    private final List<Row> rows = new ArrayList<>();

    private record Row(List<String> cells, Colours.Tone tone) {}

    public TextTable(List<String> headings) {
        this.headings = List.copyOf(headings);
    }

    /** {@code tone} colours the row. An empty cell is shown as a dash, so that each row has the same number of words. */
    public TextTable row(List<String> cells, Colours.Tone tone) {
        rows.add(new Row(cells.stream().map(cell -> cell.isEmpty() ? "-" : cell).toList(), tone));
        return this;
    }

    public List<String> lines(Colours colours) {
        var lines = new ArrayList<String>();
        lines.add(colours.paint(Colours.Tone.HEADING, line(headings)));
        rows.forEach(row -> lines.add(colours.paint(row.tone(), line(row.cells()))));
        return lines;
    }

    private String line(List<String> cells) {
        var line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            line.append(cell);
            if (i < cells.size() - 1) {
                line.append(" ".repeat(width(i) - cell.length() + 2));
            }
        }
        return line.toString();
    }

    private int width(int column) {
        int width = headings.get(column).length();
        for (Row row : rows) {
            width = Math.max(width, row.cells().get(column).length());
        }
        return width;
    }
}
