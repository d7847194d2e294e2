# fish completion for jobtui: jobtui completion fish | source, or a file in vendor_completions.d.
# The program says how the word goes on, one line each; it fails where a file may stand.

function __jobtui_complete
    set -l line (commandline -cp | string collect)
    if set -l found (command jobtui completion fish -- $line 2>/dev/null)
        string join -- \n $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c jobtui -k -f -a '(__jobtui_complete)'
