import { expect, test } from 'vitest';
import { groupFailures } from '../../source/domain/replies/groups.ts';
import { formatCheckMarkdown } from '../../source/output/check/markdown.ts';
import { found } from '../support/found.ts';

const hostile = '<img src=x onerror=alert(1)> [click](https://evil.example) **all is well** | `x`';
const countedAt = new Date('2026-11-24T12:04:00Z');

const markdown = formatCheckMarkdown(
  {
    target: { database: hostile, odooVersion: hostile, neutralized: false },
    verdict: {
      status: 'fail',
      cause: 'sender',
      summary: hostile,
      nextAction: hostile,
      nextSteps: [],
      ranking: ['sender'],
    },
    queue: {
      counts: { outgoing: 1, exception: 1, sent: 0, cancel: 0, received: 0 },
      oldestOutgoingAt: null,
      oldestExceptionAt: null,
      scheduled: 0,
      failures: groupFailures([{ text: hostile }]),
      countedAt,
    },
    causes: [
      {
        id: 'sender',
        title: hostile,
        question: hostile,
        status: 'fail',
        explains: 1,
        durationMs: 1,
        findings: [
          found({
            check: 'sender.from',
            owner: 'odoo',
            status: 'fail',
            summary: hostile,
            detail: `${hostile}\n# ${hostile}`,
            evidence: [
              {
                kind: 'sql',
                asked: 'select 1',
                answer: `\`\`\`\n${hostile}`,
                at: countedAt.toISOString(),
                durationMs: 1,
              },
            ],
          }),
        ],
      },
    ],
    durationMs: 1,
  },
  { redact: false },
);

/** What stands outside of the blocks of code, in which nothing is markup. */
const prose = markdown.replace(/^ {2}(`{3,})\n[\s\S]*?\n {2}\1$/gm, '');

test('whatever a subject, a name or a server says is words in the report, in every place where it is quoted', () => {
  expect(prose.match(/onerror/g)).toHaveLength(11);
  expect(prose).not.toMatch(/<\w/);
  expect(prose).not.toMatch(/(?<!\\)\[click/);
  expect(prose).not.toMatch(/(?<!\\)\*\*all/);
  expect(prose).not.toMatch(/^\s*# <|^\s*# &lt;/m);
});

test('evidence stands in a block that nothing in it can end', () => {
  expect(markdown).toContain(`  \`\`\`\`\n  select 1\n\n  \`\`\`\n  ${hostile}\n  \`\`\`\``);
});

test('what is better in order before mail stops is a section of its own, and words as well', () => {
  const precaution = {
    id: 'monitor' as const,
    title: 'Alerts',
    question: 'Is somebody told?',
    status: 'warn' as const,
    findings: [
      found({ check: 'prevention.monitor', owner: 'odoo', status: 'warn', summary: `${hostile} ops@acme.example` }),
    ],
    durationMs: 1,
  };
  const report = {
    target: { database: 'acme', odooVersion: '18.0', neutralized: false },
    verdict: { status: 'ok', cause: null, summary: 'All is well.', nextAction: null, nextSteps: [], ranking: [] },
    queue: undefined,
    causes: [],
    durationMs: 1,
  } as const;
  const prevention = { precautions: [precaution], flags: ['-d', 'acme'] };
  const told = formatCheckMarkdown({ ...report, prevention }, { redact: true });
  const [, section = ''] = told.split('\n## Prevention\n');
  expect(section).toContain('Of 1 precaution 1 is worth mending.');
  expect(section).toMatch(/Alerts .*onerror/);
  expect(section).not.toMatch(/<\w|ops@acme/);
  expect(formatCheckMarkdown(report, { redact: true })).not.toContain('Prevention');
});
