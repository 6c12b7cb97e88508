package org.hamail.operator.report;

import org.hamail.operator.picture.Page;

/** Writes tables of plain text. */
final class HtmlTable {
    private final StringBuilder body;

    HtmlTable(StringBuilder body) {
        this.body = body;
    }

    void head(String caption, String... columns) {
        body.append("<table><caption>" + caption + "</caption><thead><tr>");
        for (String column : columns) {
            body.append("<th scope=\"col\">").append(column);
        }
        body.append("</tr></thead><tbody>\n");
    }

    void row(String... cells) {
        body.append("<tr>");
        for (String cell : cells) {
            body.append("<td>").append(Page.escaped(cell));
        }
        body.append("</tr>\n");
    }

    void end() {
        body.append("</tbody></table>\n");
    }
}
