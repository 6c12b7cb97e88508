package org.hamail.operator.picture;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.hamail.plugin.ServerText;

/** One file that shows the same in every browser, on paper and without its script, and that loads nothing. */
public final class Page {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>@TITLE@</title>
            <meta name="viewport" content="width=device-width">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
            <style>
            :root{color-scheme:light dark;--ill:#c62828;--shade:#9e9e9e;--hold:#b26a00;--act:#1565c0;--line:#bbb}
            @media screen and (prefers-color-scheme:dark){:root{--ill:#ef5350;--shade:#757575;--hold:#ffb74d;--act:#64b5f6;--line:#555}}
            body{font:15px/1.4 sans-serif;margin:1em}
            .picture{display:flex}.lanes{flex:none}.scroll{flex:1;overflow-x:auto;min-width:0;padding:0 8px}
            .scroll:focus{outline:2px solid var(--act)}svg{display:block;overflow:visible}
            .legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.3em 1.2em}.legend span{display:inline-block}
            .bar{width:16px;height:8px}.dot{width:8px;height:8px;border-radius:50%}
            .large{width:14px;height:14px;vertical-align:-2px}.ringed{box-shadow:0 0 0 2px currentColor}
            text{fill:currentColor;font-size:12px}.ill{fill:var(--ill)}.shade{fill:var(--shade);opacity:.35}
            .hold{fill:var(--hold)}.restart,.failover{fill:var(--act)}.failover{stroke:currentColor;stroke-width:2}
            .line,.tick line{stroke:var(--line)}.tick text{opacity:.8}.fine{display:none}.zoomed .fine{display:inline}
            .stretch{opacity:.45}a:focus{outline:3px solid var(--act)}
            table{border-collapse:collapse}td,th{border:1px solid var(--line);padding:2px 6px;text-align:left;vertical-align:top}
            caption{text-align:left;font-weight:bold}tr:target{outline:3px solid var(--act)}
            @media print{:root{color-scheme:light}button,.help{display:none}.legend span{print-color-adjust:exact}.scroll{overflow:visible}.scroll svg{width:100% !important}}
            </style></head><body>
            <h1>@TITLE@</h1>
            """;
    private static final String SCRIPT = """
            <script>
            (function(){var z=1,all=document.querySelectorAll('.scroll');
            function zoom(f){z=Math.min(500,Math.max(1,z*f));document.body.classList.toggle('zoomed',z>=8);
            all.forEach(function(p){var m=(p.scrollLeft+p.clientWidth/2)/p.scrollWidth;
            p.firstElementChild.style.width=100*z+'%';p.scrollLeft=m*p.scrollWidth-p.clientWidth/2})}
            document.getElementById('in').onclick=function(){zoom(2)};
            document.getElementById('out').onclick=function(){zoom(.5)};
            document.addEventListener('keydown',function(e){if(e.ctrlKey||e.metaKey||e.altKey){return}
            if(e.key==='+'){zoom(2)}if(e.key==='-'){zoom(.5)}})})();
            </script>
            """;
    private static final String LEGEND = "<ul class=\"legend\">"
            + sign("var(--ill)", "bar", "a problem, as the core reported it")
            + sign("var(--shade)", "bar", "downtime, or paused")
            + sign("var(--hold)", "bar", "held back")
            + sign("var(--hold)", "dot", "decided to hold")
            + sign("var(--act)", "large dot", "restart")
            + sign("var(--act)", "large ringed dot", "failover")
            + "</ul>\n";
    private static final String KEYS = """
            <p class="help"><button id="in" type="button">Zoom in (+)</button> <button id="out" type="button">Zoom out (-)</button>
            Tab goes from mark to mark, Enter to its row in the table; the arrow keys move a picture that has the focus.</p>
            """;

    private Page() {}

    private static String sign(String colour, String shape, String meaning) {
        return "<li><span class=\"" + shape + "\" style=\"background:" + colour + "\"></span> " + meaning + "</li>";
    }

    /** {@code body}: HTML, whose foreign text went through {@link #escaped}. */
    public static String of(String title, String body) {
        return HEAD.replace("@TITLE@", escaped(title)) + KEYS + LEGEND + body + SCRIPT + "</body></html>\n";
    }

    /** Text that may have come from a server. */
    public static String escaped(String text) {
        return ServerText.detail(text, 1000)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** {@code at}, in milliseconds since 1970, as in {@code zone}. */
    public static String time(long at, ZoneId zone) {
        return TIME.format(Instant.ofEpochMilli(at).atZone(zone));
    }
}
