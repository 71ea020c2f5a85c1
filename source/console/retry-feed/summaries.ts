import type { ApplyResult, NotDone } from '../../changes/result.ts';
import type { Outcomes } from '../../changes/retry/follow-outcomes.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import { failuresAgain } from '../../output/mail-actions/result-lines.ts';
import type { ActionSummary, PreviewLine } from '../../ui/screens/retry/source.ts';

/** Nothing was changed, and why. */
export const summariseNotDone = ({ message, tryThis }: NotDone): ActionSummary => ({
  status: 'fail',
  sentence: message,
  lines: tryThis === undefined ? [] : [{ status: 'skipped', words: tryThis }],
});

type Applied = Exclude<ApplyResult, { kind: 'not-done' }>;

/** A change of tables alone. */
export const summariseApplied = (result: Applied, sentence: string): ActionSummary => ({
  status: result.kind === 'applied' ? 'ok' : 'warn',
  sentence,
  lines: [...leftLines(result), { status: 'skipped', words: 'U takes it back.' }],
});

const leftLines = ({ entry, why }: Applied): readonly PreviewLine[] => [
  ...entry.left.map((words) => ({ status: 'warn' as const, words })),
  ...(why === undefined || entry.left.includes(why.message) ? [] : [{ status: 'warn' as const, words: why.message }]),
];

/** How mails were sent; `later`: so many leave some other time. */
export const summariseSending = (result: Applied | undefined, outcomes: Outcomes, later: number): ActionSummary => {
  const { sent, failed, others, waiting } = outcomes;
  const parts = [
    `${formatCount(sent.length)} sent`,
    ...(failed.length > 0 ? [`${formatCount(failed.length)} failed again`] : []),
    ...(waiting.length > 0 ? [`${formatCount(waiting.length)} still waiting`] : []),
    ...(later > 0 ? [`${formatCount(later)} leave later`] : []),
  ];
  const remain = waiting.length + later > 0;
  return {
    status: failed.length > 0 ? 'warn' : 'ok',
    sentence: `${parts.join(', ')}.`,
    lines: [
      ...failuresAgain(failed).map(({ title, count }) => ({
        status: 'fail' as const,
        words: `${countOf(count, 'mail')}: ${title}`,
      })),
      ...(others.length > 0
        ? [{ status: 'skipped' as const, words: `${countOf(others.length, 'mail')} left the queue another way` }]
        : []),
      ...(result === undefined ? [] : leftLines(result)),
      ...(remain
        ? [
            {
              status: 'skipped' as const,
              words:
                result === undefined
                  ? 'Odoo goes on by itself.'
                  : 'Odoo goes on by itself; U takes back what has not left.',
            },
          ]
        : []),
    ],
  };
};
