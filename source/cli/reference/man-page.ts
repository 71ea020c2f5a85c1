import {
  type DescribedArgument,
  type DescribedCommand,
  type DescribedOption,
  listCommands,
} from './describe-command.ts';
import { environmentVariables, examples, exitStatuses, files } from './man-page-words.ts';

/** The manual page, for `man`: man(7) macros, ASCII alone, without a date, so that the same definitions give the same bytes. */
export const writeManPage = (program: DescribedCommand, version: string): string => {
  const { name, description } = program;
  const verbs = listCommands(program).filter(({ path, commands }) => path !== '' && commands.length === 0);
  return [
    `.TH ${text(name.toUpperCase())} 1 "" "${text(`${name} ${version}`)}" "User commands"`,
    '.SH NAME',
    `${text(name)} \\- ${text(description.replace(/\.$/, '').replace(/^F/, 'f'))}`,
    '.SH SYNOPSIS',
    `.B ${text(name)}`,
    text('[options] [command] [arguments]'),
    '.SH DESCRIPTION',
    text(
      'A console that shows the live mail queue of an Odoo database, measures every known reason why its e-mail stopped, names the one to mend first and offers remedies that are previewed and can be undone. Without a command it opens the console; in it, ? lists the keys. It reads only, and changes nothing but what is confirmed.',
    ),
    '.SH COMMANDS',
    ...verbs.flatMap(describeVerb),
    '.SH GLOBAL OPTIONS',
    text('Every command takes them.'),
    ...program.options.flatMap(describeOptionOf),
    '.SH EXIT STATUS',
    ...exitStatuses.flatMap(([status, words]) => tagged(status, words)),
    '.SH ENVIRONMENT',
    ...environmentVariables.flatMap(([variable, words]) => tagged(variable, words)),
    '.SH FILES',
    ...files.flatMap(([path, words]) => tagged(path, words)),
    '.SH EXAMPLES',
    ...examples.flatMap(([command, words]) => tagged(command, words)),
    '',
  ].join('\n');
};

const describeVerb = ({ path, description, arguments: taken, options }: DescribedCommand): readonly string[] => [
  `.SS ${text([path, ...taken.map(argumentWords)].join(' '))}`,
  `${text(sentence(description))}`,
  ...taken.filter(({ description: words }) => words !== '').flatMap((each) => tagged(each.name, each.description)),
  // What every command has is told once.
  ...options.filter(({ flags }) => !flags.includes('--help')).flatMap(describeOptionOf),
];

const argumentWords = ({ name, required, repeats }: DescribedArgument): string => {
  const words = `${name}${repeats ? '...' : ''}`;
  return required ? `<${words}>` : `[${words}]`;
};

const describeOptionOf = ({ flags, description, value }: DescribedOption): readonly string[] => {
  const choices = value?.kind === 'words' && value.words.length <= 10 ? value.words : [];
  // The definitions of some options list their words themselves.
  const told = choices.every((word) => description.includes(word)) ? '' : `: ${choices.join(', ')}`;
  return tagged(`${flags.join(', ')}${value === undefined ? '' : ` ${value.name}`}`, `${description}${told}`);
};

const tagged = (tag: string, words: string): readonly string[] => ['.TP', `.B ${text(tag)}`, text(sentence(words))];

const sentence = (words: string): string =>
  `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? '' : '.'}`;

/** Backslashes and hyphens as they are meant (groff_char(7)); no line begins with what man takes for a request. */
const text = (words: string): string =>
  words
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('…', '...')
    .replaceAll('"', '\\(dq')
    .replaceAll("'", '\\(aq')
    .replace(/^\./, '\\&.');
