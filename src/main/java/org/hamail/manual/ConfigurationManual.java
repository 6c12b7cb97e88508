package org.hamail.manual;

import java.util.List;
import org.hamail.config.ConfigurationKeys;
import org.hamail.config.yaml.Key;
import org.hamail.config.yaml.Keys;
import org.hamail.manual.ProgramManual.Roff;

/** What manual page and tables say about the configuration file, made from the definitions of its keys. */
public final class ConfigurationManual {
    private static final List<Keys> SECTIONS = ConfigurationKeys.all();

    private ConfigurationManual() {}

    /** Tables in Markdown. */
    public static String tables() {
        var text = new StringBuilder();
        for (Keys section : SECTIONS) {
            text.append("**")
                    .append(sentence(section.title()))
                    .append("**\n\n| key | value | default | meaning |\n|---|---|---|---|\n");
            for (Key<?> key : section.all()) {
                text.append("| `" + key.name() + "` | " + key.kind() + " | " + key.usual() + " | "
                        + key.meaning().replace("|", "\\|") + " |\n");
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** The page for man(1), section 5. */
    public static String page() {
        var page = new StringBuilder(".TH HAMAIL.YAML 5 \"\" hamail hamail\n.SH NAME\n"
                + "hamail.yaml \\- the configuration of hamail\n.SH SYNOPSIS\n.I /etc/hamail/hamail.yaml\n.SH DESCRIPTION\n"
                + "YAML. Another file is named by \\fB\\-\\-config\\fR or HAMAIL_CONFIG. Unknown keys, wrong values and"
                + " what does not go together are reported all at once, with line and column; \\fBhamail validate\\fR only"
                + " reads it. Each key is followed by its value and, in parentheses, its default. Times are written 30s, 5m,"
                + " 1h or 1d.\n");
        for (Keys section : SECTIONS) {
            page.append(".SH ").append(escaped(sentence(section.title()))).append('\n');
            for (Key<?> key : section.all()) {
                page.append(".TP\n\\fB" + escaped(key.name()) + "\\fR \\fI"
                        + escaped(key.kind().toString()) + "\\fR (" + escaped(key.usual()) + ")\n"
                        + escaped(key.meaning()) + "\n");
            }
        }
        return page + ".SH SEE ALSO\nhamail(8), hamail\\-agent(8), handle_mail_fault(8)\n";
    }

    private static String sentence(String words) {
        boolean plain = Character.isLetter(words.charAt(0));
        return plain ? Character.toUpperCase(words.charAt(0)) + words.substring(1) : words;
    }

    private static String escaped(String text) {
        return Roff.escaped(text.replace("`", ""));
    }
}
