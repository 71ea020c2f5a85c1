import { describe, expect, test } from 'vitest';
import { argumentsOf } from '../../source/agent/answer-question.ts';
import { type Argument, complaintAbout, readArguments, schemaOfArguments } from '../../source/agent/arguments.ts';
import { createSession } from '../../source/agent/session.ts';
import { tools } from '../../source/agent/tools/index.ts';
import { UsageError } from '../../source/domain/errors.ts';
import { captureContext } from '../support/command-context.ts';

const words = 'What it is';
const text: Argument = { kind: 'text', words };
const choice: Argument = { kind: 'text', words, choices: ['a', 'b'] };
const short: Argument = { kind: 'text', words, most: 3 };
const number: Argument = { kind: 'number', words, least: 1, most: 3 };
const flag: Argument = { kind: 'flag', words };
const list: Argument = { kind: 'list', words, most: 2, choices: ['a', 'b'] };
const map: Argument = { kind: 'map', words };

test.each<[Argument, unknown, string | undefined]>([
  [text, 'x', undefined],
  [text, ' ', 'takes text that is not empty'],
  [text, 3, 'takes text that is not empty'],
  [text, 'x'.repeat(2_001), 'takes at most 2000 characters'],
  [text, 'x'.repeat(2_000), undefined],
  [short, 'abc', undefined],
  [short, 'abcd', 'takes at most 3 characters'],
  [choice, 'b', undefined],
  [choice, 'c', "takes a, b, not 'c'"],
  [number, 1, undefined],
  [number, 3, undefined],
  [number, 0, 'takes a whole number from 1 to 3'],
  [number, 4, 'takes a whole number from 1 to 3'],
  [number, 1.5, 'takes a whole number from 1 to 3'],
  [number, '2', 'takes a whole number from 1 to 3'],
  [flag, false, undefined],
  [flag, 'yes', 'takes true or false'],
  [list, [], undefined],
  [list, ['a', 'b'], undefined],
  [list, 'a', 'takes a list of texts'],
  [list, ['a', 'a', 'a'], 'takes at most 2 texts'],
  [list, ['c'], "takes a, b, not 'c'"],
  [map, { a: 'x' }, undefined],
  [map, ['x'], 'takes an object of texts'],
  [map, { a: 1 }, 'takes text that is not empty'],
  [map, Object.fromEntries(Array.from({ length: 21 }, (_, index) => [index, 'x'])), 'takes at most 20 texts'],
])('%j with %j: %s', (argument, value, complaint) => {
  expect(complaintAbout(argument, value)).toBe(complaint);
});

describe('arguments', () => {
  const table = { mail: { ...text, required: true as const }, limit: number };

  test.each([
    [{}, 'The argument mail is missing.'],
    [{ mail: 'x', limits: 2 }, "There is no argument 'limits'."],
    [{ mail: 'x', limit: 9 }, 'The argument limit takes a whole number from 1 to 3.'],
    [[], 'The arguments are no object.'],
    [null, 'The arguments are no object.'],
  ])('%j is refused in a sentence', (said, message) => {
    expect(() => readArguments(table, said)).toThrow(UsageError);
    expect(() => readArguments(table, said)).toThrow(message);
  });

  test('are read by name; what was left out is nothing', () => {
    const given = readArguments({ ...table, list, map, flag }, { mail: 'x', map: { a: 'b' } });
    expect(given.text('mail')).toBe('x');
    expect(given.number('limit')).toBeUndefined();
    expect(given.list('list')).toEqual([]);
    expect(given.map('map')).toEqual({ a: 'b' });
    expect(given.flag('flag')).toBe(false);
  });

  test('their schema is strict', () => {
    expect(schemaOfArguments(table)).toEqual({
      type: 'object',
      properties: {
        mail: { type: 'string', minLength: 1, maxLength: 2_000, description: words },
        limit: { type: 'integer', minimum: 1, maximum: 3, description: words },
      },
      required: ['mail'],
      additionalProperties: false,
    });
  });
});

test.each([
  ['no database is named', {}, true],
  ['-d names one', { database: 'acme' }, false],
  ['--dsn names one', { dsn: 'postgres:///acme' }, false],
])('where %s, whether an agent may choose one: %s', (_, options, may) => {
  const session = createSession(captureContext(options).context, { fullAddresses: false });
  const choosing = tools.filter((tool) => 'database' in argumentsOf(tool, session)).map(({ name }) => name);
  expect(choosing.includes('check')).toBe(may);
  expect(choosing).not.toContain('classify');
  expect(session.context.options.readOnly).toBe(true);
});
