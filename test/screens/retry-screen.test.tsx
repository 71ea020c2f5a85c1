import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../../source/domain/change/journal-entry.ts';
import type { UndoPreview } from '../../source/domain/change/undo-preview.ts';
import { UserError } from '../../source/domain/errors.ts';
import { SelectedMails } from '../../source/domain/mail/selected-mails.ts';
import { classify } from '../../source/domain/replies/classify-reply.ts';
import { Secret } from '../../source/domain/secret.ts';
import type { RetrySource } from '../../source/ui/screens/retry/source.ts';
import { openRetry } from '../support/open-retry.ts';
import { openScreen } from '../support/open-screen.tsx';
import { createPicture } from '../support/picture.ts';
import { createMail, createPreview, createRetrySource } from '../support/retry-source.ts';

const refused = "535\nb'5.7.8 Username and Password not accepted'";

/** A clock that is a second further whenever somebody looks. */
const createClock = () => {
  let time = Date.parse('2026-11-24T12:04:00Z');
  return () => {
    time += 1_000;
    return new Date(time);
  };
};

describe('the list fits', () => {
  test.each([
    [200, 60, ['Id', 'Age', 'To', 'Subject', 'Server', 'Why']],
    [120, 40, ['Id', 'Age', 'To', 'Subject', 'Server', 'Why']],
    [80, 24, ['Id', 'Age', 'To', 'Subject', 'Why']],
    [60, 20, ['To', 'Subject', 'Why']],
    [40, 10, ['To', 'Why']],
  ])('%i×%i', async (columns, rows, headings) => {
    const screen = await openRetry(undefined, { columns, rows });
    await screen.waitFor(/customer1@/);
    const lines = screen.lines();
    expect(lines).toHaveLength(rows);
    expect(lines[4]?.trim().split(/ +/)).toEqual(headings);
    expect(lines[5]).toMatch(/^❯.* customer1@/);
    expect(lines.at(-1)).toContain('q back');
  });
});

test('the bottom line names no key that an open dialog does not hear', async () => {
  const screen = await openRetry();
  await screen.waitFor(/1 Queue .*q back$/m);
  screen.type('/');
  await screen.waitFor('Esc leave it');
  expect(screen.lines().at(-1)).toBe('');
  screen.type('\u001b');
  await screen.waitFor(/1 Queue .*q back$/m);
  screen.type('?');
  await screen.waitFor(/Esc back .*j k scroll/);
  expect(screen.lines().at(-1)).toBe('');
});

test('Enter on a reason in the queue opens exactly its mails', async () => {
  const source = createRetrySource(40);
  const screen = openScreen({ columns: 100, retry: source });
  const unknown = "550\nb'5.1.1 User unknown'";
  const picture = createPicture({ failures: [refused, refused, unknown] });
  screen.tell({ kind: 'queue', event: { kind: 'snapshot', picture } });
  await screen.waitFor('❯  password refused');
  screen.type('j');
  await screen.waitFor('❯  recipient unknown');
  screen.type('\r');
  await screen.waitFor('10 failed mails');
  expect(screen.text()).toContain('/ class:rcpt.unknown');
  expect(source.asked.at(-1)).toEqual({ classes: ['rcpt.unknown'] });
});

test('the filter box filters on Enter and says what it does not understand', async () => {
  const screen = await openRetry();
  screen.type('/');
  screen.type('class:auht');
  await screen.waitFor("There is no failure class 'auht'");
  screen.type('\u0015');
  screen.type('class:rcpt.*');
  await screen.waitFor('/ class:rcpt.*');
  screen.type('\r');
  await screen.waitFor('10 failed mails');
});

test('text that is pasted goes into the filter box, and nowhere when it is closed', async () => {
  const screen = await openRetry();
  screen.type('\u001b[200~R\u001b[201~');
  screen.type('/');
  screen.type('\u001b[200~class:rcpt\n\u001b[201~');
  await screen.waitFor('/ class:rcpt');
});

test('Esc goes back step by step: filter, marks, screen', async () => {
  const screen = await openRetry();
  screen.type(' ');
  screen.type('/class:rcpt\r');
  await screen.waitFor('1 marked, 1 not shown');
  screen.type('\u001b');
  await screen.waitFor(/40 failed mails.*1 marked/);
  screen.type('\u001b');
  await screen.waitFor(/40 failed mails · failed first( · 1–\d+ of 40)?\n/);
  screen.type('\u001b');
  await screen.waitFor('Last hour');
});

test('a marks what is on the screen, and again everything, and says how many', async () => {
  const screen = await openRetry(createRetrySource(3_000));
  await screen.waitFor('customer1@');
  screen.type('a');
  await screen.waitFor('a again marks all 3 000 mails');
  screen.type('a');
  await screen.waitFor('3 000 mails marked');
});

test('a counts what the filter means, whatever else is marked', async () => {
  const screen = await openRetry(createRetrySource(400));
  await screen.waitFor('customer1@');
  screen.type('aa');
  await screen.waitFor('400 mails marked: all that are here.');
  screen.type('u');
  screen.type('/class:auth\r');
  await screen.waitFor('300 failed mails');
  screen.type('aa');
  await screen.waitFor('300 mails marked: all that the filter means.');
  screen.type('/\u0015class:rcpt\r');
  await screen.waitFor('300 marked, 300 not shown');
  screen.type('a');
  await screen.waitFor('23 mails marked; a again marks all 100 mails.');
});

test('while the mails of a filter are being read e says so, and a marks them as soon as they are there', async () => {
  const all = createRetrySource(40);
  const { promise: isLetGo, resolve: letGo } = Promise.withResolvers<void>();
  const screen = await openRetry({
    ...all,
    select: async (filter, options) => {
      if (filter.classes !== undefined) await isLetGo;
      return (await all.select?.(filter, options)) ?? SelectedMails.none;
    },
  });
  screen.type('/class:rcpt\r');
  await screen.waitFor('Reading the mails …');
  screen.type('ae');
  await screen.waitFor('The mails are still being read.');
  letGo();
  await screen.waitFor(/\d+ mails marked/);
});

test('while mails are marked the list keeps still and counts', async () => {
  const source = createRetrySource(5);
  const screen = await openRetry(source);
  screen.type(' ');
  await screen.waitFor('1 marked');
  const before = source.asked.length;
  const departed = [{ id: 3, was: 'exception', became: 'sent' }] as const;
  screen.tell({
    kind: 'queue',
    event: { kind: 'delta', picture: createPicture(), delta: { arrived: [], changed: [], departed } },
  });
  expect(await screen.waitFor('paused, 1 change waiting')).toMatch(/3 +2 h 52 m ✔ sent/);
  expect(source.asked).toHaveLength(before);
  screen.type('u');
  await screen.waitFor('live 2 s');
  expect(source.asked.at(-1)).toMatchObject({ ids: [3] });
});

test('Enter tells all about a mail: who has it already, why it failed, how it will go', async () => {
  const recipient = { mailId: 1, name: null, normalizedAddress: 'x', archived: false, addressed: true };
  const served = { status: 'sent', failureType: null, failureReason: null, mailId: 1 };
  const source = createRetrySource(3, {
    inspect: async (id) => ({
      mail: createMail(id),
      content: undefined,
      text: 'Dear Ann',
      failure: classify(refused),
      recipients: [
        { ...recipient, partnerId: 7, address: 'ann@a.example', notification: served },
        { ...recipient, partnerId: 8, address: 'bob@b.example', notification: { ...served, status: 'exception' } },
      ],
      attachments: [],
      attempts: [],
      route: ['by mail server "Gmail": the first without a filter'],
    }),
  });
  const screen = await openRetry(source, { rows: 40 });
  screen.type('\r');
  const text = await screen.waitFor('Recipients');
  expect(text).toContain('✔ <ann@a.example>: has it already');
  expect(text).toContain('· <bob@b.example>: exception');
  expect(text).toContain('password refused  [auth.bad_credentials]');
  expect(text).toContain('by mail server "Gmail"');
});

describe('confirming', () => {
  const performed: string[][] = [];
  const acting = (preview: (ids: readonly number[]) => ReturnType<typeof createPreview>) =>
    createRetrySource(40, {
      preview: async (_action, ids) => preview(ids),
      perform: async ({ ids, title }, { tell }) => {
        performed.push([title, ids.join(' ')]);
        tell({ kind: 'outcome', ids, status: 'ok', words: 'sent' });
        return { status: 'ok', sentence: `${ids.length} sent.`, details: [] };
      },
    });

  test('one mail that can come back needs no dialog', async () => {
    const source = acting((ids) => createPreview(ids, { title: 'Cancel 1 mail', irreversible: [] }));
    const screen = await openRetry(source);
    screen.type('C');
    await screen.waitFor('Mail 1: 1 sent.');
    expect(performed.at(-1)).toEqual(['Cancel 1 mail', '1']);
  });

  test('a mark that another filter hides is not acted on without a question that names its mail', async () => {
    const source = acting((ids) => createPreview(ids, { title: 'Cancel 1 mail', irreversible: [] }));
    const screen = await openRetry(source);
    const before = performed.length;
    screen.type(' /class:rcpt\r');
    await screen.waitFor('1 marked, 1 not shown');
    screen.type('C');
    const text = await screen.waitFor('Press y');
    expect(text).toContain('! It is not shown by the filter.');
    expect(text).toContain('Mail 1 to customer1@example.com: Invoice INV/2026/1');
    expect(performed).toHaveLength(before);
  });

  test('of many marked mails the question counts and names those that the filter hides', async () => {
    const screen = await openRetry(acting((ids) => createPreview(ids)));
    screen.type('  /class:rcpt\r');
    await screen.waitFor('2 marked, 2 not shown');
    screen.type('aR');
    const text = await screen.waitFor('Press y');
    expect(text).toMatch(/All 12 mails that you chose\.\s+! 2 of them are not shown by the filter\./);
    expect(text).toContain('Mail 2 to customer2@example.com: Invoice INV/2026/2');
    expect(text).not.toContain('Mail 4 to');
  });

  test('a few are shown first and want a y; Enter never confirms', async () => {
    const source = acting((ids) =>
      createPreview(ids, { warnings: ['Waking the queue also sends 1 204 waiting mails.'] }),
    );
    const screen = await openRetry(source, { clock: createClock() });
    const before = performed.length;
    screen.type('  R');
    const text = await screen.waitFor('Press y');
    expect(text).toContain('! Waking the queue also sends 1 204 waiting mails.');
    screen.type('\r');
    screen.type('y');
    await screen.waitFor('2 sent.');
    expect(performed.slice(before)).toEqual([['Send 2 failed mails again', '1 2']]);
  });

  test('a y that was typed before the dialog could be read is not taken, and says so', async () => {
    const screen = await openRetry(acting((ids) => createPreview(ids)));
    const before = performed.length;
    screen.type('R');
    await screen.waitFor('Press y');
    screen.type('y');
    await screen.waitFor('That came before it can have been read: y again.');
    screen.type('\u001b');
    await screen.waitFor('40 failed mails');
    expect(performed).toHaveLength(before);
  });

  test('many want their count typed before the y', async () => {
    const screen = await openRetry(
      acting((ids) => createPreview(ids)),
      { clock: createClock() },
    );
    screen.type('aaR');
    await screen.waitFor('Type 40, then y:');
    screen.type('4y');
    await screen.waitFor('Type 40 first');
    screen.type('0y');
    await screen.waitFor('40 sent.');
  });

  test('what may have been delivered already asks for the count even of one mail', async () => {
    const screen = await openRetry(acting((ids) => createPreview(ids, { maybeDelivered: 1 })));
    screen.type('R');
    await screen.waitFor('Type 1, then y:');
  });

  test('waiting mails that would fail stand first, want their count typed, and can be held instead', async () => {
    const alarm = 'Waking the queue also sends 4 800 other waiting mails, and all of them would fail.';
    const held: boolean[] = [];
    const source = createRetrySource(40, {
      preview: async (_action, ids, { holdOthers = false }) => {
        held.push(holdOthers);
        return holdOthers ? createPreview(ids) : createPreview(ids, { alarm, failing: 4_800, canHold: true });
      },
    });
    const screen = await openRetry(source);
    screen.type('R');
    const text = await screen.waitFor('Type 4800, then y:');
    expect(text.indexOf('and all of them would fail')).toBeLessThan(text.indexOf('The mail that you chose'));
    screen.type('1y');
    await screen.waitFor('Type 4800 first: so many waiting mails would fail.');
    screen.type('H');
    await screen.waitFor('Press y');
    expect(held).toEqual([false, true]);
  });

  test('what was set apart is explained, and can be taken in', async () => {
    const choices: string[] = [];
    const source = createRetrySource(40, {
      preview: async (_action, ids, { include }) => {
        choices.push(include.join());
        const setAside = [{ count: 1, why: 'older than 30 days', include: 'old' as const }];
        return include.length > 0 ? createPreview(ids) : createPreview([], { asked: 1, setAside });
      },
    });
    const screen = await openRetry(source);
    screen.type('R');
    expect(await screen.waitFor('There is nothing to do.')).toContain('1 mail: older than 30 days  (A takes it in)');
    screen.type('A');
    await screen.waitFor('Press y');
    expect(choices).toEqual(['', 'old']);
  });
});

describe('taking back', () => {
  const entry: JournalEntry = {
    id: '20261123T170000-k3f9',
    at: new Date('2026-11-23T17:00:00Z'),
    database: 'acme',
    host: 'db.internal:5432',
    action: 'credentials.set-password',
    subject: 'server:3',
    title: 'Save the new password of Gmail',
    state: 'applied',
    changed: ['1 row of ir_mail_server'],
    left: [],
    needsRestart: false,
    canBeTakenBack: true,
    irreversible: ['The old password may have been changed at the provider.'],
  };

  const preview: UndoPreview = {
    entry,
    rows: [
      {
        table: 'ir_mail_server',
        what: 'updated',
        back: 1,
        values: [{ row: 'ir_mail_server 3', column: 'smtp_pass', now: new Secret('new'), before: new Secret('old') }],
      },
    ],
    left: [],
    mails: { of: 0, gone: 0 },
    isWorthwhile: true,
  };

  test('U shows the newest change with its day and asks; a second U takes nothing back', async () => {
    const takenBack: string[] = [];
    const source = createRetrySource(3, {
      newestChange: async () => ({ passed: [], preview }),
      undo: async (id) => {
        takenBack.push(id);
        return { status: 'ok', sentence: `Taken back: ${entry.title}.`, details: [] };
      },
    });
    const screen = await openRetry(source, { clock: createClock() });
    screen.type('UU');
    const text = await screen.waitFor('Press y to take it back');
    expect(text).toMatch(/Save the new password of Gmail, done 2026-11-2\d \d\d:\d\d \(20261123T170000-k3f9\)/);
    expect(text).toContain('1 row of ir_mail_server is written back:');
    expect(text).toMatch(/ir_mail_server 3 {2}smtp_pass: •+ → •+/);
    expect(text).toContain('! Cannot be taken back: The old password may have been changed at the provider.');
    expect(takenBack).toEqual([]);
    screen.type('y');
    await screen.waitFor('Taken back: Save the new password of Gmail.');
    expect(takenBack).toEqual([entry.id]);
  });

  test('while an undo waits for the queue it says so, and no other key opens anything', async () => {
    const inspected: number[] = [];
    let finish = (): void => undefined;
    const source = createRetrySource(3, {
      newestChange: async () => ({ passed: [], preview }),
      undo: (_id, { tell }) => {
        tell({ kind: 'stage', words: 'Odoo is sending right now …' });
        return new Promise((resolve) => {
          finish = () => resolve({ status: 'ok', sentence: 'Taken back.', details: [] });
        });
      },
      inspect: async (id) => {
        inspected.push(id);
        return undefined;
      },
    });
    const screen = await openRetry(source, { clock: createClock() });
    screen.type('U');
    await screen.waitFor('Take this back?');
    screen.type('y');
    await screen.waitFor('Odoo is sending right now …');
    screen.type('\rR');
    finish();
    expect(await screen.waitFor('Taken back.')).toContain('3 failed mails');
    expect(inspected).toEqual([]);
  });

  test('without a change there is nothing to take back', async () => {
    const screen = await openRetry();
    screen.type('U');
    await screen.waitFor('Nothing was changed here that could be taken back.');
  });
});

test('while mails move there is a bar with a rate, each outcome, and a key that stops', async () => {
  let tell: Parameters<RetrySource['perform']>[1]['tell'] = () => undefined;
  const source = createRetrySource(40, {
    preview: async (_action, ids) => createPreview(ids, { irreversible: [] }),
    perform: (_preview, options) => {
      ({ tell } = options);
      return new Promise((resolve) => {
        options.signal.addEventListener('abort', () =>
          resolve({ status: 'warn', sentence: '1 sent, 1 failed again, 38 still waiting.', details: [] }),
        );
      });
    },
  });
  const screen = await openRetry(source, { clock: createClock() });
  screen.type('aaR');
  await screen.waitFor('Type 40');
  screen.type('40y');
  await screen.waitFor('0 of 40');
  tell({ kind: 'outcome', ids: [1], status: 'ok', words: 'sent' });
  tell({ kind: 'outcome', ids: [2], status: 'fail', words: 'failed again, password refused' });
  const text = await screen.waitFor(/2 of 40 · 1 failed · [\d.]+ a second · .* to go/);
  expect(text).toContain('✖ mail 2: failed again, password refused');
  expect(text).toContain('✔ mail 1: sent');
  screen.type('s');
  await screen.waitFor('1 sent, 1 failed again, 38 still waiting.');
  screen.type('\u001b');
  await screen.waitFor('39 marked');
});

test('a read-only console previews even a single mail, and says that nothing can be applied', async () => {
  const performed: unknown[] = [];
  const source = createRetrySource(3, {
    preview: async (_action, ids) => createPreview(ids),
    perform: async (preview) => {
      performed.push(preview);
      return { status: 'ok', sentence: 'Done.', details: [] };
    },
  });
  const screen = await openRetry(source, { target: { readOnly: true }, clock: createClock() });
  screen.type('R');
  await screen.waitFor('Read-only: this is what would be done, nothing can be applied.');
  screen.type('yy\u001b');
  await screen.waitFor('3 failed mails');
  expect(performed).toEqual([]);
});

test('what was refused changed nothing: back in the preview stands the count that was typed', async () => {
  const source = createRetrySource(40, {
    preview: async (_action, ids) => createPreview(ids),
    perform: async () => ({ status: 'fail', sentence: 'It was stopped.', details: [], notDone: 'stopped' }),
  });
  const screen = await openRetry(source, { clock: createClock() });
  screen.type('aaR');
  await screen.waitFor('Type 40, then y:');
  screen.type('41');
  await screen.waitFor('✖ 40 are meant, not 41');
  screen.type('\u007f0y');
  await screen.waitFor('It was stopped.');
  screen.type('\u001b');
  expect(await screen.waitFor('Type 40, then y: 40')).toContain('y do it');
});

describe('what leaves the console', () => {
  const clipboard = (screen: Awaited<ReturnType<typeof openRetry>>): string => {
    const base64 = screen.written.join('').split('\u001b]52;c;').at(-1)?.split('\u0007')[0];
    return Buffer.from(base64 ?? '', 'base64').toString('utf8');
  };

  test('y hands the id to the clipboard of the terminal', async () => {
    const screen = await openRetry();
    screen.type('y');
    await screen.waitFor('Copied, if the terminal lets us: the id of mail 1');
    expect(clipboard(screen)).toBe('1');
  });

  test('y on a group hands over all of its ids, and says how many', async () => {
    const screen = await openRetry();
    screen.type('by');
    await screen.waitFor('Copied, if the terminal lets us: 30 ids');
    expect(clipboard(screen).split('\n')).toHaveLength(30);
  });

  test('Y hands over every marked mail with what stands in it, on the screen or not', async () => {
    const screen = await openRetry(createRetrySource(200));
    await screen.waitFor('customer1@');
    screen.type('aaY');
    await screen.waitFor('Copied, if the terminal lets us: 200 rows');
    const rows = clipboard(screen).split('\n');
    expect(rows).toHaveLength(200);
    expect(rows.at(-1)).toBe('200\texception\tcustomer200@example.com\tInvoice INV/2026/200');
  });

  test('an export tells the whole path until it was read, and how many mails there still were', async () => {
    const path = `/home/odoo/${'a-long-folder/'.repeat(6)}odoo-mails-20261124T120400.csv`;
    const source = createRetrySource(40, { export: async ({ length }) => ({ path, written: length - 2 }) });
    const screen = await openRetry(source, { columns: 80, rows: 24 });
    screen.type('e');
    const text = await screen.waitFor('Wrote 38 mails to');
    expect(text.replaceAll(/\s/g, '')).toContain(path);
    expect(text).toContain('2 mails left the database meanwhile.');
  });

  test('an export that fails says what to try', async () => {
    const problem = new UserError(
      'The file could not be written.',
      'Start the console in a folder that you may write.',
    );
    const screen = await openRetry(createRetrySource(40, { export: () => Promise.reject(problem) }));
    screen.type('e');
    expect(await screen.waitFor('The file could not be written.')).toContain('Start the console in a folder');
  });
});

test('without colours cursor, marks and states are still told', async () => {
  const mails = SelectedMails.of([
    { id: 1, state: 'exception', class: 'auth.bad_credentials' },
    { id: 2, state: 'exception', class: 'auth.bad_credentials' },
    { id: 3, state: 'outgoing', class: null },
  ]);
  const source = createRetrySource(3, { select: async () => mails });
  const screen = await openRetry(source, { colors: false, ascii: true });
  await screen.waitFor('customer1@');
  screen.type(' ');
  await screen.waitFor(/ \* .*x failed +customer1@/);
  expect(screen.text()).toMatch(/> .*x failed +customer2@/);
  expect(screen.isColored('x failed')).toBe(false);
});

test('a database that cannot be read is said in words', async () => {
  const source = createRetrySource(3, {
    select: () => Promise.reject(new Error('PostgreSQL is shutting down.')),
  });
  const screen = openScreen({ retry: source });
  await screen.waitFor('3 Retry');
  screen.type('3');
  await screen.waitFor('✖ PostgreSQL is shutting down.');
});
