# shellcheck shell=bash
# Sourced by first-hour: the commands of a page, typed on the machines that its headings name.

page=src/site/markdown/topologies.md
chapter="## Two nodes and a monitoring server"

# commands HEADING: the blocks of shell commands below it
commands() {
    awk -v chapter="$chapter" -v heading="### $1" '
        /^```/ && inside { inside = 0; next }
        inside { print; next }
        /^#/ { if ($0 !~ /^###/) here = ($0 == chapter); below = ($0 == heading) }
        /^```sh$/ && here && below { inside = 1 }' "$page"
}

# headings: those of the chapter that have commands
headings() {
    awk -v chapter="$chapter" '
        /^```/ { if (here && $0 == "```sh") print substr(heading, 5) }
        /^#/ { if ($0 !~ /^###/) here = ($0 == chapter); heading = $0 }' "$page" | sort -u
}

# follow MACHINE HEADING: types them, and shows them
follow() {
    local text typed=$sandbox/$1.log
    text=$(commands "$2")
    [ -n "$text" ] || fail "$page has no commands under '$2'"
    followed+=("$2")
    on "$1" sh -exc "cd /root
$text" </dev/null >"$typed" 2>&1 || fail "$1, '$2': $(tail -n 12 "$typed")"
    done_after "$1: $2"
    show "$text"
}

# both HEADING: on the two nodes at once
both() {
    local node started=()
    for node in $nodes; do
        # what fails here is told, and ended, below
        # shellcheck disable=SC2317 # it is what fail calls
        (stop_sandbox() { :; } && follow "$node" "$1" >"$sandbox/$node.said") &
        started+=($!)
    done
    for node in "${started[@]}"; do
        wait "$node" || {
            cat "$sandbox"/*.said
            exit 1
        }
    done
    followed+=("$1")
    done_after "on both nodes: $1"
    show "$(commands "$1")"
}

# nothing_else HEADING...: those are left out on this way; every other one has been followed
nothing_else() {
    local heading
    while read -r heading; do
        printf '%s\n' "$@" "${followed[@]}" | grep -q -x -F "$heading" || fail "$page: nobody types what stands under '$heading'"
    done < <(headings)
}
followed=()
