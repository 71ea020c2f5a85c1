import { expect } from 'vitest';
import { causeIds } from '../../source/domain/finding/cause-id.ts';

/** What a run of all causes came to, in the keys that its JSON document and its events share. */
interface Answer {
  readonly verdict: { readonly status: string; readonly cause: string | null; readonly ranking: readonly string[] };
  readonly causes: readonly {
    readonly id: string;
    readonly status: string;
    readonly consequenceOf?: string | null;
    readonly findings: readonly { readonly status: string; readonly summary: string }[];
  }[];
}

/** Scenarios of one cause that is a fault. */
export const sickScenarios = causeIds.filter((id) => id !== 'scheduled');

/** Fails where the verdict on a scenario's world is not the scenario's, or where a cause says that it fails besides. */
export const expectVerdict = (scenario: string, answer: Answer): void => {
  const { verdict } = answer;
  const failing = answer.causes.filter(({ status, consequenceOf }) => status === 'fail' && isItsOwn(consequenceOf));
  const others = failing.map(({ id }) => id).filter((id) => id !== scenario);
  if (sickScenarios.some((id) => id === scenario)) {
    expect(verdict.cause).toBe(scenario);
    expect(['warn', 'fail']).toContain(verdict.status);
    expect(others).toEqual([]);
  } else if (scenario === 'bounces') {
    // More mail that comes back than usual is beyond's.
    expect(verdict).toMatchObject({ status: 'warn', cause: 'beyond' });
    expect(others).toEqual([]);
  } else if (scenario === 'scheduled' || scenario === 'healthy') {
    expect(readTrouble(answer)).toEqual([]);
    expect(verdict).toMatchObject({ status: 'ok', cause: scenario === 'healthy' ? null : scenario });
  } else if (scenario === 'monday-morning') {
    expect(verdict.ranking.slice(0, 3)).toEqual(['cron', 'credentials', 'recipients']);
  }
};

const isItsOwn = (consequenceOf: string | null | undefined): boolean => (consequenceOf ?? null) === null;

const readTrouble = ({ causes }: Answer): readonly string[] =>
  causes
    .filter(({ status, consequenceOf }) => (status === 'warn' || status === 'fail') && isItsOwn(consequenceOf))
    .flatMap(({ id, findings }) =>
      findings.filter(({ status }) => status === 'warn' || status === 'fail').map(({ summary }) => `${id}: ${summary}`),
    );
