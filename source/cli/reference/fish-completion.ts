import type { AcceptedValue } from './accepted-value.ts';
import { type DescribedCommand, type DescribedOption, listCommands } from './describe-command.ts';

/** The completion of fish, 3.0 or newer: one `complete` for each command, option and argument. */
export const writeFishCompletion = (program: DescribedCommand): string => {
  const complete = `complete -c ${program.name}`;
  const lines = listCommands(program).flatMap((command) => {
    const here = `-n ${quote(conditionOf(command))} `;
    // What the program takes, its verbs take as well.
    const everywhere = command === program ? '' : here;
    return [
      ...command.options.map((option) => `${complete} ${everywhere}${optionWords(option)}`),
      ...command.commands.map(({ name, description }) => `${complete} ${here}-a ${name} -d ${quote(description)}`),
      ...command.arguments
        .filter(({ value }) => value.kind !== 'any')
        .map(({ value, description }) => `${complete} ${here}${valueWords(value)} -d ${quote(firstPart(description))}`),
    ];
  });
  return `# fish completion of ${program.name}\n${complete} -f\n${lines.join('\n')}\n`;
};

/** Below the program: which words were typed, and none of a command below them. */
const conditionOf = ({ path, commands }: DescribedCommand): string => {
  const typed = path.split(' ').filter(Boolean);
  return [
    ...typed.map((word) => `__fish_seen_subcommand_from ${word}`),
    ...(commands.length === 0 ? [] : [`not __fish_seen_subcommand_from ${commands.map(({ name }) => name).join(' ')}`]),
  ].join('; and ');
};

const optionWords = ({ flags, description, value }: DescribedOption): string =>
  [
    ...flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`)),
    // Without -x fish offers files beside whatever it is given.
    ...(value === undefined ? [] : [value.kind === 'files' ? '-r' : '-x', valueWords(value)]),
    `-d ${quote(description)}`,
  ]
    .filter((word) => word !== '')
    .join(' ');

const valueWords = (value: AcceptedValue): string => {
  if (value.kind === 'words') return `-a ${quote(value.words.join(' '))}`;
  return value.kind === 'files' ? '-F' : '';
};

/** An argument's list of words would stand beside each of them. */
const firstPart = (description: string): string => description.split(/[;:]/, 1)[0] ?? '';

const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
