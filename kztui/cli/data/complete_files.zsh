if [[ $zsh_eval_context[-1] == eval ]]; then
  _shtab_kztui_or_file() { _shtab_kztui "$@"; (( CURRENT == 2 && compstate[nmatches] == 0 )) && _files; }
  compdef _shtab_kztui_or_file -N kztui
fi
