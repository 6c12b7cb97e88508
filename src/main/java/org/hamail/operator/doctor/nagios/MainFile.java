package org.hamail.operator.doctor.nagios;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.io.FileProblem;
import org.hamail.operator.doctor.finding.FindingKind;
import org.hamail.operator.doctor.finding.Findings;

/** {@code nagios.cfg}: its settings, the last value of each, and the files that it names. */
final class MainFile {
    private final Path file;
    private final Map<String, Directive> settings = new HashMap<>();
    private final Map<String, String> macros = new HashMap<>();
    private final List<Directive> objects = new ArrayList<>();

    private MainFile(Path file) {
        this.file = file;
    }

    /** Empty where not even that can be read. */
    static Optional<MainFile> read(Path file, Findings findings) {
        var main = new MainFile(file.toAbsolutePath());
        boolean isRead = main.lines(main.file, findings, new ArrayList<>());
        main.setting("resource_file").ifPresent(named -> main.resources(named, findings));
        return isRead ? Optional.of(main) : Optional.empty();
    }

    Path file() {
        return file;
    }

    Optional<Directive> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    /** The number that is in force, and where it stands. */
    Directive number(String name, String usual) {
        return setting(name).orElse(new Directive(usual, file.toString()));
    }

    /** The user's macros, by name without dollar signs. */
    Map<String, String> macros() {
        return macros;
    }

    /** {@code cfg_file} and {@code cfg_dir}, each with {@code name=path} as its value, in their order. */
    List<Directive> objects() {
        return objects;
    }

    /** Relative to the main file, as Nagios takes them. */
    Path path(String text) {
        Path folder = file.getParent();
        return folder == null ? Path.of(text) : folder.resolve(text);
    }

    private boolean lines(Path from, Findings findings, List<Path> above) {
        List<String> lines;
        Path real;
        try {
            real = from.toRealPath();
            lines = Files.readAllLines(from, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            findings.add(FindingKind.UNREADABLE, from.toString(), FileProblem.sentence(e));
            return false;
        }
        above.add(real);
        for (int i = 0; i < lines.size(); i++) {
            setting(lines.get(i).strip(), from + ":" + (i + 1), findings, above);
        }
        above.remove(above.size() - 1);
        return true;
    }

    private void setting(String line, String place, Findings findings, List<Path> above) {
        if (line.isEmpty() || line.charAt(0) == '#' || line.charAt(0) == ';') {
            return;
        }
        int at = line.indexOf('=');
        if (at <= 0) {
            findings.add(FindingKind.UNREADABLE, place, "not NAME=VALUE");
            return;
        }
        String name = line.substring(0, at).strip();
        String value = line.substring(at + 1).strip();
        switch (name) {
            case "cfg_file", "cfg_dir" -> objects.add(new Directive(name + "=" + value, place));
            case "include_file" -> include(path(value), place, findings, above);
            case "include_dir" -> {
                for (Path inside : Folders.configurationFiles(path(value), place, findings)) {
                    include(inside, place, findings, above);
                }
            }
            default -> settings.put(name, new Directive(value, place));
        }
    }

    private void include(Path included, String place, Findings findings, List<Path> above) {
        if (Folders.isAbove(included, above)) {
            findings.add(FindingKind.UNREADABLE, place, included + " includes itself");
        } else {
            lines(included, findings, above);
        }
    }

    private void resources(Directive named, Findings findings) {
        Path resource = path(named.value());
        try {
            Files.readAllLines(resource, StandardCharsets.ISO_8859_1).forEach(this::macro);
        } catch (IOException e) {
            findings.add(FindingKind.UNREADABLE, resource.toString(), FileProblem.sentence(e));
        }
    }

    private void macro(String line) {
        int at = line.indexOf('=');
        if (line.strip().startsWith("$USER") && at > 0) {
            String name = line.substring(0, at).strip().replace("$", "");
            macros.put(name, line.substring(at + 1).strip());
        }
    }

    /** Where {@code $USERn$} is set. */
    String placeOfMacro(String name) {
        Path resource =
                setting("resource_file").map(named -> path(named.value())).orElse(file);
        try {
            List<String> lines = Files.readAllLines(resource, StandardCharsets.ISO_8859_1);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).strip().startsWith("$" + name + "$")) {
                    return resource + ":" + (i + 1);
                }
            }
        } catch (IOException e) {
            return resource.toString(); // it was readable a moment ago
        }
        return resource.toString();
    }
}
