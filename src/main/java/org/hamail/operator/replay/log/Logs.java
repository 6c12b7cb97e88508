package org.hamail.operator.replay.log;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Several logs as one: by time, within a second as the lines stand. A line that stands in two files is the same line; what
 * stands twice in one file was said twice.
 *
 * @param lines of all files
 * @param faults how many of them cannot be read
 * @param first the earliest time, in seconds since 1970
 * @param last the latest
 * @param read whether anything could be read
 */
public record Logs(
        List<Said> events,
        long lines,
        long faults,
        long first,
        long last,
        List<LogUnreadable> unreadable,
        boolean read) {
    /** An event and the file that it stands in, by its place among the files. */
    public record Said(LogEvent event, int file) {}

    public static Logs read(List<Path> paths, Predicate<LogEvent> wanted) {
        List<LogFile> files = new ArrayList<>();
        for (Path path : paths.stream().distinct().toList()) {
            files.add(LogFile.read(path, wanted));
        }
        List<LogUnreadable> unreadable =
                files.stream().flatMap(file -> file.unreadable().stream()).toList();
        List<LogFile> logs = files.stream()
                .filter(LogFile::hasTimes)
                .sorted(Comparator.comparingLong(LogFile::first).thenComparingLong(LogFile::last))
                .toList();
        return new Logs(
                merged(logs),
                files.stream().mapToLong(LogFile::lines).sum(),
                files.stream().mapToLong(LogFile::faults).sum(),
                logs.stream().mapToLong(LogFile::first).min().orElse(0),
                logs.stream().mapToLong(LogFile::last).max().orElse(0),
                unreadable,
                !logs.isEmpty());
    }

    private static List<Said> merged(List<LogFile> logs) {
        List<Said> all = new ArrayList<>();
        for (int i = 0; i < logs.size(); i++) {
            for (LogEvent event : logs.get(i).events()) {
                all.add(new Said(event, i));
            }
        }
        all.sort(Comparator.comparingLong(said -> said.event().at()));
        return logs.size() < 2 ? all : withoutCopies(all);
    }

    private static List<Said> withoutCopies(List<Said> sorted) {
        List<Said> kept = new ArrayList<>(sorted.size());
        int begun = 0;
        for (int i = 1; i <= sorted.size(); i++) {
            if (i == sorted.size()
                    || sorted.get(i).event().at() != sorted.get(begun).event().at()) {
                addSecond(kept, sorted.subList(begun, i));
                begun = i;
            }
        }
        return kept;
    }

    /** The n-th line of its kind in one file is the n-th of its kind in another one. */
    private static void addSecond(List<Said> kept, List<Said> second) {
        if (second.size() == 1) {
            kept.addAll(second);
            return;
        }
        Map<Said, Integer> counts = new HashMap<>();
        Set<Map.Entry<LogEvent, Integer>> known = new HashSet<>();
        for (Said said : second) {
            int count = counts.merge(said, 1, Integer::sum);
            if (known.add(Map.entry(said.event(), count))) {
                kept.add(said);
            }
        }
    }

    /**
     * Something that could not be read.
     *
     * @param line from 1; 0 for the file as a whole
     */
    public record LogUnreadable(String file, long line, String why) {
        public JsonObject json() {
            var json = new JsonObject();
            json.addProperty("file", file);
            json.addProperty("line", line);
            json.addProperty("why", why);
            return json;
        }
    }
}
