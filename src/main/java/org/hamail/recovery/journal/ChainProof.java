package org.hamail.recovery.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A journal compared with heads that somebody else has kept.
 *
 * @param proof of the chain itself
 * @param proved heads that the journal has
 * @param setAside heads that stand in a journal that was set aside because its chain was broken
 * @param changed heads of records that are other ones now
 * @param missing heads of records that the journal does not have
 */
public record ChainProof(
        JournalReader.Proof proof,
        List<ChainHead> proved,
        List<ChainHead> setAside,
        List<ChainHead> changed,
        List<ChainHead> missing) {
    private static final String SET_ASIDE = "journal.set-aside-*";

    public ChainProof {
        proved = List.copyOf(proved);
        setAside = List.copyOf(setAside);
        changed = List.copyOf(changed);
        missing = List.copyOf(missing);
    }

    /** Compares the journal in {@code directory} with {@code heads}, all of its logical host. */
    public static ChainProof of(Path directory, List<ChainHead> heads)
            throws IOException, JournalUnavailable, JournalBroken {
        var reader = new JournalReader(directory);
        Set<Long> wanted = new HashSet<>();
        heads.forEach(head -> wanted.add(head.seq()));
        Map<Long, String> hashes = new HashMap<>();
        reader.heads("", each -> {
            if (wanted.contains(each.seq())) {
                hashes.put(each.seq(), each.hash());
            }
        });
        List<ChainHead> proved = new ArrayList<>();
        List<ChainHead> others = new ArrayList<>();
        for (ChainHead head : heads) {
            (head.hash().equals(hashes.get(head.seq())) ? proved : others).add(head);
        }
        Set<String> old = others.isEmpty() ? Set.of() : setAside(directory);
        return new ChainProof(
                reader.verify(),
                proved,
                others.stream().filter(head -> old.contains(head.hash())).toList(),
                others.stream()
                        .filter(head -> !old.contains(head.hash()) && hashes.containsKey(head.seq()))
                        .toList(),
                others.stream()
                        .filter(head -> !old.contains(head.hash()) && !hashes.containsKey(head.seq()))
                        .toList());
    }

    /** Hashes of the records in journals that were set aside, as far as each of them is still what was written. */
    private static Set<String> setAside(Path directory) throws IOException {
        Set<String> hashes = new HashSet<>();
        if (!Files.isDirectory(directory)) {
            return hashes;
        }
        try (var files = Files.newDirectoryStream(directory, SET_ASIDE)) {
            for (Path file : files) {
                addHashes(hashes, file);
            }
        }
        return hashes;
    }

    private static void addHashes(Set<String> hashes, Path file) throws IOException {
        try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            lines.forEach(line -> addHash(hashes, line.getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    private static void addHash(Set<String> hashes, byte[] line) {
        try {
            hashes.add(RecordCodec.decode(line).hash());
        } catch (IllegalArgumentException e) {
            // no record, or not the one that was written: that is why it was set aside
        }
    }

    /** Whether every head is where it belongs, or was set aside. */
    public boolean holds() {
        return changed.isEmpty() && missing.isEmpty();
    }
}
