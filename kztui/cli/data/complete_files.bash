complete -o bashdefault -o default -F _shtab_kztui kztui
