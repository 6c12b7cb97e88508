package org.hamail.operator.doctor.icinga;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
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

/** The objects that matter to recovery: services that watch a mail daemon, and what they refer to. */
final class IcingaObjects {
    private static final String WRITE_IT = "write it with: icinga2 object list > FILE";
    private final Map<String, Map<String, IcingaObject>> others = new HashMap<>();
    private final List<IcingaObject> services = new ArrayList<>();

    /** Reads either form; which one it is shows in its first byte. */
    static IcingaObjects read(Path file, Findings findings) {
        var objects = new IcingaObjects();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            objects.read(in, file, findings);
        } catch (IOException e) {
            findings.add(FindingKind.UNREADABLE, file.toString(), FileProblem.sentence(e));
        }
        return objects;
    }

    private void read(InputStream in, Path file, Findings findings) throws IOException {
        in.mark(1);
        int first = in.read();
        in.reset();
        if (first >= '0' && first <= '9') {
            new ObjectsFile(this::add).read(in);
        } else {
            list(in, file, findings);
        }
    }

    private void list(InputStream in, Path file, Findings findings) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
        ObjectList.Strange strange = new ObjectList(this::add).read(reader);
        if (strange.lines() > 0) {
            String lines = strange.lines() + (strange.lines() == 1 ? " line is" : " lines are");
            findings.add(
                    FindingKind.UNREADABLE, file + ":" + strange.first(), lines + " not part of an object", WRITE_IT);
        } else if (services.isEmpty() && others.isEmpty()) {
            findings.add(FindingKind.UNREADABLE, file.toString(), "it is empty", WRITE_IT);
        }
    }

    private void add(IcingaObject object) {
        if (!object.type().equals("Service")) {
            others.computeIfAbsent(object.type(), type -> new HashMap<>()).put(object.name(), object);
        } else if (object.get("vars.mail_daemon").isPresent()) {
            services.add(object);
        }
    }

    List<IcingaObject> services() {
        return services;
    }

    Map<String, IcingaObject> all(String type) {
        return others.getOrDefault(type, Map.of());
    }

    Optional<IcingaObject> find(String type, String name) {
        return Optional.ofNullable(all(type).get(name));
    }
}
