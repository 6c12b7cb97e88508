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
        if (object.text("register").equals("0")) {
            return;
        }
        switch (object.type()) {
            case "command" -> commands.put(object.text("command_name"), object);
            case "hostgroup" -> groups.put(object.text("hostgroup_name"), object);
            case "host" -> names(object.text("host_name")).forEach(host -> hosts.put(host, object));
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
        for (String use : names(object.text("use"))) {
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
        for (String use : names(object.text("use"))) {
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

    /** The hosts that a service stands on. */
    Set<String> hostsOf(ConfigObject service) {
        Optional<Directive> written = get(service, "host_name");
        if (written.isPresent()
                && get(service, "hostgroup_name").isEmpty()
                && hosts.containsKey(written.get().value())) {
            return Set.of(written.get().value());
        }
        var found = new LinkedHashSet<String>();
        var not = new HashSet<String>();
        for (String name : names(written.map(Directive::value).orElse(""))) {
            if (name.startsWith("!")) {
                not.add(name.substring(1));
            } else if (name.equals("*")) {
                found.addAll(hosts.keySet());
            } else {
                found.add(name);
            }
        }
        for (String group :
                names(get(service, "hostgroup_name").map(Directive::value).orElse(""))) {
            if (group.startsWith("!")) {
                not.addAll(members(group.substring(1), new HashSet<>()));
            } else {
                found.addAll(members(group, new HashSet<>()));
            }
        }
        found.removeAll(not);
        return found;
    }

    private Set<String> members(String group, Set<String> seen) {
        if (group.equals("*")) {
            return hosts.keySet();
        }
        var members = new LinkedHashSet<String>();
        ConfigObject object = groups.get(group);
        if (!seen.add(group) || object == null) {
            return members;
        }
        members.addAll(names(get(object, "members").map(Directive::value).orElse("")));
        for (String inner :
                names(get(object, "hostgroup_members").map(Directive::value).orElse(""))) {
            members.addAll(members(inner, seen));
        }
        hosts.forEach((name, host) -> {
            if (names(get(host, "hostgroups").map(Directive::value).orElse("")).contains(group)) {
                members.add(name);
            }
        });
        return members;
    }

    private static List<String> names(String list) {
        var names = new ArrayList<String>();
        String plain = list.startsWith("+") ? list.substring(1) : list;
        for (String name : plain.split(",")) {
            if (!name.isBlank()) {
                names.add(name.strip());
            }
        }
        return names;
    }
}
