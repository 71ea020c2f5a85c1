import { expect, test } from 'vitest';
import { type BaseUrlFacts, judgeBaseUrl } from '../../../source/domain/odoo/base-url.ts';

const fine: BaseUrlFacts = {
  url: 'https://odoo.acme.example',
  isFrozen: false,
  proxyMode: true,
  usesOauth: true,
};

test.each<[name: string, changes: Partial<BaseUrlFacts>]>([
  ['https behind a proxy that is told', {}],
  ['https that is frozen, whatever proxy_mode says', { proxyMode: false, isFrozen: true }],
  ['https without OAuth', { proxyMode: false, usesOauth: false }],
  ['https where no odoo.conf was read', { proxyMode: undefined }],
  ['http in a network of its own, without OAuth', { url: 'http://10.0.0.5:8069', proxyMode: false, usesOauth: false }],
  ['http where nothing is known of a proxy', { url: 'http://odoo.lan', proxyMode: undefined, usesOauth: false }],
])('nothing is wrong with %s', (_name, changes) => {
  expect(judgeBaseUrl({ ...fine, ...changes })).toBeUndefined();
});

test.each<[name: string, changes: Partial<BaseUrlFacts>, summary: RegExp, suggestion: string | undefined]>([
  [
    'http with OAuth',
    { url: 'http://odoo.acme.example:8069/' },
    /without https: an account cannot be connected by OAuth/,
    'https://odoo.acme.example',
  ],
  [
    'http with OAuth, without an odoo.conf',
    { url: 'http://odoo.acme.example', proxyMode: undefined },
    /without https/,
    'https://odoo.acme.example',
  ],
  [
    'http behind a proxy',
    { url: 'http://odoo.acme.example', usesOauth: false },
    /without https: links in mails begin with it/,
    'https://odoo.acme.example',
  ],
  [
    'https that the next login takes away',
    { proxyMode: false },
    /the next login of an administrator makes it http/,
    'https://odoo.acme.example',
  ],
  ['localhost', { url: 'http://localhost:8069', usesOauth: false }, /to their own machine\.$/, undefined],
  ['localhost with OAuth', { url: 'https://127.0.0.1' }, /connecting an account by OAuth ends there/, undefined],
  ['no address', { url: undefined }, /is not set/, undefined],
  ['an empty address', { url: ' ' }, /is not set/, undefined],
  ['an address without a scheme', { url: 'odoo.acme.example' }, /is no address of a website/, undefined],
  ['another scheme', { url: 'ftp://odoo.acme.example' }, /is no address of a website/, undefined],
])('%s is told', (_name, changes, summary, suggestion) => {
  const flaw = judgeBaseUrl({ ...fine, ...changes });
  expect(flaw?.summary).toMatch(summary);
  expect(flaw?.suggestion).toBe(suggestion);
});

test('what keeps the address is advised only where it is not kept', () => {
  const http = { ...fine, url: 'http://odoo.acme.example' };
  expect(judgeBaseUrl(http)?.detail).toContain('set proxy_mode = True');
  expect(judgeBaseUrl({ ...http, isFrozen: true })?.detail).toContain('no login changes it');
});
