package org.hamail.operator.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamail.config.AgentConfig;
import org.hamail.config.CoreConfig;
import org.hamail.config.HamailConfig;
import org.hamail.config.IcingaApi;
import org.hamail.config.SinkConfig;
import org.hamail.io.ExecutableFile;
import org.hamail.io.FileProblem;
import org.hamail.operator.doctor.finding.Finding;
import org.hamail.operator.doctor.finding.FindingKind;
import org.hamail.operator.doctor.finding.Findings;

/** Passwords, tokens and authorities that the configuration names. */
final class FileReview {
    private final HamailConfig config;
    private final YamlPlaces places;
    private final Findings findings;

    FileReview(HamailConfig config, Findings findings) {
        this.config = config;
        this.places = new YamlPlaces(config.file());
        this.findings = findings;
    }

    void judge() {
        tools();
        ExposedFiles.of(config).forEach(this::exposed);
        if (config.core().isPresent() && config.core().get() instanceof CoreConfig.IcingaCore icinga) {
            api(icinga.api(), "core");
        }
        List<SinkConfig> sinks = config.agent().map(AgentConfig::sinks).orElse(List.of());
        for (int i = 0; i < sinks.size(); i++) {
            sink(sinks.get(i), Integer.toString(i));
        }
        List<AgentConfig.ScheduledCheck> checks =
                config.agent().map(AgentConfig::checks).orElse(List.of());
        for (int i = 0; i < checks.size(); i++) {
            String place = places.of("agent", "checks", Integer.toString(i), "run");
            option(checks.get(i).run(), "--password-file").ifPresent(file -> secret(file, place));
            option(checks.get(i).run(), "--ca").ifPresent(file -> present(file, place));
        }
    }

    private void exposed(ExposedFiles.ExposedFile exposed) {
        FindingKind kind = FindingKind.FILE_MODE;
        String file = exposed.file().toString();
        boolean isMode = exposed.change().startsWith("chmod");
        findings.add(new Finding(
                kind,
                kind.severity(),
                file,
                "everybody may write to it",
                exposed.why(),
                exposed.change() + (isMode ? " " + file : "")));
    }

    /** A worker is detached by the one, and a command ended by the other. */
    private void tools() {
        for (String tool : List.of("setsid", "kill")) {
            if (!ExecutableFile.exists("/usr/bin/" + tool) && !ExecutableFile.exists("/bin/" + tool)) {
                findings.add(
                        FindingKind.FILE_MISSING,
                        "/usr/bin/" + tool,
                        "it does not exist",
                        "install util-linux and procps");
            }
        }
    }

    private void sink(SinkConfig sink, String number) {
        if (sink instanceof SinkConfig.Nsca nsca) {
            nsca.passwordFile().ifPresent(file -> secret(file, places.of("agent", "sinks", number, "password_file")));
        } else if (sink instanceof SinkConfig.Icinga icinga) {
            api(icinga.api(), "agent", "sinks", number);
        } else if (sink instanceof SinkConfig.Nrdp nrdp) {
            secret(nrdp.tokenFile(), places.of("agent", "sinks", number, "token_file"));
            nrdp.ca().ifPresent(file -> present(file, places.of("agent", "sinks", number, "ca")));
        }
    }

    private void api(IcingaApi api, String... above) {
        secret(api.passwordFile(), places.of(below(above, "password_file")));
        api.ca().ifPresent(file -> present(file, places.of(below(above, "ca"))));
    }

    private static String[] below(String[] above, String key) {
        String[] keys = Arrays.copyOf(above, above.length + 1);
        keys[above.length] = key;
        return keys;
    }

    private static Optional<Path> option(List<String> words, String name) {
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).startsWith(name + "=")) {
                return Optional.of(Path.of(words.get(i).substring(name.length() + 1)));
            }
            if (words.get(i).equals(name) && i + 1 < words.size()) {
                return Optional.of(Path.of(words.get(i + 1)));
            }
        }
        return Optional.empty();
    }

    private boolean present(Path file, String place) {
        if (!Files.isRegularFile(file) && Files.notExists(file)) {
            findings.add(FindingKind.FILE_MISSING, place, file + " does not exist");
            return false;
        }
        if (!Files.isReadable(file)) {
            findings.add(FindingKind.UNREADABLE, file.toString(), "permission denied");
            return false;
        }
        return true;
    }

    private void secret(Path file, String place) {
        if (!present(file, place)) {
            return;
        }
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
                findings.add(FindingKind.FILE_MODE, file.toString(), "everybody may read it", "chmod o-r " + file);
            }
            if (permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
                findings.add(new Finding(
                        FindingKind.FILE_MODE,
                        FindingKind.FILE_MODE.severity(),
                        file.toString(),
                        "everybody may write to it",
                        "others can change the secret, and hamail refuses such a file",
                        "chmod o-w " + file));
            }
        } catch (IOException e) {
            findings.add(FindingKind.UNREADABLE, file.toString(), FileProblem.sentence(e));
        }
    }
}
