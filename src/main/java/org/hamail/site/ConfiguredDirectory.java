package org.hamail.site;

import java.util.Optional;
import org.hamail.config.DirectoryConfig;
import org.hamail.directory.DirectoryEvaluation;
import org.hamail.directory.DirectoryProbe;
import org.hamail.directory.DirectoryRole;
import org.hamail.directory.DirectoryTarget;
import org.hamail.directory.SearchRequest;
import org.hamail.model.TlsMode;
import org.hamail.net.Connection.TlsSettings;
import org.hamail.net.Family;
import org.hamail.plugin.CheckResult;
import org.hamail.probe.CheckRunner;
import org.hamail.probe.Thresholds;
import org.hamail.time.Deadline;

/** Asks a directory of the configuration, in this process, as {@code check_mail_directory} would. */
final class ConfiguredDirectory {
    private ConfiguredDirectory() {}

    /** OK, or {@code directory} when it does not answer, or {@code blind} when that cannot be told from here. */
    static CheckResult ask(DirectoryConfig directory, DirectoryRole role) {
        var target = new DirectoryTarget(
                directory.host(), directory.port(), Family.ANY, tls(directory), TlsSettings.unverified());
        var question = new SearchRequest(Optional.empty(), directory.base(), Optional.empty(), false);
        var judge = new DirectoryEvaluation(role, true, Thresholds.only(directory.timeout()));
        return CheckRunner.run(
                DirectoryEvaluation.LABEL,
                new DirectoryProbe(target, question),
                judge,
                Deadline.after(directory.timeout()));
    }

    private static TlsMode tls(DirectoryConfig directory) {
        return switch (directory.tls()) {
            case NONE -> TlsMode.NONE;
            case STARTTLS -> TlsMode.STARTTLS;
            case IMPLICIT -> TlsMode.IMPLICIT;
        };
    }
}
