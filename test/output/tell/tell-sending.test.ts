import { expect, test } from 'vitest';
import { tellSending } from '../../../source/output/tell/tell-sending.ts';

const nothing = { sent: [], failed: [], others: [], gone: [], waiting: [] };

test('mails that were in hand when Odoo broke off are named, and what became of them is said', () => {
  const lines = tellSending({
    way: 'over JSON-RPC',
    outcomes: { ...nothing, waiting: [17, 18] },
    end: { kind: 'refused', words: 'Odoo said: SMTPServerDisconnected.', mayBeDelivered: [17, 18] },
    notTried: [19],
    rest: { kind: 'put-back', ids: [17, 18, 19], marked: [17, 18] },
    later: [],
  });
  expect(lines).toEqual([
    'Sent over JSON-RPC.',
    'Odoo sent no more: Odoo said: SMTPServerDisconnected.',
    'One of these mails was under way and may have been delivered without a trace: 17, 18.',
    '3 mails were not sent and put back among the failed ones.',
    '2 mails are marked as perhaps delivered: a retry sets them aside.',
  ]);
});

test('a mark that could not be written is not kept quiet', () => {
  const lines = tellSending({
    way: 'over JSON-RPC',
    outcomes: { ...nothing, waiting: [17] },
    end: { kind: 'unknown', words: 'No answer came.', isOver: true, mayBeDelivered: [17] },
    notTried: [],
    rest: { kind: 'put-back', ids: [17], marked: [], unmarked: 'The disk is full.' },
    later: [],
  });
  expect(lines).toContain('Mail 17 was under way and may have been delivered without a trace.');
  expect(lines).toContain('It could not be noted on them that they may have been delivered: The disk is full.');
});
