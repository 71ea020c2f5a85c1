import { UsageError } from '../domain/errors.ts';
import { suggest } from '../domain/wording/nearest.ts';
import type { JsonSchema } from '../output/schemas/json-schema.ts';

interface Described {
  /** What it is for, to whoever fills it in. */
  readonly words: string;
  readonly required?: true;
}

/** What a tool takes under one name. */
export type Argument = Described &
  (
    | { readonly kind: 'text'; readonly choices?: readonly string[]; readonly most?: number }
    | { readonly kind: 'number'; readonly least: number; readonly most: number }
    | { readonly kind: 'flag' }
    | { readonly kind: 'list'; readonly choices?: readonly string[]; readonly most: number }
    | { readonly kind: 'map' }
  );

export type Arguments = Readonly<Record<string, Argument>>;

/** What was said, by name; what was left out is undefined, an empty list, or false. */
export interface Given {
  text(name: string): string | undefined;
  number(name: string): number | undefined;
  flag(name: string): boolean;
  list(name: string): readonly string[];
  map(name: string): Readonly<Record<string, string>>;
}

/** Characters of one text; a bounce with its headers is longer than any name. */
const mostCharacters = 2_000;
const mostEntries = 20;

/** The JSON Schema of a tool's arguments: these names and no others. */
export const schemaOfArguments = (table: Arguments): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(Object.entries(table).map(([name, argument]) => [name, schemaOfOne(argument)])),
  required: Object.entries(table).flatMap(([name, { required }]) => (required === true ? [name] : [])),
  additionalProperties: false,
});

const schemaOfOne = (argument: Argument): JsonSchema => ({ ...shapeOf(argument), description: argument.words });

const shapeOf = (argument: Argument): JsonSchema => {
  switch (argument.kind) {
    case 'text':
      return argument.choices === undefined ? textShape(argument.most) : { type: 'string', enum: argument.choices };
    case 'number':
      return { type: 'integer', minimum: argument.least, maximum: argument.most };
    case 'flag':
      return { type: 'boolean' };
    case 'list':
      return {
        type: 'array',
        maxItems: argument.most,
        items: argument.choices === undefined ? textShape() : { type: 'string', enum: argument.choices },
      };
    case 'map':
      return { type: 'object', maxProperties: mostEntries, additionalProperties: textShape() };
  }
};

const textShape = (most = mostCharacters): JsonSchema => ({ type: 'string', minLength: 1, maxLength: most });

/**
 * Holds what was said to what the tool takes.
 * @throws UsageError with a sentence for what is missing, unknown, or of another kind.
 */
export const readArguments = (table: Arguments, said: unknown): Given => {
  if (!isRecord(said)) throw new UsageError('The arguments are no object.');
  const names = Object.keys(table);
  for (const name of Object.keys(said)) {
    if (names.includes(name)) continue;
    const known = names.length === 0 ? 'It takes none.' : `It takes ${names.join(', ')}.`;
    throw new UsageError(`There is no argument '${name}'.`, suggest(name, names, known));
  }
  for (const [name, argument] of Object.entries(table)) {
    const value = said[name];
    if (value === undefined && argument.required === true) {
      throw new UsageError(`The argument ${name} is missing.`, `${argument.words}.`);
    }
    const complaint = value === undefined ? undefined : complaintAbout(argument, value);
    if (complaint !== undefined) throw new UsageError(`The argument ${name} ${complaint}.`);
  }
  return accessTo(said);
};

/** What is wrong with a value, to go on after its name; undefined where nothing is. */
export const complaintAbout = (argument: Argument, value: unknown): string | undefined => {
  switch (argument.kind) {
    case 'text':
      return complaintAboutText(value, argument);
    case 'number': {
      const { least, most } = argument;
      const fits = Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
      return fits ? undefined : `takes a whole number from ${least} to ${most}`;
    }
    case 'flag':
      return typeof value === 'boolean' ? undefined : 'takes true or false';
    case 'list': {
      if (!Array.isArray(value)) return 'takes a list of texts';
      if (value.length > argument.most) return `takes at most ${argument.most} texts`;
      return value.map((each) => complaintAboutText(each, argument)).find((complaint) => complaint !== undefined);
    }
    case 'map':
      if (!isRecord(value)) return 'takes an object of texts';
      if (Object.keys(value).length > mostEntries) return `takes at most ${mostEntries} texts`;
      return Object.values(value)
        .map((each) => complaintAboutText(each, {}))
        .find((complaint) => complaint !== undefined);
  }
};

const complaintAboutText = (
  value: unknown,
  { choices, kind, most }: { readonly choices?: readonly string[]; readonly kind?: string; readonly most?: number },
): string | undefined => {
  if (typeof value !== 'string' || value.trim() === '') return 'takes text that is not empty';
  const longest = kind === 'text' ? (most ?? mostCharacters) : mostCharacters;
  if (value.length > longest) return `takes at most ${longest} characters`;
  if (choices === undefined || choices.includes(value)) return undefined;
  return `takes ${choices.join(', ')}, not '${value}'`;
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The values were held to the table before. */
const accessTo = (said: Readonly<Record<string, unknown>>): Given => ({
  text: (name) => (typeof said[name] === 'string' ? said[name] : undefined),
  number: (name) => (typeof said[name] === 'number' ? said[name] : undefined),
  flag: (name) => said[name] === true,
  list: (name) => (Array.isArray(said[name]) ? said[name].map(String) : []),
  map: (name) =>
    Object.fromEntries(Object.entries(isRecord(said[name]) ? said[name] : {}).map(([key, value]) => [key, `${value}`])),
});
