package org.hamail.operator.doctor.nagios;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamail.operator.doctor.finding.FindingKind;
import org.hamail.operator.doctor.finding.Findings;

/** The folder of {@code $USER1$}, in which the commands of all other services look for the stock plugins. */
final class PluginFolder {
    private static final Pattern PLUGIN = Pattern.compile("^\\s*\"?\\$USER1\\$/([A-Za-z0-9_.-]+)");
    private static final Pattern OWN = Pattern.compile("check_mail_|handle_mail_fault");

    private final MainFile main;
    private final ObjectTable objects;
    private final Findings findings;
    private final Set<String> missing = new TreeSet<>();

    PluginFolder(MainFile main, ObjectTable objects, Findings findings) {
        this.main = main;
        this.objects = objects;
        this.findings = findings;
    }

    void judge() {
        String folder = main.macros().get("USER1");
        if (folder == null) {
            return;
        }
        Set<String> inUse = inUse();
        boolean hasStock = false;
        boolean isUsed = false;
        for (ConfigObject command : objects.commands().values()) {
            Matcher plugin = PLUGIN.matcher(command.text("command_line"));
            boolean isOwn = OWN.matcher(command.text("command_name") + " " + command.text("command_line"))
                    .find();
            boolean isStock = plugin.find() && !isOwn;
            if (isStock && Files.isExecutable(Path.of(folder, plugin.group(1)))) {
                hasStock = true;
            } else if (isStock) {
                missing.add(plugin.group(1));
                isUsed |= inUse.contains(command.text("command_name"));
            }
        }
        // one that is not installed and that nothing calls says nothing about the folder
        if (!missing.isEmpty() && (isUsed || !hasStock)) {
            findings.add(
                    FindingKind.NAGIOS_PLUGIN_MACRO,
                    main.placeOfMacro("USER1"),
                    "$USER1$ is " + folder + ", which lacks " + String.join(", ", missing));
        }
    }

    private Set<String> inUse() {
        var used = new HashSet<String>();
        objects.services().forEach(service -> used(service, used));
        objects.hosts().forEach(host -> used(host, used));
        return used;
    }

    private void used(ConfigObject object, Set<String> used) {
        objects.get(object, "check_command")
                .ifPresent(call -> used.add(call.value().split("!", 2)[0]));
    }
}
