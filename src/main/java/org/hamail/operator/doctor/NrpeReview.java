package org.hamail.operator.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hamail.operator.doctor.finding.FindingKind;
import org.hamail.operator.doctor.finding.Findings;

/** The NRPE daemon of this machine, where it runs probes: its own time limit ends them. */
final class NrpeReview {
    private static final int LIMIT = 690;

    private final Path file;
    private final Findings findings;

    NrpeReview(Path file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    void judge() {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return; // there is none here, or it is none of our business
        }
        boolean runsProbes = lines.stream()
                .anyMatch(line -> line.strip().startsWith("command[") && line.contains("check_mail_protocol"));
        String where = file.toString();
        String limit = "60";
        for (int i = 0; i < lines.size(); i++) {
            String[] setting = lines.get(i).split("=", 2);
            if (setting.length == 2 && setting[0].strip().equals("command_timeout")) {
                where = file + ":" + (i + 1);
                limit = setting[1].strip();
            }
        }
        if (runsProbes && (!limit.matches("[0-9]{1,9}") || Integer.parseInt(limit) < LIMIT)) {
            findings.add(
                    FindingKind.NAGIOS_SERVICE_CHECK_TIMEOUT,
                    where,
                    "command_timeout of NRPE is " + limit,
                    "set command_timeout=690");
        }
    }
}
