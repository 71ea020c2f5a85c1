import { describe, expect, test } from 'vitest';
import { type Cure, isCured, judgeCure } from '../../source/diagnosis/cure.ts';
import type { Finding } from '../../source/domain/finding/finding.ts';
import type { Status } from '../../source/domain/finding/status.ts';
import { tellCure } from '../../source/output/tell/tell-cure.ts';
import { found as stamped } from '../support/found.ts';

const remedy = { id: 'cron.activate', subject: null };
const offer = { ...remedy, title: 'Switch it on', risk: 'safe', inputs: [] } as const;

const found = (status: Status, given: { readonly check?: string; readonly offers?: boolean } = {}): Finding => ({
  ...stamped({ check: given.check ?? 'cron.active', status, summary: `${status} now.` }),
  remedies: given.offers === true ? [offer] : [],
});

const update = {
  transactions: [[{ kind: 'update-rows', table: 'ir_cron', rows: [] }]],
  outside: [],
} as const;
const call = { transactions: [], outside: [{ kind: 'wake-queue' }] } as const;
const file = {
  transactions: [],
  outside: [{ kind: 'edit-file', path: '/etc/odoo.conf', sha256: '', edits: [] }],
} as const;
const sick = [found('fail', { offers: true })];

describe('whether a remedy helped', () => {
  test.each<[string, Partial<Parameters<typeof judgeCure>[0]>, Cure['kind'], Status | undefined]>([
    ['it is well', { after: [found('ok')] }, 'cured', 'ok'],
    ['it is not found any more', { after: [found('fail', { check: 'other' })] }, 'cured', undefined],
    ['it is as wrong as before', { after: [found('fail', { offers: true })] }, 'not-cured', 'fail'],
    ['it is still worth mending', { after: [found('ok'), found('warn')] }, 'not-cured', 'warn'],
    ['another check offers the same', { after: [found('fail', { check: 'x', offers: true })] }, 'not-cured', 'fail'],
    [
      'one of the two checks that had offered it is as wrong as before',
      {
        before: [...sick, found('warn', { check: 'cron.due', offers: true })],
        after: [found('ok'), found('warn', { check: 'cron.due' })],
      },
      'not-cured',
      'warn',
    ],
    [
      'another subject is offered the same, and another remedy is offered here',
      {
        after: [
          { ...found('fail', { check: 'x' }), remedies: [{ ...offer, subject: 'server:2' }] },
          { ...found('fail', { check: 'y' }), remedies: [{ ...offer, id: 'cron.wake' }] },
        ],
      },
      'cured',
      undefined,
    ],
    ['nobody knows', { after: [found('unknown')] }, 'not-measured', 'unknown'],
    ['wrong counts before unknown', { after: [found('unknown'), found('fail')] }, 'not-cured', 'fail'],
    ['nothing could be measured', { after: undefined }, 'not-measured', undefined],
    ['Odoo was only called', { after: [found('fail')], plan: call }, 'under-way', 'fail'],
    ['Odoo was called, and it is well', { after: [found('ok')], plan: call }, 'cured', 'ok'],
    [
      'another action was called',
      { after: [found('fail')], plan: { ...call, outside: [{ kind: 'wake-action', cronId: 1, name: '' }] } },
      'under-way',
      'fail',
    ],
    [
      'Odoo was called, and a command was run that is not undone',
      {
        after: [found('fail')],
        plan: {
          ...call,
          outside: [{ kind: 'run-command', argv: ['true'], undo: null }, ...call.outside],
        },
      },
      'under-way',
      'fail',
    ],
    [
      'only a command was run',
      {
        after: [found('fail')],
        plan: { ...call, outside: [{ kind: 'run-command', argv: ['true'], undo: null }] },
      },
      'not-cured',
      'fail',
    ],
    [
      'rows were changed, too',
      { after: [found('fail')], plan: { ...update, outside: call.outside } },
      'not-cured',
      'fail',
    ],
    ['the file is right, and Odoo has not read it', { after: [found('ok')], plan: file }, 'needs-restart', 'ok'],
    ['the file is wrong still', { after: [found('fail')], plan: file }, 'not-cured', 'fail'],
    ['nothing had offered it', { before: [found('ok')], after: [found('ok')] }, 'nothing-was-wrong', undefined],
    ['nothing had offered it, something does now', { before: [], after: sick }, 'not-cured', 'fail'],
  ])('%s', (_, given, kind, status) => {
    const cure = judgeCure({ before: sick, after: [], remedy, plan: update, ...given });
    expect([cure.kind, cure.finding?.status]).toEqual([kind, status]);
  });
});

describe('what measuring again said', () => {
  test.each<[Cure, boolean | null, string | undefined]>([
    [{ kind: 'cured' }, true, 'ok Cured: measured again, and it is well. U takes it back.'],
    [{ kind: 'cured', finding: found('ok') }, true, 'ok Cured: ok now. U takes it back.'],
    [
      { kind: 'not-cured', finding: found('fail') },
      false,
      'fail Applied but not cured: measured again, and it is still wrong: fail now. U takes it back.',
    ],
    [
      { kind: 'not-cured' },
      false,
      'fail Applied but not cured: measured again, and it is still wrong. U takes it back.',
    ],
    [{ kind: 'not-measured' }, null, 'unknown Whether that cured it could not be measured. U takes it back.'],
    [
      { kind: 'not-measured', finding: found('unknown') },
      null,
      'unknown Whether that cured it could not be measured: unknown now. U takes it back.',
    ],
    [
      { kind: 'needs-restart' },
      null,
      'unknown Not cured before Odoo is restarted: it reads odoo.conf only when it starts. Then check again. U takes it back.',
    ],
    [
      { kind: 'under-way' },
      null,
      'unknown Odoo was called and has not begun yet; it looks at least once a minute. Then check again.',
    ],
    [{ kind: 'nothing-was-wrong' }, null, undefined],
  ])('%o', (cure, cured, words) => {
    const told = tellCure(cure, 'U takes it back.');
    expect(isCured(cure)).toBe(cured);
    expect(told === undefined ? undefined : `${told.status} ${told.sentence}`).toBe(words);
  });
});
