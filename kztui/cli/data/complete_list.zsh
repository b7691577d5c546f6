_kztui_LIST() {
  local -a found
  found=("${(@f)$(kztui completions LIST 2>/dev/null)}")
  found=("${(@)found:#}")
  compadd "$@" -a found
}
