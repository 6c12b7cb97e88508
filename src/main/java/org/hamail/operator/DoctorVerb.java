package org.hamail.operator;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.UsageException;
import org.hamail.config.HamailConfig;
import org.hamail.config.yaml.ConfigException;
import org.hamail.model.Count;
import org.hamail.operator.doctor.Doctor;
import org.hamail.operator.doctor.Doctor.Machine;
import org.hamail.operator.doctor.finding.Finding;
import org.hamail.operator.doctor.finding.FindingKind.Severity;
import org.hamail.plugin.ServerText;
import org.hamail.plugin.Status;
import org.hamail.site.Configuration;

/** Tries everything that recovery needs before it is needed. */
final class DoctorVerb {
    private static final List<OptionSpec> OPTIONS = List.of(
            Configuration.ANY_LOGICAL_HOST,
            OptionSpec.value("", "nagios-config", "FILE", "judge the configuration of Nagios too: its nagios.cfg"),
            OptionSpec.value(
                    "",
                    "icinga-objects",
                    "FILE",
                    "judge the objects of Icinga too: what `icinga2 object list` printed, or its icinga2.debug"),
            OptionSpec.flag("", "plugin", "one line and exit codes of a Nagios plugin"));

    private final List<Finding> findings;

    private DoctorVerb(List<Finding> findings) {
        this.findings = findings;
    }

    static Verb verb() {
        return new Verb("doctor", "Check everything that recovery needs; changes nothing.", OPTIONS, DoctorVerb::run);
    }

    private static int run(Verb.Call call) throws UsageException, ConfigException {
        HamailConfig config = Configuration.load(call.arguments(), call.console());
        Optional<String> only = call.arguments().text("logical-host");
        Configuration.meant(config, call.arguments()); // a name that is none of them is a mistake
        var doctor = new DoctorVerb(new Doctor(config, only, Machine.real())
                .examine(
                        call.arguments().path("nagios-config"), call.arguments().path("icinga-objects"))
                .all());
        return call.arguments().has("plugin") ? doctor.plugin(call) : doctor.print(config, only, call);
    }

    private int print(HamailConfig config, Optional<String> only, Verb.Call call) {
        int exit = count(Severity.ERROR) == 0 ? Verb.DONE : Verb.FAILED;
        if (call.arguments().has("json")) {
            json(config, only, exit, call);
        } else {
            text(call);
        }
        return exit;
    }

    private long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    private String counts() {
        return Count.words(count(Severity.ERROR), "error") + ", " + Count.words(count(Severity.WARNING), "warning");
    }

    private void text(Verb.Call call) {
        findings.forEach(finding -> call.print(ServerText.detail(finding.line(), 2000)));
        call.print("hamail: " + counts());
    }

    private void json(HamailConfig config, Optional<String> only, int exit, Verb.Call call) {
        var answer = new JsonAnswer("doctor");
        config.logicalHosts().keySet().stream()
                .filter(name -> only.isEmpty() || only.get().equals(name))
                .forEach(name -> answer.logicalHost(name, Map.of()));
        answer.with("findings", JsonAnswer.array(findings, DoctorVerb::json))
                .with("errors", new JsonPrimitive(count(Severity.ERROR)))
                .with("warnings", new JsonPrimitive(count(Severity.WARNING)))
                .print(call.console().out(), exit, counts());
    }

    private static JsonObject json(Finding finding) {
        var json = new JsonObject();
        json.addProperty("id", finding.id());
        json.addProperty("severity", finding.severity().word());
        json.addProperty("where", finding.where());
        json.addProperty("what", finding.what());
        json.addProperty("why", finding.why());
        json.addProperty("change", finding.change());
        return json;
    }

    private int plugin(Verb.Call call) {
        long errors = count(Severity.ERROR);
        long warnings = count(Severity.WARNING);
        Status status = errors > 0 ? Status.CRITICAL : warnings > 0 ? Status.WARNING : Status.OK;
        call.print(ServerText.of("DOCTOR " + status + ": " + counts() + firstFault(), 3000) + "|errors=" + errors
                + " warnings=" + warnings);
        return status.exitCode();
    }

    private String firstFault() {
        return findings.stream()
                .filter(finding -> finding.severity() != Severity.NOTE)
                .findFirst()
                .map(finding -> ": " + finding.id() + " " + finding.where() + " " + finding.what())
                .orElse("");
    }
}
