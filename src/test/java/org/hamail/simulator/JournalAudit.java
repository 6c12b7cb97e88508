package org.hamail.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must stand in the journal of a logical host on one monitoring server when its world has ended. */
final class JournalAudit {
    private final Judge judge;
    private final Book book;
    private final String where;
    private final Map<String, Integer> notified = new HashMap<>();
    private final Set<Long> answered = new HashSet<>();
    private final Map<Long, String> reports = new LinkedHashMap<>();
    private final Map<String, Integer> verbs = new HashMap<>();
    private final Set<String> intents = new HashSet<>();
    private final Set<String> outcomes = new HashSet<>();
    private final Map<String, Double> ended = new HashMap<>();

    JournalAudit(Judge judge, Book book, String where) {
        this.judge = judge;
        this.book = book;
        this.where = where;
    }

    private void demand(boolean holds, Invariant invariant, String detail) {
        judge.demand(holds, invariant, detail);
    }

    void of(Disk.@Nullable Inode journal) {
        if (journal == null) {
            demand(book.handled.isEmpty(), Invariant.NOTIFICATION_IS_RECORDED_ONCE, where + " is missing");
            return;
        }
        chain(journal).forEach(this::read);
        notificationsAreRecorded();
        notificationsAreDecided();
        book.commanded.forEach(this::isRecorded);
        intents.removeAll(outcomes);
        demand(intents.isEmpty(), Invariant.NO_ORPHAN_REMAINS, where + " has no outcome of " + intents.size());
    }

    private void read(String record) {
        String id = RecordText.word(record, "id");
        switch (RecordText.word(record, "type")) {
            case "notification" -> {
                String output = RecordText.word(record, "output");
                String marker = output.substring(output.lastIndexOf(' ') + 1);
                notified.merge(marker, 1, Integer::sum);
                reports.put(RecordText.number(record, "seq"), marker);
            }
            case "decision" -> answered.addAll(DecidedReport.because(record));
            case "operator" -> verbs.merge(RecordText.word(record, "reason"), 1, Integer::sum);
            case "intent" -> intents.add(id);
            case "outcome" -> {
                demand(outcomes.add(id), Invariant.OUTCOME_ONCE, where + ": " + record);
                ended.put(id, RecordText.uptime(record));
            }
            case "verification" ->
                demand(
                        !RecordText.word(record, "detail").contains("the engine did not answer: ")
                                || RecordText.uptime(record) - ended.getOrDefault(id, 0.0) >= Server.ENGINE.toSeconds(),
                        Invariant.PATIENT_WITH_ENGINE,
                        where + ": " + record);
            default -> {
                // says nothing about this
            }
        }
    }

    private void notificationsAreRecorded() {
        for (Map.Entry<String, Integer> each : book.told.entrySet()) {
            int recorded = notified.getOrDefault(each.getKey(), 0);
            int handled = book.handled.getOrDefault(each.getKey(), 0);
            demand(
                    handled <= recorded && recorded <= each.getValue(),
                    Invariant.NOTIFICATION_IS_RECORDED_ONCE,
                    where + " has " + each.getKey() + " " + recorded + " times, handled were " + handled);
        }
    }

    /** The last one only if its handler lived to say so: the next would decide about it. */
    private void notificationsAreDecided() {
        int left = reports.size();
        for (Map.Entry<Long, String> each : reports.entrySet()) {
            boolean last = --left == 0 && !book.handled.containsKey(each.getValue());
            demand(
                    last || answered.contains(each.getKey()),
                    Invariant.NOTIFICATION_IS_DECIDED,
                    where + ": no decision names record " + each.getKey());
        }
    }

    private void isRecorded(String verb) {
        int times = verbs.getOrDefault(verb, 0);
        boolean says = verb.startsWith("pause") || verb.startsWith("off") || verb.startsWith("ack");
        demand(
                times <= 1 && (times == 1 || !book.done.containsKey(verb) || !says),
                Invariant.VERB_IS_RECORDED,
                where + " has " + verb + " " + times + " times");
    }

    private List<String> chain(Disk.Inode file) {
        var records = new ArrayList<String>();
        String prev = "0".repeat(64);
        long seq = 1;
        int begin = 0;
        for (int i = 0; i < file.size; i++) {
            if (file.bytes[i] == '\n') {
                String line = new String(file.bytes, begin, i - begin, StandardCharsets.UTF_8);
                begin = i + 1;
                int place = line.lastIndexOf(",\"hash\":");
                String hash = RecordText.word(line, "hash");
                boolean holds = place > 0
                        && RecordText.number(line, "seq") == seq++
                        && RecordText.word(line, "prev").equals(prev)
                        && RecordText.sha256(line.substring(0, place)).equals(hash);
                demand(holds, Invariant.JOURNAL_IS_WHOLE, where + " breaks at record " + (seq - 1));
                prev = hash;
                records.add(line);
            }
        }
        return records;
    }
}
