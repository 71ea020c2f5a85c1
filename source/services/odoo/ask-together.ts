import { setImmediate } from 'node:timers/promises';
import { inlineValues } from '../../domain/database/inline-values.ts';
import type { Database, QueryOptions, SqlValue } from '../postgres/database.ts';

interface Asked {
  readonly text: string;
  readonly values: readonly SqlValue[];
  readonly options: QueryOptions | undefined;
  readonly answer: PromiseWithResolvers<object[]>;
}

/**
 * The same database; what is asked of it at the same moment under the same limits travels in one transaction and one
 * round trip, where its values may stand in the text. Where the server refuses one of them, each is asked by itself,
 * so that a refusal hides nothing else. For short statements: each waits for the others.
 */
export const askTogether = (database: Database): Database => {
  const { queryTogether, describeConnection: describe } = database;
  if (queryTogether === undefined) return database;
  let waiting: Asked[] = [];

  const sendAll = async (): Promise<void> => {
    // Whoever is asked in the same turn has asked by then.
    await setImmediate();
    const asked = waiting;
    waiting = [];
    const bundles = Map.groupBy(asked, ({ options }) => options?.signal);
    for (const sameSignal of bundles.values()) {
      for (const bundle of Map.groupBy(sameSignal, ({ options }) => options?.timeoutMs).values()) void send(bundle);
    }
  };

  const send = async (bundle: readonly Asked[]): Promise<void> => {
    const texts = bundle.map(({ text, values }) => inlineValues(text, values) ?? '');
    try {
      if (bundle.length === 1) return await askEach(database, bundle);
      const answers = await queryTogether.call(database, texts, bundle[0]?.options);
      for (const [place, { answer }] of bundle.entries()) answer.resolve(answers[place] ?? []);
    } catch (error) {
      if (isRefusal(error)) return await askEach(database, bundle);
      for (const { answer } of bundle) answer.reject(error);
    }
  };

  return {
    ...(database.name === undefined ? {} : { name: database.name }),
    ...(describe === undefined ? {} : { describeConnection: (options) => describe.call(database, options) }),
    query: async <Row extends object>(text: string, values: readonly SqlValue[] = [], options?: QueryOptions) => {
      if (inlineValues(text, values) === undefined) return await database.query<Row>(text, values, options);
      const answer = Promise.withResolvers<object[]>();
      waiting.push({ text, values, options, answer });
      if (waiting.length === 1) void sendAll();
      return (await answer.promise) as Row[];
    },
  };
};

/** The same database, which runs one thing after the other: for a single connection, where two would share a transaction. */
export const inTurn = (database: Database): Database => {
  let last: Promise<unknown> = Promise.resolve();
  const queue = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
  const { queryTogether } = database;
  return {
    query: (text, values, options) => queue(() => database.query(text, values, options)),
    ...(queryTogether === undefined
      ? {}
      : { queryTogether: (texts, options) => queue(() => queryTogether.call(database, texts, options)) }),
  };
};

/** The server's own no, by its SQLSTATE; a connection that is lost has none. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code);

const askEach = async (database: Database, bundle: readonly Asked[]): Promise<void> => {
  for (const { text, values, options, answer } of bundle) {
    await database.query(text, values, options).then(answer.resolve, answer.reject);
  }
};
