import { describe, expect, it } from 'vitest';
import { findProvider, recogniseProviders } from '../../../source/domain/providers/find-provider.ts';
import { isFreeMailDomain, isFreeMailOf } from '../../../source/domain/providers/free-mail.ts';
import { providers } from '../../../source/domain/providers/index.ts';
import { printLimit, printStatement } from '../../../source/domain/providers/provider.ts';

describe('the providers', () => {
  it('are at least 25, each with a name of its own', () => {
    expect(providers.length).toBeGreaterThanOrEqual(25);
    expect(new Set(providers.map((provider) => provider.id)).size).toBe(providers.length);
  });

  it.each(providers.map((provider) => [provider.id, provider] as const))(
    '%s can be recognised and explained',
    (_id, provider) => {
      expect(provider.hosts.length + provider.mx.length + provider.spfIncludes.length).toBeGreaterThan(0);
      expect(provider.userName.text).not.toBe('');
      expect(provider.password.text).not.toBe('');
      expect(provider.fromRule.text).not.toBe('');
      expect(provider.source).not.toBe('');
      for (const limit of provider.limits) expect(limit.asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
    },
  );

  it.each(
    providers.filter((provider) => provider.endpoints.length > 0).map((provider) => [provider.id, provider] as const),
  )('%s is found by the relay hosts it tells people to enter', (id, provider) => {
    for (const { host } of provider.endpoints) expect(findProvider({ host })?.id).toBe(id);
  });

  it('stand with the narrower name first, so that none is hidden by one before it', () => {
    const hidden = providers.flatMap(({ id, hosts, mx, spfIncludes }) => [
      ...hosts.filter((host) => recogniseProviders({ host }).relay?.id !== id),
      ...mx.filter((name) => recogniseProviders({ mx: [name] }).mailbox?.id !== id),
      ...spfIncludes.filter((name) => recogniseProviders({ spf: [name] }).authorised[0]?.id !== id),
    ]);
    expect(hidden).toEqual([]);
  });

  it('offer implicit TLS on 465 and 2465 only as ssl', () => {
    const modes = providers.flatMap((provider) => provider.endpoints.flatMap((endpoint) => endpoint.ports));
    expect(modes.filter(([port, mode]) => [465, 2465, 8465].includes(port) && mode !== 'ssl')).toEqual([]);
    expect(modes.filter(([port, mode]) => [25, 587, 2525].includes(port) && mode === 'ssl')).toEqual([]);
  });
});

describe('findProvider', () => {
  it.each([
    [{ host: 'SMTP.Office365.com.' }, 'microsoft'],
    [{ host: 'smtp-relay.gmail.com' }, 'google-relay'],
    [{ host: 'smtp.eu.mailgun.org' }, 'mailgun-eu'],
    [{ host: 'email-smtp.ap-south-1.amazonaws.com' }, 'amazon-ses'],
    [{ mx: ['acme-com.mail.protection.outlook.com'] }, 'microsoft'],
    [{ host: 'mail.gmx.net' }, 'gmx'],
    [{ host: 'smtp.web.de' }, 'gmx'],
    [{ host: 'smtp.protonmail.ch' }, 'proton.me'],
    [{ mx: ['aspmx.l.google.com'] }, 'google'],
    [{ mx: ['mx00.kundenserver.de'] }, 'ionos'],
    [{ spf: ['spf.protection.outlook.com'] }, 'microsoft'],
    [{ host: 'mail.acme.example', mx: ['mail.acme.example'], spf: ['_spf.google.com'] }, 'google'],
  ] as const)('knows %o', (traces, id) => {
    expect(findProvider(traces)?.id).toBe(id);
  });

  it.each([{}, { host: 'mail.acme.example' }, { host: 'notgmail.com' }, { host: 'ec2-1-2-3-4.compute.amazonaws.com' }])(
    'does not guess from %o',
    (traces) => {
      expect(findProvider(traces)).toBeUndefined();
    },
  );

  it('shows relay, mailbox host and SPF side by side', () => {
    const { relay, mailbox, authorised } = recogniseProviders({
      host: 'smtp.sendgrid.net',
      mx: ['aspmx.l.google.com'],
      spf: ['_spf.google.com', 'spf.unheard.example', '_spf.google.com'],
    });
    expect([relay?.id, mailbox?.id, authorised.map(({ id }) => id)]).toEqual(['sendgrid', 'google', ['google']]);
  });
});

describe('what is known about a provider', () => {
  it('never reads as certain when it was only remembered', () => {
    expect(printStatement({ text: 'An app password', certainty: 'memory' })).toBe('An app password (not verified)');
    expect(printStatement({ text: 'An app password', certainty: 'read' })).toBe('An app password');
  });

  it('shows a limit with its date and its doubt', () => {
    const limit = {
      count: 10_000,
      unit: 'recipients',
      window: 'day',
      asOf: '2022-04-01',
      certainty: 'second-hand',
    } as const;
    expect(printLimit(limit)).toBe('10,000 recipients per day (as of 2022-04-01) (reported by others)');
    expect(
      printLimit({
        count: 3,
        unit: 'sessions',
        window: 'at once',
        plan: 'paid',
        asOf: '2022-04-01',
        certainty: 'read',
      }),
    ).toBe('3 sessions at once (paid, as of 2022-04-01)');
  });
});

describe('a free mail service', () => {
  it.each(
    providers.flatMap((provider) => (provider.freeMailDomains ?? []).map((domain) => [domain, provider] as const)),
  )('%s is the domain of one of them alone', (domain, provider) => {
    expect(isFreeMailDomain(domain)).toBe(true);
    expect(providers.filter((other) => isFreeMailOf(domain, other))).toEqual([provider]);
  });

  it.each([
    ['gmail.com', 'smtp.gmail.com'],
    ['gmx.de', 'mail.gmx.net'],
    ['web.de', 'smtp.web.de'],
    ['proton.me', 'smtp.protonmail.ch'],
    ['hotmail.com', 'smtp-mail.outlook.com'],
  ])('sends %s through %s', (domain, host) => {
    const provider = findProvider({ host });
    expect(provider !== undefined && isFreeMailOf(domain, provider)).toBe(true);
  });

  it('is no company’s domain', () => {
    expect(isFreeMailDomain('acme.example')).toBe(false);
  });
});
