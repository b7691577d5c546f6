complete -c kztui -n __fish_is_first_arg -F
