# $1=the word that is being completed
_kztui_LIST() {
  local word
  while IFS= read -r word; do
    [[ "$word" == "$1"* ]] && printf '%q\n' "$word"
  done < <(kztui completions LIST 2>/dev/null)
}
