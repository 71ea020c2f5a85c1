import { expect, test } from 'vitest';
import { parseOdooUrl, showOdooUrl } from '../../../source/domain/odoo/odoo-url.ts';

test.each([
  ['http://127.0.0.1:8069', 'http://127.0.0.1:8069'],
  ['https://odoo.example.com/', 'https://odoo.example.com'],
  ['https://odoo.example.com/web/login?db=acme#x', 'https://odoo.example.com'],
  ['https://odoo.example.com/odoo/settings', 'https://odoo.example.com'],
  ['https://example.com/erp/', 'https://example.com/erp'],
  ['https://example.com/website', 'https://example.com/website'],
])('%s is the Odoo at %s', (text, shown) => {
  expect(showOdooUrl(parseOdooUrl(text))).toBe(shown);
});
