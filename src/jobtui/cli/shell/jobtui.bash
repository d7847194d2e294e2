# bash completion for jobtui: eval "$(jobtui completion bash)", or a file of bash-completion.
# The program says how the word goes on, one line each, quoted; it fails where a file may stand.

_jobtui() {
    local line found
    COMPREPLY=()
    found=$(command jobtui completion bash -- "${COMP_LINE:0:COMP_POINT}" 2>/dev/null) ||
        compopt -o default 2>/dev/null
    while IFS= read -r line; do
        [ -n "$line" ] && COMPREPLY+=("$line")
    done <<< "$found"
    case ${#COMPREPLY[@]}$found in
        1*:) compopt -o nospace 2>/dev/null ;;
    esac
}
complete -F _jobtui jobtui
