package org.hamail.manual;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamail.cli.OptionSpec;
import org.hamail.model.Role;
import org.hamail.operator.Verb;
import org.hamail.program.Hamail;

/** The completion of {@code hamail} for bash(1), made from the definitions of its verbs. */
final class CompletionScript {
    private static final String FRAME = """
            # bash completion for hamail; made from its options, as the manual page is
            _hamail_options() {
                case $1 in
            @OPTIONS@    esac
            }
            _hamail_logical_hosts() {
                sed -n '/^logical_hosts:/,/^[^ #]/s/^  \\([A-Za-z0-9._-]*\\):.*/\\1/p' "${HAMAIL_CONFIG:-/etc/hamail/hamail.yaml}" 2>/dev/null
            }
            _hamail() {
                local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} words=
                local verbs='@VERBS@'
                COMPREPLY=()
                case $before in
            @FILES@        # shellcheck disable=SC2207
                    COMPREPLY=($(compgen -f -- "$word"))
                    return
                    ;;
                -l | --logical-host) words=$(_hamail_logical_hosts) ;;
                -d | --daemon) words='all @ROLES@' ;;
                @VALUES@) return ;;
                *)
                    if [ "$COMP_CWORD" = 1 ]; then
                        words="$verbs help"
                    elif [ "${COMP_WORDS[1]}" = help ]; then
                        words=$verbs
                    else
                        case $word in
                        -*) words=$(_hamail_options "${COMP_WORDS[1]}") ;;
                        *) words=$(_hamail_logical_hosts) ;;
                        esac
                    fi
                    ;;
                esac
                # shellcheck disable=SC2207
                COMPREPLY=($(compgen -W "$words" -- "$word"))
            }
            complete -F _hamail hamail
            """;

    private CompletionScript() {}

    static String text() {
        List<Verb> verbs = Hamail.verbs();
        String options = verbs.stream()
                .map(verb -> "    " + verb.name() + ") echo '" + longNames(verb) + "' ;;\n")
                .collect(Collectors.joining());
        String files = verbs.stream()
                .flatMap(verb -> verb.allOptions().stream())
                .filter(CompletionScript::isFile)
                .map(OptionSpec::longName)
                .distinct()
                .sorted()
                .map(name -> "--" + name)
                .collect(Collectors.joining(" | "));
        return FRAME.replace("@OPTIONS@", options)
                .replace("@VALUES@", values(verbs))
                .replace("@VERBS@", verbs.stream().map(Verb::name).sorted().collect(Collectors.joining(" ")))
                .replace("@FILES@", "    " + files + ")\n")
                .replace("@ROLES@", String.join(" ", Role.words()));
    }

    private static Stream<OptionSpec> options(List<Verb> verbs) {
        return verbs.stream().flatMap(verb -> verb.allOptions().stream());
    }

    /** Options whose value only the person knows: a logical host offered in its place would be wrong. */
    private static String values(List<Verb> verbs) {
        var others = new HashSet<>(Set.of("logical-host", "daemon"));
        options(verbs).filter(CompletionScript::isFile).forEach(option -> others.add(option.longName()));
        return options(verbs)
                .filter(option -> option.takesValue() && !others.contains(option.longName()))
                .map(option -> "--" + option.longName())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" | "));
    }

    private static boolean isFile(OptionSpec option) {
        return "FILE".equals(option.argument()) || "DIR".equals(option.argument());
    }

    private static String longNames(Verb verb) {
        return verb.allOptions().stream()
                .map(option -> "--" + option.longName())
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
