package org.hamail.process;

import java.util.ArrayList;
import java.util.List;
import org.hamail.plugin.ServerText;

/** The lines behind the status line: which processes were counted. */
final class DaemonDetails {
    private static final int ENOUGH = 20;

    private DaemonDetails() {}

    static List<String> of(List<ObservedDaemon> daemons) {
        var lines = new ArrayList<String>();
        daemons.forEach(daemon -> add(daemon, lines));
        return lines;
    }

    private static void add(ObservedDaemon daemon, List<String> lines) {
        String subject = daemon.wanted().subject();
        for (ProcessEntry entry : daemon.living().subList(0, Math.min(ENOUGH, daemon.count()))) {
            lines.add(subject + "process " + entry.pid() + ", state "
                    + entry.stat().state() + ", " + ServerText.of(describe(entry)));
        }
        if (daemon.count() > ENOUGH) {
            lines.add(subject + "and " + (daemon.count() - ENOUGH) + " more");
        }
        daemon.pidFile().detail().ifPresent(text -> lines.add(subject + text));
    }

    private static String describe(ProcessEntry entry) {
        return entry.program()
                .orElse(
                        entry.arguments().isEmpty()
                                ? entry.command()
                                : entry.arguments().get(0));
    }
}
