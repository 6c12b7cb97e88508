package org.hamail.operator.doctor.nagios;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The objects by type and name, and what each inherits of its templates. */
final class ObjectTable {
    private final Map<String, Map<String, ConfigObject>> templates = new HashMap<>();
    private final Map<String, ConfigObject> commands = new HashMap<>();
    private final Map<String, ConfigObject> hosts = new HashMap<>();
    private final Map<String, ConfigObject> groups = new HashMap<>();
    private final List<ConfigObject> services = new ArrayList<>();

    void add(ConfigObject object) {
        String name = object.text("name");
        if (!name.isEmpty()) {
            templates.computeIfAbsent(object.type(), type -> new HashMap<>()).put(name, object);
        }
        if (!object.text("register").equals("0")) {
            register(object);
        }
    }

    private void register(ConfigObject object) {
        switch (object.type()) {
            case "command" -> commands.put(object.text("command_name"), object);
            case "hostgroup" -> groups.put(object.text("hostgroup_name"), object);
            case "host" -> ObjectNames.names(object.text("host_name")).forEach(host -> hosts.put(host, object));
            default -> services.add(object);
        }
    }

    List<ConfigObject> services() {
        return services;
    }

    Map<String, ConfigObject> commands() {
        return commands;
    }

    Optional<ConfigObject> host(String name) {
        return Optional.ofNullable(hosts.get(name));
    }

    Set<String> hostNames() {
        return hosts.keySet();
    }

    Optional<ConfigObject> group(String name) {
        return Optional.ofNullable(groups.get(name));
    }

    Iterable<ConfigObject> hosts() {
        return new LinkedHashSet<>(hosts.values());
    }

    /** The directive in force: the object's own, else that of the first template that has it. */
    Optional<Directive> get(ConfigObject object, String name) {
        Directive found = object.own(name);
        if (found == null && !object.text("use").isEmpty()) {
            found = inherited(object, name, new HashSet<>());
        }
        return Optional.ofNullable(found).filter(directive -> !directive.value().equals("null"));
    }

    private @Nullable Directive inherited(ConfigObject object, String name, Set<String> seen) {
        Map<String, ConfigObject> known = templates.getOrDefault(object.type(), Map.of());
        for (String use : ObjectNames.names(object.text("use"))) {
            ConfigObject template = known.get(use);
            if (template == null || !seen.add(use)) {
                continue; // one that uses itself gives nothing new
            }
            Directive own = template.own(name);
            Directive found = own != null ? own : inherited(template, name, seen);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** A template that the object or one of its templates names, and that is not there. */
    Optional<String> missingTemplate(ConfigObject object) {
        return missingTemplate(object, new HashSet<>());
    }

    private Optional<String> missingTemplate(ConfigObject object, Set<String> seen) {
        Map<String, ConfigObject> known = templates.getOrDefault(object.type(), Map.of());
        for (String use : ObjectNames.names(object.text("use"))) {
            ConfigObject template = known.get(use);
            Optional<String> missing = template == null
                    ? Optional.of(use)
                    : seen.add(use) ? missingTemplate(template, seen) : Optional.empty();
            if (missing.isPresent()) {
                return missing;
            }
        }
        return Optional.empty();
    }
}
