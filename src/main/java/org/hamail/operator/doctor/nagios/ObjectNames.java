package org.hamail.operator.doctor.nagios;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The hosts that a service names one by one, by their groups, or as all but some. */
final class ObjectNames {
    private final ObjectTable objects;

    ObjectNames(ObjectTable objects) {
        this.objects = objects;
    }

    /** The hosts that {@code service} stands on. */
    Set<String> hostsOf(ConfigObject service) {
        String written = text(service, "host_name");
        String groups = text(service, "hostgroup_name");
        if (groups.isEmpty() && objects.host(written).isPresent()) {
            return Set.of(written);
        }
        var found = new LinkedHashSet<String>();
        var not = new HashSet<String>();
        for (String name : names(written)) {
            if (name.startsWith("!")) {
                not.add(name.substring(1));
            } else {
                found.addAll(name.equals("*") ? objects.hostNames() : Set.of(name));
            }
        }
        for (String group : names(groups)) {
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
            return objects.hostNames();
        }
        var members = new LinkedHashSet<String>();
        Optional<ConfigObject> object = objects.group(group);
        if (!seen.add(group) || object.isEmpty()) {
            return members;
        }
        members.addAll(names(text(object.get(), "members")));
        for (String inner : names(text(object.get(), "hostgroup_members"))) {
            members.addAll(members(inner, seen));
        }
        for (String name : objects.hostNames()) {
            if (names(text(objects.host(name).orElseThrow(), "hostgroups")).contains(group)) {
                members.add(name);
            }
        }
        return members;
    }

    private String text(ConfigObject object, String name) {
        return objects.get(object, name).map(Directive::value).orElse("");
    }

    /** The names of a list that commas separate. */
    static List<String> names(String list) {
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
