package org.hamail.submit;

import java.nio.charset.StandardCharsets;
import org.hamail.plugin.ServerText;

/** Output and performance data on one line that a sink can carry whole: a cut never leaves half a figure. */
final class ResultLine {
    private ResultLine() {}

    /** {@code output|perfdata} in at most {@code limit} bytes of UTF-8; the figures may take half of it. */
    static String of(String output, Iterable<String> figures, int limit) {
        String tail = tail(figures, limit / 2);
        return ServerText.cut(output, limit - bytes(tail)) + tail;
    }

    /** Output and figures of {@code result} for a line that Nagios reads a result from. */
    static String escaped(PassiveResult result, int limit) {
        return of(
                escaped(result.output()),
                result.figures().stream().map(ResultLine::escaped).toList(),
                limit);
    }

    /**
     * {@code text} with each backslash twice: where Nagios reads a result from a line, it takes a backslash and an n for
     * the end of a line, and a server could begin a second one with them.
     *
     * <p>Source: nagioscore 4.4, {@code base/utils.c}, {@code parse_check_output()}; nsca 2.10, which does the same.
     */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\");
    }

    private static String tail(Iterable<String> figures, int room) {
        var kept = new StringBuilder();
        for (String figure : figures) {
            if (bytes(kept.toString()) + 1 + bytes(figure) > room) {
                break;
            }
            kept.append(kept.isEmpty() ? '|' : ' ').append(figure);
        }
        return kept.toString();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
