import type { Argument, Option, Command as Verb } from 'commander';
import { type AcceptedValue, findAcceptedValue } from './accepted-value.ts';

export interface DescribedOption {
  /** As it may be typed, the short one first: `-c`, `--config`. */
  readonly flags: readonly string[];
  readonly description: string;
  /** What it is given, and how that is written in the help: `<file>`; absent for a switch. */
  readonly value?: AcceptedValue & { readonly name: string; readonly repeats: boolean };
}

export interface DescribedArgument {
  readonly name: string;
  readonly required: boolean;
  readonly repeats: boolean;
  readonly description: string;
  readonly value: AcceptedValue;
}

/** A command as it is defined, for whatever is generated from the definitions. */
export interface DescribedCommand {
  /** `probe smtp`; empty for the program. */
  readonly path: string;
  readonly name: string;
  readonly description: string;
  readonly options: readonly DescribedOption[];
  readonly arguments: readonly DescribedArgument[];
  readonly commands: readonly DescribedCommand[];
}

/** Everything that the command line takes, from the definitions that read it. */
export const describeCommandLine = (verb: Verb, path = ''): DescribedCommand => ({
  path,
  name: verb.name(),
  description: verb.description(),
  options: [
    ...verb.options.filter(({ hidden }) => !hidden).map((option) => describeOption(option, path)),
    { flags: ['-h', '--help'], description: 'display help' },
  ],
  arguments: verb.registeredArguments.map((argument) => describeArgument(argument, path)),
  commands: verb.commands.map((each) => describeCommandLine(each, `${path} ${each.name()}`.trimStart())),
});

/** A command and all below it, the program first. */
export const listCommands = (command: DescribedCommand): readonly DescribedCommand[] => [
  command,
  ...command.commands.flatMap(listCommands),
];

const describeOption = (option: Option, path: string): DescribedOption => {
  const flags = [option.short, option.long].filter((flag) => flag !== undefined);
  const name = /[<[].*[>\]]$/.exec(option.flags)?.[0];
  if (name === undefined) return { flags, description: option.description };
  const value = findAcceptedValue({
    path,
    flag: option.long ?? option.flags,
    name: bareName(name),
    choices: option.argChoices,
  });
  return { flags, description: option.description, value: { ...value, name, repeats: option.variadic } };
};

const describeArgument = (argument: Argument, path: string): DescribedArgument => ({
  name: argument.name(),
  required: argument.required,
  repeats: argument.variadic,
  description: argument.description,
  value: findAcceptedValue({ path, name: argument.name(), choices: argument.argChoices }),
});

/** `<kind...>` is `kind`. */
const bareName = (name: string): string => name.replace(/[<>[\]]|\.\.\./g, '');
