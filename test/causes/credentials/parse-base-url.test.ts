import { expect, test } from 'vitest';
import { parseBaseUrl } from '../../../source/causes/credentials/base-url-check.ts';

test.each([
  ['https://odoo.acme.example', 'https://odoo.acme.example'],
  [' http://10.0.0.3:8069// ', 'http://10.0.0.3:8069'],
])('%j is an address of a website', (text, url) => {
  expect(parseBaseUrl(text)).toBe(url);
});

test.each(['', 'odoo.acme.example', 'ftp://odoo.acme.example', 'https://', 'see https://odoo.acme.example'])(
  '%j is none',
  (text) => {
    expect(() => parseBaseUrl(text)).toThrow('is no address of a website');
  },
);
