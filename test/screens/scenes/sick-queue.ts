import type { FirstLook } from '../../../source/domain/finding/vital-sign.ts';
import type { QueuePicture } from '../../../source/domain/mail/queue.ts';
import type { ConsoleEvent } from '../../../source/ui/console-source.ts';
import { createPicture } from '../../support/picture.ts';
import { ago } from './scene.ts';

const minute = 60_000;
const hour = 60 * minute;

const refused = "535\nb'5.7.8 Username and Password not accepted'";
const unknown = `SMTPRecipientsRefused: {'a@b.example': (550, b'5.1.1 User unknown')}`;

const steps = (length: number, last: readonly number[]): readonly number[] => [
  ...Array.from({ length: length - last.length }, () => 0),
  ...last,
];

/** 1 204 mails wait and 312 failed since the runner was switched off and the password refused. */
const sickPicture: QueuePicture = createPicture({
  outgoing: 1_204,
  failures: [...Array.from({ length: 298 }, () => refused), ...Array.from({ length: 14 }, () => unknown)],
  oldestOutgoingAt: ago(172 * minute),
  oldestExceptionAt: ago(25 * hour),
  hour: {
    arrivals: [12, 18, 9, 22, 31, 28, 35, 20, 41, 38, 42, 17],
    departures: steps(12, []),
    newFailures: steps(12, [3, 1, 0, 2]),
  },
  day: {
    arrivals: [2, 1, 1, 1, 3, 9, 40, 120, 180, 210, 160, 90, 130, 190, 220, 240, 200, 160, 90, 60, 110, 140, 230, 313],
    departures: steps(24, [0, 0, 0]),
    newFailures: steps(24, [298, 14, 0, 0, 0, 0, 0]),
  },
  watchedSince: ago(2 * hour),
  failingSince: new Map([['auth.bad_credentials', ago(395 * minute)]]),
});

const switchedOff: FirstLook = {
  status: 'fail',
  summary: 'Nothing is being sent: the Email Queue Manager is switched off.',
  detail: '1 204 waiting · 312 failed, 298 of them: password refused',
  vitalSigns: [
    { subject: 'Queue runner', status: 'fail', words: 'switched off, last run 09:12' },
    { subject: 'Odoo', status: 'ok', words: 'connected, 1 cron worker' },
    { subject: 'Mail servers', status: 'skipped', words: 'Gmail (smtp.gmail.com) and 1 more' },
  ],
};

export const snapshot = (picture: QueuePicture): ConsoleEvent => ({
  kind: 'queue',
  event: { kind: 'snapshot', picture },
});

export const sickQueue: readonly ConsoleEvent[] = [
  snapshot(sickPicture),
  { kind: 'first-look', firstLook: switchedOff },
  {
    kind: 'now',
    line: { status: 'fail', isSending: false, words: 'nothing runs: the queue runner is switched off' },
    outcomes: [],
  },
];

export const sendingQueue: readonly ConsoleEvent[] = [
  snapshot({ ...sickPicture, hour: { ...sickPicture.hour, departures: steps(12, [34]) } }),
  {
    kind: 'first-look',
    firstLook: {
      status: 'warn',
      summary: 'Mail is going out again; 312 mails failed before and stay until they are sent again.',
      detail: '1 173 waiting · 312 failed',
      vitalSigns: [
        { subject: 'Queue runner', status: 'ok', words: 'sends since 12:03' },
        { subject: 'Odoo', status: 'ok', words: 'connected, 1 cron worker' },
        { subject: 'Mail servers', status: 'unknown', words: 'not tried yet' },
      ],
    },
  },
  {
    kind: 'now',
    line: {
      status: 'ok',
      isSending: true,
      words: 'sending since 12:03:12 · 9/s · 34 sent · 0 failed · 1 173 to go, done about 12:06',
    },
    outcomes: [
      {
        id: 47_991,
        at: ago(1_000),
        became: { kind: 'sent' },
        about: { to: 'greta.diaz@orchard.example', subject: 'Acme Logistics GmbH: your invoice INV/2026/48572' },
      },
      {
        id: 47_990,
        at: ago(2_000),
        became: { kind: 'failed', class: 'auth.bad_credentials' },
        about: { to: 'olga@riverside.example', subject: 'Order S58626' },
      },
      { id: 47_989, at: ago(2_000), became: { kind: 'gone' } },
    ],
  },
];

export const healthyQueue: readonly ConsoleEvent[] = [
  snapshot(createPicture({ outgoing: 0, watchedSince: ago(hour) })),
  {
    kind: 'first-look',
    firstLook: {
      status: 'ok',
      summary: 'Mail is going out.',
      detail: 'nothing waits and nothing failed',
      vitalSigns: [
        { subject: 'Queue runner', status: 'ok', words: 'every hour, last run 12:00, next 13:00' },
        { subject: 'Odoo', status: 'ok', words: 'connected, 2 cron workers' },
        { subject: 'Mail servers', status: 'ok', words: 'Relay (smtp.acme.example)' },
      ],
    },
  },
  {
    kind: 'now',
    line: { status: 'ok', isSending: false, words: 'nothing to send; the next run is at 13:00' },
    outcomes: [],
  },
];
