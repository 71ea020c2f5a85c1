import { describe, expect, it } from 'vitest';
import { changesThatHit, datedChanges, type MailConfiguration } from '../../../source/domain/providers/calendar.ts';
import { findHostingFirm, hostingFirms } from '../../../source/domain/providers/hosting-firm.ts';

const now = new Date('2026-11-24T12:00:00Z');

const configuration = (
  host: string,
  authentication: 'password' | 'oauth',
  mailsADay: number | null = null,
): MailConfiguration => ({
  relays: [{ host, authentication }],
  mailsADay,
});

const idsThatHit = (given: MailConfiguration): readonly string[] =>
  changesThatHit(given, now).map(({ change }) => change.id);

describe('dated changes', () => {
  it('stand in the order of their dates', () => {
    const dates = datedChanges.map(({ date }) => date);
    expect(dates).toEqual(dates.toSorted());
  });

  it('warn a password at Microsoft 365 before the end of 2026', () => {
    const [next] = changesThatHit(configuration('smtp.office365.com', 'password'), now);
    expect(next?.change.id).toBe('microsoft-365-basic-auth-default-off');
    expect(next?.daysLeft).toBe(37);
  });

  it('leave OAuth at Microsoft 365 in peace', () => {
    expect(idsThatHit(configuration('smtp.office365.com', 'oauth'))).toEqual([]);
  });

  it('hit bulk senders only from 5,000 mails a day, and nobody who was not measured', () => {
    expect(idsThatHit(configuration('mail.acme.example', 'password', 4_999))).toEqual([]);
    expect(idsThatHit(configuration('mail.acme.example', 'password', 5_000))).toContain('outlook-com-bulk-rules');
    expect(idsThatHit(configuration('mail.acme.example', 'password'))).toEqual([]);
  });

  it('count days that have passed below zero', () => {
    expect(changesThatHit(configuration('smtp.sendgrid.net', 'password'), now)[0]?.daysLeft).toBeLessThan(0);
  });
});

describe('findHostingFirm', () => {
  it.each([
    [{ reverseName: 'static.1.2.3.4.clients.your-server.de.' }, 'hetzner'],
    [{ reverseName: 'ec2-1-2-3-4.eu-west-1.compute.amazonaws.com' }, 'aws'],
    [{ vendor: 'DigitalOcean' }, 'digitalocean'],
    [{ vendor: 'Microsoft Corporation' }, 'azure'],
  ] as const)('knows %o', (traces, id) => {
    expect(findHostingFirm(traces)?.id).toBe(id);
  });

  it('does not guess', () => {
    expect(findHostingFirm({ reverseName: 'mail.acme.example', vendor: 'Dell Inc.' })).toBeUndefined();
    expect(findHostingFirm({})).toBeUndefined();
  });

  it('has a way out of every block', () => {
    expect(hostingFirms.filter((firm) => firm.wayOut === '' || firm.source === '')).toEqual([]);
  });
});
