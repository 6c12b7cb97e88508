package org.hamail.operator.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A unit of systemd as its files describe it, systemd.unit(5).
 *
 * @param root below which {@code etc} and {@code usr} are
 */
record SystemdUnit(Path root, String name) {
    private static final Pattern RESTART = Pattern.compile("^\\s*Restart\\s*=\\s*([a-z-]+)\\s*$");

    /** Those of units, the ones that count most last. */
    private static final List<String> FOLDERS =
            List.of("usr/lib/systemd/system", "lib/systemd/system", "etc/systemd/system");

    /** Where the setting {@code Restart} stands and what it is; empty where systemd does not restart the unit. */
    Optional<MatchedLine> restart() {
        Optional<MatchedLine> last = Optional.empty();
        for (Path file : files()) {
            for (MatchedLine line : MatchedLine.of(file, RESTART)) {
                last = Optional.of(line);
            }
        }
        return last.filter(line -> !line.group(1).equals("no"));
    }

    /** The last setting counts: a drop-in after the unit, the administrator's unit instead of the package's. */
    private List<Path> files() {
        var files = new ArrayList<Path>();
        unitFile().ifPresent(files::add);
        for (String each : names()) {
            for (String folder : List.of("usr/lib/systemd/system", "etc/systemd/system")) {
                files.addAll(MatchedLine.files(root.resolve(folder).resolve(each + ".d")));
            }
        }
        return files;
    }

    private Optional<Path> unitFile() {
        Optional<Path> last = Optional.empty();
        for (String folder : FOLDERS) {
            for (String each : names()) {
                Path file = root.resolve(folder).resolve(each);
                last = Files.isRegularFile(file) ? Optional.of(file) : last;
            }
        }
        return last;
    }

    /** The unit itself, and before it the template that it is an instance of. */
    private List<String> names() {
        int at = name.indexOf('@');
        return at < 0 ? List.of(name) : List.of(name.substring(0, at) + "@.service", name);
    }
}
