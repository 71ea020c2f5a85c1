import type { AcceptedValue } from './accepted-value.ts';
import type { DescribedArgument, DescribedCommand, DescribedOption } from './describe-command.ts';

/** The completion of zsh: one function for each command, which completes the words after its name. */
export const writeZshCompletion = (program: DescribedCommand): string =>
  `#compdef ${program.name}
# zsh completion of ${program.name}
${writeFunctions(program, program)}
# Loaded from a folder of $fpath it completes at once; sourced, it is registered first.
if [[ \${funcstack[1]} == ${functionName(program, program)} ]]; then
  ${functionName(program, program)} "$@"
else
  compdef ${functionName(program, program)} ${program.name}
fi
`;

const functionName = (program: DescribedCommand, { path }: DescribedCommand): string =>
  `_${[program.name, ...path.split(' ').filter(Boolean)].join('-')}`;

const writeFunctions = (program: DescribedCommand, command: DescribedCommand): string => {
  const below = command.commands.map((each) => writeFunctions(program, each)).join('');
  const options = command === program ? command.options : [...command.options, ...inherited(program)];
  const specs = [...options.map(optionSpec), ...wordSpecs(command)];
  return `${below}
${functionName(program, command)}() {
  local curcontext="$curcontext" state line
  local -A opt_args
  _arguments -C -s ${specs.map((spec) => `\\\n    ${spec}`).join(' ')}
${command.commands.length === 0 ? '' : chooseCommand(program, command)}}
`;
};

const inherited = (program: DescribedCommand): readonly DescribedOption[] =>
  program.options.filter(({ flags }) => !flags.includes('--help') && !flags.includes('--version'));

const optionSpec = ({ flags, description, value }: DescribedOption): string => {
  const text = `[${quoteSpec(description)}]`;
  const given = value === undefined ? '' : `:${quoteSpec(value.name)}:${action(value)}`;
  const [first = '', second] = flags;
  return second === undefined
    ? `'${value?.repeats ? '*' : ''}${first}${text}${given}'`
    : `'(${flags.join(' ')})'{${first},${second}}'${text}${given}'`;
};

const wordSpecs = ({ commands, arguments: taken }: DescribedCommand): readonly string[] =>
  commands.length > 0 ? ["'1: :->command'", "'*:: :->rest'"] : taken.map(argumentSpec);

const argumentSpec = ({ name, required, repeats, value }: DescribedArgument, index: number): string =>
  `'${repeats ? '*' : `${index + 1}`}:${required || repeats ? '' : ':'}${quoteSpec(name)}:${action(value)}'`;

const action = (value: AcceptedValue): string => {
  if (value.kind === 'words') return `(${value.words.join(' ')})`;
  return value.kind === 'files' ? '_files' : ' ';
};

const chooseCommand = (program: DescribedCommand, { commands }: DescribedCommand): string => `  case $state in
    command)
      local -a commands=(
${commands.map(({ name, description }) => `        '${name}:${quoteSpec(description)}'`).join('\n')}
      )
      _describe command commands
      ;;
    rest)
      case $line[1] in
${commands.map((each) => `        ${each.name}) ${functionName(program, each)} ;;`).join('\n')}
      esac
      ;;
  esac
`;

/** Within single quotes, and within a spec, where brackets and colons mean something. */
const quoteSpec = (text: string): string =>
  text.replaceAll("'", "'\\''").replace(/[[\]:\\]/g, (sign) => (sign === '\\' ? sign : `\\${sign}`));
