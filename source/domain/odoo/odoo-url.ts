import { UsageError } from '../errors.ts';

const hint = 'Write it as https://odoo.example.com, or http://127.0.0.1:8069 on the server itself.';

/**
 * Where an Odoo answers, from a person's word. What a browser shows behind it (`/web…`, `/odoo…`) is dropped, any
 * other path is kept for a proxy that serves Odoo below it.
 * @throws UsageError when it is no http or https address; a password in it is not repeated.
 */
export const parseOdooUrl = (text: string): URL => {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    const shown = text.includes('@') ? 'The value given' : `'${text}'`;
    throw new UsageError(`${shown} is no address of an Odoo: --odoo-url takes one with http:// or https://.`, hint);
  }
  if (url.username !== '' || url.password !== '') {
    throw new UsageError('--odoo-url takes no account: the key is read from $ODOO_API_KEY or asked for.', hint);
  }
  const path = /^\/(?:web|odoo)(?:\/|$)/.test(url.pathname) ? '' : url.pathname.replace(/\/+$/, '');
  return new URL(`${url.origin}${path}`);
};

/** As people write it: without the slash that a bare origin ends with. */
export const showOdooUrl = (url: URL): string => `${url.origin}${url.pathname.replace(/\/$/, '')}`;
