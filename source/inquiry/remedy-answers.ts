import type { RemedyAnswers, RemedyInput } from '../domain/change/remedy.ts';
import { UsageError } from '../domain/errors.ts';
import type { Secret } from '../domain/secret.ts';

/** `--set name=value` as pairs. @throws UsageError for what has no name. */
export const parseSettings = (settings: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    settings.map((setting) => {
      const equals = setting.indexOf('=');
      if (equals > 0) return [setting.slice(0, equals), setting.slice(equals + 1)];
      throw new UsageError(`--set takes name=value, not '${setting}'.`);
    }),
  );

/**
 * What was said on the command line, as the remedy's inputs want it; what was not said takes its suggestion.
 * @throws UsageError for a name that the remedy does not know, a value that it cannot take, or one that is missing.
 */
export const gatherValues = (
  inputs: readonly RemedyInput[],
  given: Readonly<Record<string, string>>,
  secret: Secret | undefined,
): RemedyAnswers => {
  refuseUnknown(inputs, given);
  const secretInput = inputs.find(({ kind }) => kind === 'secret');
  if (secret !== undefined && secretInput === undefined) throw new UsageError('This remedy takes no secret.');
  if (secret === undefined && secretInput !== undefined && secretInput.suggestion === undefined) {
    throw new UsageError(`${secretInput.label} is missing.`, 'Pipe it in with --secret-stdin.');
  }
  const texts = inputs
    .filter(({ kind }) => kind !== 'secret')
    .map((input) => [input.name, chooseText(input, given[input.name])]);
  return {
    texts: Object.fromEntries(texts),
    secrets: secret === undefined || secretInput === undefined ? {} : { [secretInput.name]: secret },
  };
};

const refuseUnknown = (inputs: readonly RemedyInput[], given: Readonly<Record<string, string>>): void => {
  for (const name of Object.keys(given)) {
    const input = inputs.find((each) => each.name === name);
    if (input?.kind === 'secret') {
      throw new UsageError(`${name} is a secret: the command line shows it to everybody.`, 'Use --secret-stdin.');
    }
    if (input !== undefined) continue;
    const known = inputs.filter(({ kind }) => kind !== 'secret').map((each) => each.name);
    throw new UsageError(
      `This remedy has no input '${name}'.`,
      known.length === 0 ? 'It takes none.' : `It takes ${known.join(', ')}.`,
    );
  }
};

const chooseText = ({ name, label, kind, choices, suggestion }: RemedyInput, given: string | undefined): string => {
  const text = given ?? suggestion;
  if (text === undefined) throw new UsageError(`${label} is missing.`, `Say it with --set ${name}=….`);
  if (kind === 'number' && !/^-?\d+(?:\.\d+)?$/.test(text))
    throw new UsageError(`${name} takes a number, not '${text}'.`);
  if (choices !== undefined && !choices.includes(text)) {
    throw new UsageError(`${name} takes ${choices.join(', ')}, not '${text}'.`);
  }
  return text;
};
