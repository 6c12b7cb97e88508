package org.hamail.operator.replay.log;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hamail.operator.replay.log.Logs.LogUnreadable;
import org.hamail.recovery.journal.ChainHead;

/**
 * The heads of journals that check_mail_ha told a core, as its logs have them.
 *
 * @param heads each once
 * @param read whether any of the files could be read
 */
public record LoggedHeads(List<Logged> heads, List<LogUnreadable> unreadable, boolean read) {
    public LoggedHeads {
        heads = List.copyOf(heads);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * A head, and where it was logged.
     *
     * @param at seconds since 1970; -1 where the line has no time of that kind
     */
    public record Logged(ChainHead head, String file, long line, long at) {}

    /**
     * Those in {@code paths}, whatever the line is that has them: an alert, a notification, the states at a rotation, or a
     * line of the system log that the core writes to as well.
     */
    public static LoggedHeads read(List<Path> paths) {
        Map<ChainHead, Logged> heads = new LinkedHashMap<>();
        List<LogUnreadable> unreadable = new ArrayList<>();
        boolean read = false;
        for (Path path : paths.stream().distinct().toList()) {
            int before = heads.size();
            LogFile file = LogFile.read(path, event -> false, (line, at, text) -> {
                for (ChainHead head : ChainHead.in(text)) {
                    heads.putIfAbsent(head, new Logged(head, path.toString(), line, at));
                }
            });
            boolean isLog = file.hasTimes() || heads.size() > before;
            file.unreadable().stream().filter(each -> !isLog || isDamage(each)).forEach(unreadable::add);
            read |= isLog;
        }
        return new LoggedHeads(List.copyOf(heads.values()), unreadable, read);
    }

    /** Of a file with heads, a line without a time matters as little as one that is cut off; a part that is missing does. */
    private static boolean isDamage(LogUnreadable each) {
        return each.why().startsWith("cannot be read") || each.why().startsWith("the compressed file");
    }
}
