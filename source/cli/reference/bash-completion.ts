import { type DescribedCommand, type DescribedOption, listCommands } from './describe-command.ts';

/**
 * The completion of bash, 3.2 or newer, without help of bash-completion. It walks the words before the cursor: which
 * command they name, and whether the last of them is an option that waits for its value.
 */
export const writeBashCompletion = (program: DescribedCommand): string => {
  const own = `_${program.name.replaceAll('-', '_')}`;
  const commands = listCommands(program);
  return `# bash completion of ${program.name}
${own}_below() {
  case $1 in
${commands
  .filter(({ commands: below }) => below.length > 0)
  .map((command) => `    '${command.path}') echo '${namesBelow(command)}' ;;`)
  .join('\n')}
  esac
}

# What an option of a command takes: words, files or any, and whether several of them; nothing for a switch.
${own}_takes() {
  case "$1 $2" in
${commands
  .flatMap(({ path, options }) => options.map((option) => takes(path, option)))
  .filter((line) => line !== undefined)
  .join('\n')}
  esac
}

# What an argument of a command may be.
${own}_argument() {
  case $1 in
${commands.flatMap(({ path, arguments: [argument] }) => (argument === undefined || argument.value.kind === 'any' ? [] : [`    '${path}') echo '${offered(argument.value)}' ;;`])).join('\n')}
  esac
}

${own}_options() {
  case $1 in
${commands.map(({ path, options }) => `    '${path}') echo '${options.flatMap(({ flags }) => flags).join(' ')}' ;;`).join('\n')}
  esac
}

${own}() {
  local current=\${COMP_WORDS[COMP_CWORD]} path= waiting= word index offered line
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=\${COMP_WORDS[index]}
    # Bash hands --format=json over as three words.
    [[ $word == '=' ]] && continue
    if [[ $word == -* ]]; then
      waiting=$(${own}_takes "$path" "$word")
      [[ -z $waiting && -n $path ]] && waiting=$(${own}_takes '' "$word")
    elif [[ -n $waiting ]]; then
      [[ $waiting == several* ]] || waiting=
    elif [[ " $(${own}_below "$path") " == *" $word "* ]]; then
      path="\${path:+$path }$word"
    fi
  done
  [[ $current == '=' ]] && current=
  COMPREPLY=()
  if [[ $current == -* ]]; then
    offered="words $(${own}_options "$path") $(${own}_options '')"
  elif [[ -n $waiting ]]; then
    offered=\${waiting#several }
  else
    offered="words $(${own}_below "$path")"
    [[ $offered == 'words ' ]] && offered=$(${own}_argument "$path")
  fi
  case $offered in
    words*) offered=$(compgen -W "\${offered#words }" -- "$current" | sort -u) ;;
    files*)
      compopt -o filenames 2>/dev/null
      offered=$(compgen -f -- "$current")
      ;;
    *) return ;;
  esac
  while IFS= read -r line; do
    [[ -n $line ]] && COMPREPLY+=("$line")
  done <<<"$offered"
}
complete -F ${own} ${program.name}
`;
};

const namesBelow = ({ commands }: DescribedCommand): string => commands.map(({ name }) => name).join(' ');

const offered = (value: { readonly kind: string; readonly words?: readonly string[] }): string =>
  [value.kind, ...(value.words ?? [])].join(' ');

const takes = (path: string, { flags, value }: DescribedOption): string | undefined =>
  value === undefined
    ? undefined
    : `    ${flags.map((flag) => `'${path} ${flag}'`).join(' | ')}) echo '${value.repeats ? 'several ' : ''}${offered(value)}' ;;`;
