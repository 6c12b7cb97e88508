package org.hamail.plugin;

import java.nio.charset.StandardCharsets;

/** The text of a result: {@code LABEL STATE [cause/phase]: sentence|perfdata}, then details. */
public final class PluginOutput {
    /** The most bytes of the first line; Icinga and NSCA keep 4,096. */
    public static final int LINE_LIMIT = 4000;

    private static final int DETAIL_LIMIT = 1000;

    private PluginOutput() {}

    /** The first line alone, without a line end. */
    public static String line(CheckResult result) {
        return line(result, figures(result));
    }

    /** The same without perfdata. */
    public static String lineWithoutFigures(CheckResult result) {
        return line(result, "");
    }

    private static String line(CheckResult result, String figures) {
        String head = result.label() + " " + result.status() + bracket(result) + ": ";
        String sentence = ServerText.detail(result.sentence(), Integer.MAX_VALUE);
        int room = LINE_LIMIT - bytes(head) - bytes(figures);
        return head + ServerText.cut(sentence, Math.max(0, room)) + figures;
    }

    /** The first line and the details, every line with its line end. */
    public static String text(CheckResult result) {
        var text = new StringBuilder(line(result)).append('\n');
        for (String detail : result.details()) {
            text.append(ServerText.detail(detail, DETAIL_LIMIT)).append('\n');
        }
        return text.toString();
    }

    private static String bracket(CheckResult result) {
        if (result.cause().isEmpty()) {
            return "";
        }
        String phase = result.phase().isEmpty() ? "" : "/" + result.phase().get();
        return " [" + result.cause().get().word() + phase + "]";
    }

    private static String figures(CheckResult result) {
        var text = new StringBuilder();
        for (PerformanceDatum figure : result.figures()) {
            String next = (text.length() == 0 ? "|" : " ") + figure;
            if (text.length() + next.length() > LINE_LIMIT / 2) {
                break;
            }
            text.append(next);
        }
        return text.toString();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
