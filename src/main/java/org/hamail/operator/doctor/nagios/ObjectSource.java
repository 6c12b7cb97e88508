package org.hamail.operator.doctor.nagios;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.io.FileProblem;
import org.hamail.operator.doctor.finding.FindingKind;
import org.hamail.operator.doctor.finding.Findings;

/** All object files that a {@code nagios.cfg} names, or, where one of them cannot be read, what Nagios itself made of them. */
final class ObjectSource {
    private final MainFile main;
    private final Findings findings;
    private final List<Path> above = new ArrayList<>();
    private ObjectTable objects = new ObjectTable();
    private boolean isComplete = true;

    private ObjectSource(MainFile main, Findings findings) {
        this.main = main;
        this.findings = findings;
    }

    static ObjectTable read(MainFile main, Findings findings) {
        var source = new ObjectSource(main, findings);
        for (Directive named : main.objects()) {
            source.named(named);
        }
        if (!source.isComplete) {
            source.cache();
        }
        return source.objects;
    }

    private void named(Directive named) {
        int at = named.value().indexOf('=');
        include(named.value().substring(0, at), main.path(named.value().substring(at + 1)), named.place());
    }

    private void include(String directive, Path path, String place) {
        if (directive.endsWith("_file")) {
            file(path, place);
            return;
        }
        int before = findings.all().size();
        List<Path> inside = Folders.configurationFiles(path, place, findings);
        isComplete &= findings.all().size() == before;
        inside.forEach(file -> file(file, place));
    }

    private void file(Path file, String place) {
        if (Folders.isAbove(file, above)) {
            findings.add(FindingKind.UNREADABLE, place, file + " includes itself");
            return;
        }
        int depth = above.size();
        try {
            above.add(file.toRealPath());
            reader(file, objects).read();
        } catch (IOException e) {
            isComplete = false;
            findings.add(FindingKind.UNREADABLE, file.toString(), FileProblem.sentence(e));
        } finally {
            above.subList(depth, above.size()).clear();
        }
    }

    private ObjectFile reader(Path file, ObjectTable into) {
        return new ObjectFile(
                file,
                into::add,
                (line, problem) -> findings.add(FindingKind.UNREADABLE, file + ":" + line, problem),
                (directive, path) -> include(directive, main.path(path), file.toString()));
    }

    /** It holds every object, with all that templates and groups give it. */
    private void cache() {
        Optional<Path> cache = main.setting("object_cache_file").map(named -> main.path(named.value()));
        if (cache.isPresent() && Files.isReadable(cache.get())) {
            var cached = new ObjectTable();
            try {
                reader(cache.get(), cached).read();
                objects = cached;
            } catch (IOException e) {
                findings.add(FindingKind.UNREADABLE, cache.get().toString(), FileProblem.sentence(e));
            }
        }
    }
}
